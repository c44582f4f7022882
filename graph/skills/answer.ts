import type { Choice, IntentName, Language } from "../../core/conversation.ts";
import type { HandoffReason } from "../../core/handoff.ts";
import type { Pending } from "../pending.ts";
import { allReplies, repliesFor } from "../replies/index.ts";
import type { RequestKind, Words } from "../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../skill.ts";
import { fold, yesNo } from "../understanding/index.ts";

/** One kind of open question. */
export type PendingOf<Ask extends Pending["ask"]> = Extract<Pending, { readonly ask: Ask }>;

/** Comes back when the customer taps "A person" beside a question. */
export const PERSON = "human_agent";

/** The longest text that is still little more than an answer to a question. */
const SHORT_WORDS = 5;

/** What was understood and asked of one message, as far as an open question needs it. */
export type AnswerTurn = Pick<SkillTurn, "text" | "choiceId" | "reading" | "now">;

/** An answer of one message. */
export function say(text: string, rest: Omit<SkillAnswer, "say"> = {}): SkillAnswer {
  return { say: [{ text }], ...rest };
}

/** An answer of one message with something to choose from; it opens a question. */
export function ask(text: string, choices: readonly Choice[], pending: Pending): SkillAnswer {
  return { say: [{ text, choices }], pending };
}

/** The two answers to a question that changes something. */
export function yesNoChoices(language: Language): Choice[] {
  const { choice } = repliesFor(language);
  return [
    { id: "yes", title: choice.yes },
    { id: "no", title: choice.no },
  ];
}

/** The way out of every question. */
export function personChoice(language: Language): Choice {
  return { id: PERSON, title: repliesFor(language).intent.human_agent };
}

/** Says a text that ends by asking whether a person shall help. */
export function offerPerson(turn: SkillTurn, text: string): SkillAnswer {
  return ask(text, yesNoChoices(turn.language), { ask: "offer_person" });
}

/** Asks for people of the contact centre; they announce themselves. */
export function toPerson(turn: SkillTurn, reason: HandoffReason): SkillAnswer {
  turn.requestHandoff({ kind: "contact_center", reason });
  return { say: [] };
}

/** An open question whose answer was not understood is asked once more; after that a person helps. */
export function askOnceMore(turn: SkillTurn, hint: string, question: SkillAnswer): SkillAnswer {
  if (turn.unclearCount > 0) return toPerson(turn, "unclear");
  return { ...prefixed(hint, question, [personChoice(turn.language)]), isUnclear: true };
}

/** The same answer with a line before its first message, and more to choose from. */
export function prefixed(
  line: string,
  answer: SkillAnswer,
  more: readonly Choice[] = [],
): SkillAnswer {
  const [first, ...others] = answer.say;
  if (!first) return answer;
  const known = first.choices ?? [];
  const added = more.filter(({ id }) => !known.some((choice) => choice.id === id));
  const choices = [...known, ...added];
  return { ...answer, say: [{ text: `${line}\n${first.text}`, choices }, ...others] };
}

/** Does the text hold one of these words, in whatever language? */
export function saysAny(text: string, word: Exclude<keyof Words, "beforeAddress">): boolean {
  const folded = fold(text);
  return allReplies.some(({ words }) => words[word].test(folded));
}

/** Which of the things a text could ask for does it name? Undefined for none, or more than one. */
export function requestKindIn(text: string): RequestKind | undefined {
  const isRenewal = saysAny(text, "renew");
  const isCancellation = saysAny(text, "cancel");
  if (isRenewal && isCancellation) return undefined;
  if (isRenewal) return "renew";
  if (isCancellation) return "cancel";
  return saysAny(text, "changeCover") ? "change_cover" : undefined;
}

/** Yes or no by button, by words, or as it was understood. */
export function yesOrNo({ choiceId, text, reading }: AnswerTurn): "yes" | "no" | undefined {
  if (choiceId !== undefined) return choiceId === "yes" || choiceId === "no" ? choiceId : undefined;
  const { name, zone } = reading.understood;
  const said = yesNo(text);
  if (said || zone !== "act") return said;
  if (name === "affirm") return "yes";
  return name === "deny" ? "no" : undefined;
}

/** A yes that may change records: said in so many words or tapped. What only sounds like one is asked once more. */
export function isConfirmed({ choiceId, text }: AnswerTurn): boolean {
  return choiceId === undefined ? yesNo(text) === "yes" : choiceId === "yes";
}

/** Is the text little more than an answer? */
export function isShort({ text }: Pick<AnswerTurn, "text">): boolean {
  return fold(text).split(" ").length <= SHORT_WORDS;
}

/** Does the customer want to leave the dialogue, without saying a plain no? */
export function isLeaving(turn: AnswerTurn): boolean {
  return turn.choiceId === undefined && isShort(turn) && saysAny(turn.text, "leave");
}

/** Surely about something else than these intents. */
export function isOtherTopic({ reading }: AnswerTurn, own: readonly IntentName[]): boolean {
  const { name, zone } = reading.understood;
  return zone === "act" && ![...own, "affirm", "deny"].includes(name);
}

/** What people call a customer. */
export function firstName(turn: SkillTurn): string | null {
  return turn.customer?.name.split(" ")[0] ?? null;
}

/** Does a question stay open that must not be buried under another one? */
export function keepsQuestion(pending: Pending | null): boolean {
  return ["claim", "confirm_contact", "confirm_request"].includes(pending?.ask ?? "");
}

/** A text as it may be kept in an open question. */
export function kept(text: string): string {
  return text.trim().slice(0, 1_000);
}
