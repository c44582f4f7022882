import { repliesFor } from "../replies/index.ts";
import type { Skill, SkillAnswer, SkillTurn } from "../skill.ts";
import { keepsQuestion, offerPerson, prefixed } from "./answer.ts";
import { meaningQuestion } from "./clarify.ts";
import { askField, askValue, contactQuestion } from "./customer/update-contact.ts";
import { askWhich } from "./policies.ts";
import { reportOf } from "./policy/claim-report.ts";
import { claimQuestion } from "./policy/claim-steps.ts";
import { kindQuestion, requestQuestion } from "./policy/policy-change.ts";

/**
 * A skill that comes back to an open claim or confirmation after it has answered something else;
 * other open questions are dropped.
 */
export function comingBack(skill: Skill): Skill {
  return async (turn) => {
    const answer = await skill(turn);
    if (answer.pending || !keepsQuestion(turn.pending)) return answer;
    const question = await openQuestion(turn);
    if (!question) return answer;
    const again = prefixed(repliesFor(turn.language).clarify.back, question);
    return { ...answer, ...again, say: [...answer.say, ...again.say] };
  };
}

/** The open question once more, with its choices; undefined if there is none, or what it was about is gone. */
export async function openQuestion(turn: SkillTurn): Promise<SkillAnswer | undefined> {
  const { pending } = turn;
  switch (pending?.ask) {
    case "claim":
      return claimQuestion(turn, await reportOf(turn, pending));
    case "confirm_contact":
      return contactQuestion(turn, pending);
    case "confirm_request":
      return requestQuestion(turn, pending);
    case "choose_policy": {
      const { policies } = await turn.tools.listPolicies({});
      const offered = policies.filter(({ policyNumber }) => pending.options.includes(policyNumber));
      return askWhich(turn, offered, pending.intent, pending.question);
    }
    case "contact_field":
      return askField(turn);
    case "contact_value":
      return askValue(turn, pending.field);
    case "request_kind":
      return kindQuestion(turn, pending);
    case "clarify":
      return meaningQuestion(turn, pending);
    case "offer_person":
      return offerPerson(turn, repliesFor(turn.language).clarify.person);
    default:
      return undefined;
  }
}
