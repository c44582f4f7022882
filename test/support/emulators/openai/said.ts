import { randomUUID } from "node:crypto";
import type { CompletionRequest } from "./request.ts";

/** A call of a tool, as a model writes it. */
export interface SaidCall {
  readonly name: string;
  /** Sent as JSON; a string goes out as it is, so that it can be broken. */
  readonly args: object | string;
}

/** What the model says next: words, calls, or both. */
export interface Said {
  readonly text?: string;
  readonly calls?: readonly SaidCall[];
  readonly finish?: "stop" | "length" | "content_filter";
  /** Comes instead of words. */
  readonly refusal?: string;
}

/** The same, or what to say to a request once it is known. */
export type Scripted = Said | ((request: CompletionRequest) => Said);

/** Says words. */
export function says(text: string): Said {
  return { text };
}

/** Calls one tool. */
export function calls(name: string, args: object | string = {}): Said {
  return { calls: [{ name, args }] };
}

/** Tells what a message means, as our own reading asks for it. */
export function means(intent: string, confidence = 0.9): Said {
  return calls("tell_meaning", { intent, confidence });
}

/** What a completion is said to have cost when nobody counts. */
const USAGE = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };

/** The body of a chat completion, with the tokens it is said to have cost. */
export function completionOf(said: Said, model: string, usage: object = USAGE): object {
  const toolCalls = (said.calls ?? []).map(({ name, args }) => ({
    id: `call_${randomUUID().slice(0, 8)}`,
    type: "function",
    function: { name, arguments: typeof args === "string" ? args : JSON.stringify(args) },
  }));
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: "chat.completion",
    created: 1_795_000_000,
    model,
    choices: [
      {
        index: 0,
        finish_reason: said.finish ?? (toolCalls.length > 0 ? "tool_calls" : "stop"),
        message: {
          role: "assistant",
          content: said.text ?? null,
          refusal: said.refusal ?? null,
          ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
        },
      },
    ],
    usage,
  };
}
