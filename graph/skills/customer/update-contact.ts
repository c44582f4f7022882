import { Language } from "../../../core/conversation.ts";
import { ContactField } from "../../../core/records.ts";
import type { PendingOf } from "../answer.ts";
import { allReplies, repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import {
  ask,
  askOnceMore,
  isConfirmed,
  isLeaving,
  isOtherTopic,
  personChoice,
  prefixed,
  say,
  saysAny,
  yesNoChoices,
  yesOrNo,
} from "../answer.ts";
import type { AnswerTurn } from "../answer.ts";

/** Changes e-mail, language or address: proposes what the message already tells, else asks for it. */
export async function updateContact(turn: SkillTurn): Promise<SkillAnswer> {
  const field = fieldIn(turn);
  if (!field) return askField(turn);
  const value = valueIn(turn, field);
  return value === undefined ? askValue(turn, field) : propose(turn, field, value);
}

/** Takes the answer to "which detail?". */
export async function takeField(turn: SkillTurn): Promise<SkillAnswer> {
  if (yesOrNo(turn) === "no" || isLeaving(turn)) return leave(turn);
  return updateContact(turn);
}

/** "No, the e-mail": no value, but another detail; "No. 5, Harbour Street" is one. */
const OTHER_FIELD = /^\s*no\b\D*$/iu;

/** Takes the new value of a detail. */
export async function takeValue(
  turn: SkillTurn,
  { field }: PendingOf<"contact_value">,
): Promise<SkillAnswer> {
  if (yesOrNo(turn) === "no" || isLeaving(turn)) return leave(turn);
  const value = valueIn(turn, field);
  if (value === undefined && OTHER_FIELD.test(turn.text)) return updateContact(turn);
  return propose(turn, field, value ?? turn.text);
}

/** Applies a change after a yes; a new e-mail address instead of an answer is a correction. */
export async function takeConfirmation(
  turn: SkillTurn,
  pending: PendingOf<"confirm_contact">,
): Promise<SkillAnswer> {
  const { field, to } = pending;
  const corrected = correctionOf(turn, pending);
  if (corrected !== undefined) return propose(turn, field, corrected);
  if (yesOrNo(turn) === "no" || isLeaving(turn)) return leave(turn);
  if (!isConfirmed(turn)) {
    const { clarify } = repliesFor(turn.language);
    return askOnceMore(turn, clarify.yesOrNo, contactQuestion(turn, pending));
  }
  const result = await turn.tools.applyContactChange({ field, value: to });
  if (!result.ok) return say(repliesFor(turn.language).contact.problem(result.problem, field));
  // Whoever changes the language reads the good news in the new one.
  const language = field === "language" ? Language.safeParse(result.to).data : undefined;
  return say(repliesFor(language ?? turn.language).contact.changed(field, result.to));
}

/** Shows exactly what changes and asks for a yes. */
export function contactQuestion(
  turn: Pick<SkillTurn, "language">,
  { field, from, to }: Omit<PendingOf<"confirm_contact">, "ask">,
): SkillAnswer {
  return ask(
    repliesFor(turn.language).contact.propose(field, from, to),
    yesNoChoices(turn.language),
    { ask: "confirm_contact", field, from, to },
  );
}

/** Does the message name a detail that can be changed? */
export function fieldIn({ choiceId, text, reading }: AnswerTurn): ContactField | undefined {
  const tapped = ContactField.safeParse(choiceId).data;
  if (tapped) return tapped;
  // "E-mail address" is an e-mail, so e-mail goes first.
  if (reading.mentions.email !== undefined || saysAny(text, "email")) return "email";
  if (addressIn(text) !== undefined || saysAny(text, "address")) return "address";
  const isLanguage = reading.mentions.languageWanted !== undefined || saysAny(text, "language");
  return isLanguage ? "language" : undefined;
}

/** One word with a sign of an address in it: "nora@", "nora.example.org". */
const MEANT_AS_EMAIL = /^\S*(?:@|[a-z0-9]\.[a-z])\S*$/iu;

/** Could this text be the new value, rather than a new topic? */
export function isValue(turn: AnswerTurn, field: ContactField): boolean {
  if (yesOrNo(turn) === "no" || isLeaving(turn)) return true;
  if (valueIn(turn, field) !== undefined) return true;
  if (field === "email" && MEANT_AS_EMAIL.test(turn.text.trim())) return true;
  const isTopic = isOtherTopic(turn, ["update_contact"]);
  // House numbers and postcodes: few questions hold them.
  return !isTopic || (field === "address" && /\d/.test(turn.text) && !turn.text.includes("?"));
}

/** A new value given where yes or no was asked, or undefined. */
export function correctionOf(
  { reading, text }: AnswerTurn,
  { field, to }: PendingOf<"confirm_contact">,
): string | undefined {
  const { email, languageWanted } = reading.mentions;
  const value = { email, language: languageWanted, address: addressIn(text) }[field];
  return value === to ? undefined : value;
}

/** Asks which detail shall change. */
export function askField(turn: SkillTurn): SkillAnswer {
  const { choice, contact } = repliesFor(turn.language);
  const choices = ContactField.options.map((id) => ({ id, title: choice[id] }));
  return ask(contact.askField, choices, { ask: "contact_field" });
}

/** Asks for the new value of a detail. */
export function askValue(turn: SkillTurn, field: ContactField): SkillAnswer {
  const { contact, terms } = repliesFor(turn.language);
  const languages = Language.options.map((id) => ({ id, title: terms.language[id] }));
  return ask(contact.askValue(field), field === "language" ? languages : [], {
    ask: "contact_value",
    field,
  });
}

async function propose(turn: SkillTurn, field: ContactField, value: string): Promise<SkillAnswer> {
  const plan = await turn.tools.prepareContactChange({ field, value });
  if (plan.ok) return contactQuestion(turn, plan);
  const { contact } = repliesFor(turn.language);
  const problem = contact.problem(plan.problem, field);
  if (plan.problem === "unchanged" || plan.problem === "unknown_customer") return say(problem);
  return prefixed(problem, askValue(turn, field), [personChoice(turn.language)]);
}

function valueIn({ choiceId, text, reading }: AnswerTurn, field: ContactField): string | undefined {
  if (field === "email") return reading.mentions.email;
  if (field === "language") {
    return Language.safeParse(choiceId).data ?? reading.mentions.languageWanted;
  }
  return addressIn(text);
}

function addressIn(text: string): string | undefined {
  const found = allReplies.map(({ words }) => words.beforeAddress.exec(text)?.[1]?.trim());
  return found.find((address) => address !== undefined && /\d/.test(address));
}

function leave(turn: SkillTurn): SkillAnswer {
  return say(repliesFor(turn.language).contact.kept);
}
