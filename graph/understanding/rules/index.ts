import type { IntentName } from "../../../core/conversation.ts";
import type { Mentions, ReadingContext, Urgency } from "../reading.ts";
import { plain } from "../text/fold.ts";
import { meaningOfBareMention } from "./bare.ts";
import { closingWords, isClosing } from "./closing.ts";
import { asksWhatWeAre, courtesyWords, isGreeting, isThanks } from "./courtesy.ts";
import { asksForManager, asksForPerson, personWords, refusesPerson } from "./person.ts";
import { isUnsafe, unsafeWords } from "./unsafe.ts";
import { urgencyOf, urgentWords } from "./urgent.ts";
import { isNodOfThanks, yesNo, yesNoWords } from "./yes-no.ts";

/** Every word the rules look for, to put slips of the fingers right by. */
export const ruleWords = [
  ...yesNoWords,
  ...closingWords,
  ...courtesyWords,
  ...urgentWords,
  ...personWords,
  ...unsafeWords,
];

/** What the rules are certain of; nothing when the message needs the model. */
export interface Ruling {
  readonly name: IntentName;
  readonly urgency: Urgency | undefined;
}

/**
 * Finds what must never be missed or guessed, most urgent first. A threat to life beats an attempt on our
 * rules: the second can wait.
 */
export function ruleOn(
  text: string,
  context: ReadingContext,
  mentions: Mentions,
): Ruling | undefined {
  const urgency = urgencyOf(text);
  if (urgency === "danger" || urgency === "distress") return { name: "human_agent", urgency };
  const name = isUnsafe(text) ? "unsafe" : wholeMessage(text, context, mentions);
  if (name) return { name, urgency: undefined };
  if (urgency) return { name: "human_agent", urgency };
  if (asksForManager(text)) return { name: "relationship_manager", urgency: undefined };
  if (asksForPerson(text)) return { name: "human_agent", urgency: undefined };
  if (refusesPerson(text)) return { name: "deny", urgency: undefined };
  return undefined;
}

/** The key that brings an operator wherever a machine picks up the phone. */
const OPERATOR = "0";

/** Agrees to what was asked; where nothing was, it asks. */
const WHY_NOT = /^(?:and |but )?why not\b/u;

/** Messages that are one short thing and nothing else. */
function wholeMessage(
  text: string,
  { hasPendingQuestion }: ReadingContext,
  mentions: Mentions,
): IntentName | undefined {
  const answer = yesNo(text);
  // To a question "no, that's all" is a no; without one it takes leave.
  if (answer && hasPendingQuestion) return answer === "yes" ? "affirm" : "deny";
  if (!hasPendingQuestion && text.trim() === OPERATOR) return "human_agent";
  if (isClosing(text)) return "disconnect";
  if (isThanks(text) || isNodOfThanks(text) || asksWhatWeAre(text)) return "smalltalk";
  if (answer && !WHY_NOT.test(plain(text))) return answer === "yes" ? "affirm" : "deny";
  if (isGreeting(text)) return "greeting";
  return meaningOfBareMention(text, mentions);
}
