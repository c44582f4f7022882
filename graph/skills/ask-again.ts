import { repliesFor } from "../replies/index.ts";
import type { Pending } from "../pending.ts";
import type { Skill, SkillAnswer, SkillTurn } from "../skill.ts";
import { prefixed } from "./answer.ts";
import { contactQuestion } from "./customer/update-contact.ts";
import { reportOf } from "./policy/claim-report.ts";
import { claimQuestion } from "./policy/claim-steps.ts";
import { requestQuestion } from "./policy/policy-change.ts";

/**
 * A skill that comes back to an open claim or confirmation after it has answered something else;
 * other open questions are dropped.
 */
export function comingBack(skill: Skill): Skill {
  return async (turn) => {
    const answer = await skill(turn);
    if (answer.pending || !turn.pending) return answer;
    const again = await askAgain(turn, turn.pending);
    if (!again) return answer;
    return { ...answer, ...again, say: [...answer.say, ...again.say] };
  };
}

/** An open question once more, after a digression; undefined for questions that are not worth it. */
export async function askAgain(
  turn: SkillTurn,
  pending: Pending,
): Promise<SkillAnswer | undefined> {
  const question = await questionOf(turn, pending);
  return question && prefixed(repliesFor(turn.language).clarify.back, question);
}

async function questionOf(turn: SkillTurn, pending: Pending): Promise<SkillAnswer | undefined> {
  switch (pending.ask) {
    case "claim":
      return claimQuestion(turn, await reportOf(turn, pending));
    case "confirm_contact":
      return contactQuestion(turn, pending);
    case "confirm_request":
      return requestQuestion(turn, pending);
    default:
      return undefined;
  }
}
