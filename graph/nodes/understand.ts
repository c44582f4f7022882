import { currentInput } from "../parts.ts";
import type { GraphParts, TurnRuntime } from "../parts.ts";
import { languageOf, remember } from "../memory.ts";
import type { State, StateUpdate, TurnInput } from "../state.ts";

/** The node that reads the next input: what it is about, in which language, what it names. */
export function makeUnderstand(parts: GraphParts) {
  return async function understand(state: State, runtime: TurnRuntime): Promise<StateUpdate> {
    const isFirst = state.cursor === undefined;
    const fresh = isFirst
      ? { cursor: 0, replies: [], handoffChanges: [], traces: {}, handoff: state.handoff ?? null }
      : {};
    const input = currentInput(state);
    if (input.kind !== "customer_message") return { ...fresh, reading: null, handoffRequest: null };

    const { customer } = await parts.scopeFor(runtime.context);
    const reading = parts.understand(input.text, {
      language: languageOf(state, customer),
      hasPendingQuestion: state.pending !== null,
      withPerson: (state.handoff ?? null) !== null,
    });
    return {
      ...fresh,
      reading,
      handoffRequest: null,
      language: reading.language ?? state.language,
      ...remember(state, [{ author: "customer", text: wordsOf(input) }]),
    };
  };
}

function wordsOf(input: Extract<TurnInput, { kind: "customer_message" }>): string {
  if (!input.media) return input.text;
  return `(${input.media.kind}) ${input.text}`.trim();
}
