import type { Language } from "../../core/conversation.ts";
import type { Scope } from "../../core/records.ts";
import { bindTools } from "../../tools/index.ts";
import { answeredBy, settled } from "../choices/answered.ts";
import { currentInput } from "../parts.ts";
import type { GraphParts, TurnRuntime } from "../parts.ts";
import { languageOf, remember } from "../memory.ts";
import { makeSecondReading } from "../models/second-reading.ts";
import type { State, StateUpdate, TurnInput } from "../state.ts";
import { fold } from "../understanding/index.ts";
import type { Reading } from "../understanding/index.ts";
import { followedUp } from "./follow-up.ts";
import { mayNameThing, withNamedThing } from "./named-thing.ts";

/** The node that reads the next input: what it is about, in which language, what it names. */
export function makeUnderstand(parts: GraphParts) {
  const { model } = parts;
  const readAgain = makeSecondReading(model);

  return async function understand(state: State, runtime: TurnRuntime): Promise<StateUpdate> {
    const isFirst = state.cursor === undefined;
    const fresh = isFirst
      ? {
          cursor: 0,
          replies: [],
          handoffChanges: [],
          traces: {},
          handoff: state.handoff ?? null,
          ...(model ? { modelUntil: model.now() + model.limits.turnMs } : {}),
        }
      : {};
    const input = currentInput(state);
    if (input.kind !== "customer_message") {
      return { ...fresh, reading: null, answered: null, handoffRequest: null };
    }

    const scope = await parts.scopeFor(runtime.context);
    const { customer } = scope;
    const reading = parts.understand(input.text, {
      language: languageOf(state, customer),
      hasPendingQuestion: state.pending !== null,
      withPerson: (state.handoff ?? null) !== null,
    });
    const { pending, offered } = state;
    const { text, choiceId } = input;
    const answered = input.media
      ? undefined
      : answeredBy({ text, choiceId, pending, offered, reading });
    const isOpen = pending === null && !state.handoff;
    const known =
      isOpen && mayNameThing(reading, text)
        ? withNamedThing(reading, text, await policiesOf(parts, scope))
        : reading;
    const heard = {
      ...fresh,
      reading: followedUp(settled(known, answered, pending), text, state.topic),
      answered: answered ?? null,
      handoffRequest: null,
      ...remember(state, [{ author: "customer", text: wordsOf(input) }]),
    };
    const again = await readAgain({ ...state, ...heard }, runtime.signal);
    const meant = again.reading ?? heard.reading;
    return { ...heard, ...again, language: languageHeard(input, state, meant) ?? state.language };
  };
}

async function policiesOf({ tools }: GraphParts, scope: Scope) {
  const { policies } = await bindTools(tools, scope, () => {}).listPolicies({});
  return policies;
}

/**
 * The language to answer in from now on, if the message tells. A button speaks the language we wrote it in, and so does
 * whoever repeats its title. "In Spanish, please: what do I pay?" is answered in Spanish; who only wants the language
 * changed is asked before anything is, in their own.
 */
function languageHeard(
  { text, choiceId }: Extract<TurnInput, { kind: "customer_message" }>,
  { offered }: State,
  { language, mentions, understood }: Reading,
): Language | undefined {
  const isOurs = choiceId !== undefined || offered.some(({ title }) => fold(title) === fold(text));
  if (isOurs) return undefined;
  const isBeside = understood.zone === "act" && understood.name !== "update_contact";
  return (isBeside ? mentions.languageWanted : undefined) ?? language;
}

function wordsOf(input: Extract<TurnInput, { kind: "customer_message" }>): string {
  if (!input.media) return input.text;
  return `(${input.media.kind}) ${input.text}`.trim();
}
