import { repliesFor } from "../replies/index.ts";
import type { Skill, SkillAnswer, SkillTurn } from "../skill.ts";
import { personChoice, prefixed, say, toPerson } from "./answer.ts";
import { openQuestion } from "./ask-again.ts";

/** Makes the skill for a number that stands beside no choice: it is asked again, not guessed. */
export function noSuchNumber(number: number): Skill {
  return async (turn) => {
    const { clarify } = repliesFor(turn.language);
    // Asking back what was meant was unclear itself; the first wrong number after it is still worth a question.
    if (turn.unclearCount > (turn.pending?.ask === "clarify" ? 1 : 0)) {
      return toPerson(turn, "unclear");
    }
    const question = await openQuestion(turn);
    if (!question) return say(clarify.rephrase, { isUnclear: true });
    const line = clarify.noSuchNumber(number);
    return { ...prefixed(line, question, [personChoice(turn.language)]), isUnclear: true };
  };
}

/** Takes a button of an earlier question for nothing, and says what is open now. */
export async function staleButton(turn: SkillTurn): Promise<SkillAnswer> {
  const { clarify } = repliesFor(turn.language);
  const question = await openQuestion(turn);
  if (!question) return say(`${clarify.staleButton}\n${clarify.nothingOpen}`);
  return prefixed(clarify.staleButton, prefixed(clarify.back, question));
}
