import type { AIMessage, BaseMessage } from "@langchain/core/messages";
import type { ChatOpenAI } from "@langchain/openai";
import type { z } from "zod";
import type { Clock, ModelUsage } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { makeBreaker } from "./breaker.ts";
import { resultOf, toModelFailure } from "./failure.ts";
import type { CallResult } from "./failure.ts";

/** Who reads what a message means: the model where the local reading is unsure, nobody but us, or the model always. */
export type ModelUnderstanding = "hybrid" | "local" | "model";

/** How long the model may take, in milliseconds. */
export interface ModelLimits {
  /** For everything in one turn, whatever it holds. */
  readonly turnMs: number;
  /** For one answer, with all its rounds. */
  readonly answerMs: number;
  /** For telling what one message means. */
  readonly meaningMs: number;
  /** For shortening what was said before. */
  readonly summaryMs: number;
}

/** Together a customer waits at most 20 seconds, the local answer and its commit included. */
export const MODEL_LIMITS: ModelLimits = {
  turnMs: 18_000,
  answerMs: 15_000,
  meaningMs: 3_000,
  summaryMs: 5_000,
};

/** Something the model may call, as it is told about it. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** Nullable where something may be missing, never optional: strict servers want every key. */
  readonly schema: z.ZodType;
}

/** One call to the model. */
export interface Question {
  readonly messages: readonly BaseMessage[];
  readonly tools: readonly ModelTool[];
  /** The tool it must call. */
  readonly mustCall?: string;
  readonly signal: AbortSignal;
  /** Hears what the call used. */
  readonly onUsage: (usage: ModelUsage) => void;
}

/** The configured model, as the graph knows it. */
export interface Model {
  readonly understanding: ModelUnderstanding;
  readonly limits: ModelLimits;
  /** Asks once. @throws AppError when no answer can be used; the local skill answers then. */
  ask(question: Question): Promise<AIMessage>;
  /** Milliseconds that only ever grow, for deadlines. */
  now(): number;
  /** Tells the log why the model gave no answer; customers never hear of it. */
  report(thrown: unknown): void;
}

/** What a model is made of. */
export interface ModelParts {
  readonly chat: ChatOpenAI;
  /** See `isReasoningModel`. */
  readonly isReasoning: boolean;
  readonly understanding: ModelUnderstanding;
  readonly limits: ModelLimits;
  readonly clock: Clock;
  readonly onCall: (result: CallResult) => void;
  readonly onTokens: (kind: "input" | "output", count: number) => void;
  /** Hears why an answer was not to be had. */
  readonly onTrouble: (thrown: unknown) => void;
}

/** Makes the graph's model of a client: every call goes through the breaker and is counted. */
export function makeModel(parts: ModelParts): Model {
  const { chat, isReasoning, understanding, limits, clock, onCall, onTokens, onTrouble } = parts;
  const breaker = makeBreaker(clock);

  async function call({ messages, tools, mustCall, signal }: Question): Promise<AIMessage> {
    const oneAtATime = isReasoning || tools.length === 0 ? {} : { parallel_tool_calls: false };
    const choice = mustCall === undefined ? {} : { tool_choice: mustCall };
    const bound =
      tools.length === 0 ? chat : chat.bindTools([...tools], { ...oneAtATime, ...choice });
    try {
      return await bound.invoke([...messages], { signal });
    } catch (thrown) {
      throw toModelFailure(thrown, signal, clock);
    }
  }

  return {
    understanding,
    limits,
    now: () => performance.now(),
    report: onTrouble,
    async ask(question) {
      let wasAsked = false;
      try {
        if (question.signal.aborted) throw new AppError("outcome_unknown", "No time is left.");
        const message = await breaker.run(() => {
          wasAsked = true;
          return call(question);
        });
        onCall("answered");
        const { input_tokens = 0, output_tokens = 0 } = message.usage_metadata ?? {};
        onTokens("input", input_tokens);
        onTokens("output", output_tokens);
        question.onUsage({ calls: 1, inputTokens: input_tokens, outputTokens: output_tokens });
        return message;
      } catch (thrown) {
        const result = wasAsked ? resultOf(thrown) : "spared";
        onCall(result);
        // While it is spared the log has heard why already.
        if (result !== "spared" && result !== "abandoned") onTrouble(thrown);
        question.onUsage({ calls: wasAsked ? 1 : 0, inputTokens: 0, outputTokens: 0 });
        throw thrown;
      }
    },
  };
}

/** A signal that ends with the turn, or after this long. One for each use: listeners stay on a shared one. */
export function deadline(ms: number, turn: AbortSignal | undefined): AbortSignal {
  const own = AbortSignal.timeout(Math.max(0, Math.floor(ms)));
  return turn ? AbortSignal.any([turn, own]) : own;
}
