import type { ModelUsage, Trace } from "../../core/conversation.ts";

/** Counts what the model was asked while one input was worked on. */
export function makeUsage() {
  let total: ModelUsage | undefined;
  return {
    add: (usage: ModelUsage): void => void (total = sum(total, usage)),
    /** Undefined while it was never wanted. */
    total: (): ModelUsage | undefined => total,
  };
}

/** What understanding and answering used together, as a part of the trace. */
export function usageOf(
  one: ModelUsage | undefined,
  other: ModelUsage | undefined,
): Pick<Trace, "model"> {
  const model = other ? sum(one, other) : one;
  return model ? { model } : {};
}

function sum(one: ModelUsage | undefined, more: ModelUsage): ModelUsage {
  return {
    calls: (one?.calls ?? 0) + more.calls,
    inputTokens: (one?.inputTokens ?? 0) + more.inputTokens,
    outputTokens: (one?.outputTokens ?? 0) + more.outputTokens,
  };
}
