import type { IntentName } from "../../core/conversation.ts";
import { allReplies, repliesFor } from "../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../skill.ts";
import { fold } from "../understanding/index.ts";
import { findMentions } from "../understanding/mentions/index.ts";
import { isLeaving, isShort, say, toPerson, yesOrNo } from "./answer.ts";
import type { AnswerTurn, PendingOf } from "./answer.ts";
import { customerSkills, policySkills } from "./index.ts";

/** Goes on with the meaning the customer chose, in the words they first used. */
export async function takeMeaning(
  turn: SkillTurn,
  pending: PendingOf<"clarify">,
): Promise<SkillAnswer> {
  const chosen = chosenMeaning(turn, pending);
  // "No" to the only thing offered asks for no other words.
  if (!chosen && pending.options.length === 1) return say(repliesFor(turn.language).customer.deny);
  const text = pending.question || turn.text;
  const mentions = findMentions(text, turn.now, turn.language);
  const reading = { ...turn.reading, mentions };
  const meant = { ...turn, text, choiceId: undefined, pending: null, reading };
  const answer = chosen && (await answerAs(meant, chosen));
  return answer || say(repliesFor(turn.language).clarify.rephrase, { isUnclear: true });
}

/** Answers as if the message had been understood to mean this; undefined if nobody answers such a thing. */
export async function answerAs(
  turn: SkillTurn,
  intent: IntentName,
): Promise<SkillAnswer | undefined> {
  if (intent === "human_agent") return toPerson(turn, "asked");
  if (intent === "relationship_manager") {
    const kind = turn.customer?.relationshipManager ? "relationship_manager" : "contact_center";
    turn.requestHandoff({ kind, reason: "portfolio" });
    return { say: [] };
  }
  const understood = { ...turn.reading.understood, name: intent, zone: "act" } as const;
  const skill = customerSkills[intent] ?? policySkills[intent];
  return skill?.({ ...turn, reading: { ...turn.reading, understood } });
}

/** The meaning an answer chooses: as a choice, by a word of its title, or a yes to the only one; undefined for none. */
export function chosenMeaning(
  turn: AnswerTurn,
  { options }: PendingOf<"clarify">,
): IntentName | undefined {
  if (turn.choiceId !== undefined) {
    return options.find((option) => option === turn.choiceId);
  }
  const [only, ...others] = options;
  if (only && others.length === 0 && yesOrNo(turn) === "yes") return only;
  const titled = options.filter((option) => saysTitle(turn, option));
  return titled.length === 1 ? titled[0] : undefined;
}

/** Is the message about the choice at all, if only to refuse it? */
export function isAboutMeaning(turn: AnswerTurn, pending: PendingOf<"clarify">): boolean {
  if (chosenMeaning(turn, pending)) return true;
  return turn.choiceId === undefined && (yesOrNo(turn) === "no" || isLeaving(turn));
}

/** Does a short answer hold a telling word of the title, in whatever language? */
function saysTitle(turn: AnswerTurn, option: IntentName): boolean {
  if (!isShort(turn)) return false;
  const said = wordsOf(turn.text);
  return allReplies.some(({ intent }) => {
    const title = new Map(Object.entries(intent)).get(option) ?? "";
    return wordsOf(title).some((word) => said.includes(word));
  });
}

function wordsOf(text: string): readonly string[] {
  return (fold(text).match(/\p{L}+/gu) ?? []).filter((word) => word.length > 4);
}
