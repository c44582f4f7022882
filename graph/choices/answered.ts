import type { Choice, IntentName, Understood } from "../../core/conversation.ts";
import { topicOf } from "../pending.ts";
import type { Pending } from "../pending.ts";
import type { Answered } from "../state.ts";
import { fold, plain, yesNo } from "../understanding/index.ts";
import type { Reading } from "../understanding/index.ts";
import { meaningOf } from "./offer.ts";
import { topicOfStale } from "./stale.ts";
import { titledChoice } from "./titles.ts";

/** A message and the question it may answer. */
interface Asked {
  readonly text: string;
  readonly choiceId: string | undefined;
  readonly pending: Pending | null;
  readonly offered: readonly Choice[];
  readonly reading: Reading;
}

/**
 * Which of the choices offered last a message takes, by button, number, place, yes or no, or words of its title.
 * The one place that decides this: skills only ever see the choice. Undefined when the message is in words of its own.
 */
export function answeredBy(asked: Asked): Answered | undefined {
  const { choiceId, offered, text, pending, reading } = asked;
  if (choiceId !== undefined) {
    // Our own buttons are marked. A bare meaning is what somebody else's says, such as a template's quick reply.
    const tapped = offered.find(({ id }) => id === choiceId || meaningOf(id) === choiceId);
    return tapped ? asChoice(tapped) : staleTap(asked, meaningOf(choiceId));
  }
  if (offered.length === 0 || reading.urgency || reading.understood.name === "unsafe") {
    return undefined;
  }
  const choice = yesNoChoice(text, offered) ?? titledChoice(text, offered);
  if (choice) return asChoice(choice);
  const number = numberIn(asked);
  if (number === undefined || (wantsOwnWords(pending) && !isBareNumber(text))) return undefined;
  const numbered = offered[number - 1];
  if (numbered) return asChoice(numbered);
  // A day, a street number, a story: the list is only the way out of such a question.
  return wantsOwnWords(pending) ? undefined : { kind: "no_such_number", number };
}

/** The reading of a message that took a choice: the same whichever way it was taken. */
export function settled(
  reading: Reading,
  answered: Answered | undefined,
  pending: Pending | null,
): Reading {
  if (answered?.kind !== "choice" && answered?.kind !== "topic") return reading;
  const name = answered.kind === "topic" ? answered.name : intentOf(answered.id, pending);
  const understood: Understood = { name, zone: "act", confidence: 0.99, source: "rule" };
  return { ...reading, understood, alternatives: [], urgency: undefined, mentions: NOTHING };
}

const NOTHING: Reading["mentions"] = {
  policyNumbers: [],
  claimIds: [],
  kinds: [],
  email: undefined,
  languageWanted: undefined,
  date: undefined,
  ordinal: undefined,
};

function intentOf(id: string, pending: Pending | null): IntentName {
  if (id === "yes") return "affirm";
  if (id === "no") return "deny";
  if (id === "human_agent" || !pending) return "human_agent";
  return pending.ask === "clarify"
    ? (pending.options.find((option) => option === id) ?? topicOf(pending))
    : topicOf(pending);
}

function asChoice({ id, title }: Choice): Answered {
  return { kind: "choice", id: meaningOf(id), title };
}

function staleTap({ text, pending }: Asked, id: string): Answered | undefined {
  const topic = topicOfStale(id, pending);
  if (topic === "none") return { kind: "stale" };
  if (topic) return { kind: "topic", id, title: text, name: topic };
  // A button that is not ours is as good as its words, except that it agrees to nothing.
  return yesNo(text) || isBareNumber(text) ? { kind: "stale" } : undefined;
}

/** "Yes" to a question that offers one thing and a no takes that thing. */
function yesNoChoice(text: string, offered: readonly Choice[]): Choice | undefined {
  const said = yesNo(text);
  const named = (meaning: string) => offered.find(({ id }) => meaningOf(id) === meaning);
  if (!said || !named("no")) return undefined;
  return named(said) ?? offered[0];
}

const LAST = /^(?:the |el |la |lo )?(?:last|ultim[oa])(?: (?:one|option|choice|opcion))?$/u;

function numberIn({ text, offered, reading }: Asked): number | undefined {
  if (LAST.test(plain(text))) return offered.length;
  return isBareNumber(text) ? Number(plain(text)) : reading.mentions.ordinal;
}

/** Nothing but a number that could stand in a list: "2", "#2", "2.", "2️⃣". */
function isBareNumber(text: string): boolean {
  return /^[\s#(]*\d{1,2}[\s.)]*$/u.test(fold(text));
}

/** Is the answer something to be told, beside which "a person" is the only choice? */
function wantsOwnWords(pending: Pending | null): boolean {
  if (pending?.ask === "contact_value") return pending.field !== "language";
  return pending?.ask === "claim" && (pending.step === "when" || pending.step === "what");
}
