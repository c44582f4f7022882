import { z } from "zod";
import type { Language } from "../../core/conversation.ts";
import type { CompletionRequest } from "../../test/support/emulators/openai/index.ts";

/** How our house begins the one warning after a guard has refused an answer. */
const WARNING = "(Your answer was not sent.";
const FOCUS = /^Last talked about: ([^.]+)\./mu;

/** What a request wants: the meaning of a message, a shorter summary, or an answer. */
export type Wanted = "meaning" | "summary" | "answer";

/** Something the model asked a tool, and what it was told. */
export interface Looked {
  readonly name: string;
  readonly args: unknown;
  readonly result: unknown;
}

/** What a request holds for whoever answers it. */
export interface Asked {
  readonly wanted: Wanted;
  /** The customer's last words. */
  readonly question: string;
  /** What was looked up for them so far. */
  readonly looked: readonly Looked[];
  /** What came back since its last words. */
  readonly fresh: readonly Looked[];
  /** Why the last answer was refused, if it was. */
  readonly refused: string | undefined;
  readonly language: Language;
  /** Policies and claims last talked about. */
  readonly focus: readonly string[];
  readonly rules: string;
}

const Json = z.json();

/** Reads a request the way a model does: from its messages alone. */
export function readRequest(request: CompletionRequest): Asked {
  const { messages } = request;
  const at = messages.findLastIndex(({ role, content }) => role === "user" && !isWarning(content));
  const rules = messages[0]?.content ?? "";
  const last = messages.at(-1);
  const looked = lookedUp(messages.slice(at + 1));
  const older = messages.findLastIndex(({ role }) => role !== "tool") + 1;
  return {
    wanted: wantedBy(request),
    question: messages[at]?.content ?? "",
    looked,
    fresh: looked.slice(looked.length - (messages.length - older)),
    refused: last?.role === "user" && isWarning(last.content) ? last.content : undefined,
    language: rules.includes("Answer in Spanish") ? "es" : "en",
    focus: FOCUS.exec(rules)?.[1]?.split(", ") ?? [],
    rules,
  };
}

function wantedBy({ tools, tool_choice }: CompletionRequest): Wanted {
  if (!tools) return "summary";
  return typeof tool_choice === "object" ? "meaning" : "answer";
}

function isWarning(content: string | null): boolean {
  return content?.startsWith(WARNING) ?? false;
}

function lookedUp(messages: CompletionRequest["messages"]): Looked[] {
  const calls = new Map(
    messages.flatMap((message) =>
      message.role === "assistant"
        ? (message.tool_calls ?? []).map((call) => [call.id, call.function] as const)
        : [],
    ),
  );
  return messages.flatMap((message) => {
    if (message.role !== "tool") return [];
    const call = calls.get(message.tool_call_id);
    const result = Json.parse(JSON.parse(message.content));
    return call ? [{ name: call.name, args: Json.parse(JSON.parse(call.arguments)), result }] : [];
  });
}
