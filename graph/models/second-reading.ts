import { currentInput } from "../parts.ts";
import { openAnswer } from "../router.ts";
import type { State, StateUpdate } from "../state.ts";
import { meaningByModel, wantsMeaning } from "./meaning.ts";
import { deadline } from "./model.ts";
import type { Model } from "./model.ts";
import { usageOf, makeUsage } from "./usage.ts";

/** Asks the model what an unclear message means; without one, or without its answer, the local reading stays. */
export function makeSecondReading(model: Model | undefined) {
  return async function readAgain(
    state: State,
    turnSignal: AbortSignal | undefined,
  ): Promise<Pick<StateUpdate, "reading" | "traces">> {
    const input = currentInput(state);
    const { reading: local, handoff, answered, modelUntil } = state;
    if (!model || !local || handoff || answered || input.kind !== "customer_message") return {};
    // A dialogue of ours knows best what its own answers mean.
    if (input.media || !wantsMeaning(model, local) || openAnswer(state)) return {};
    const { limits } = model;
    const signal = deadline(Math.min(limits.meaningMs, modelUntil - model.now()), turnSignal);
    const usage = makeUsage();
    try {
      const { recent } = state;
      const asked = { model, signal, onUsage: usage.add };
      const reading = await meaningByModel(asked, local, { recent, text: input.text });
      return { reading, traces: noted(state, reading) };
    } catch {
      // The model has said why to whoever counts; the customer is read as if there were none.
      return { traces: noted(state, local) };
    }

    function noted({ traces }: State, { understood }: NonNullable<State["reading"]>) {
      const trace = { intent: understood, tools: [], ...usageOf(undefined, usage.total()) };
      return { ...traces, [input.id]: trace };
    }
  };
}
