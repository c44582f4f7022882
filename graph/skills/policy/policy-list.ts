import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { ask, keepsQuestion, offerPerson, say } from "../answer.ts";
import { choosePolicy, policyChoices } from "../policies.ts";

/** Lists the customer's policies and asks which to open. */
export async function policyList(turn: SkillTurn): Promise<SkillAnswer> {
  const { policy } = repliesFor(turn.language);
  const { policies } = await turn.tools.listPolicies({});
  if (policies.length === 0) return offerPerson(turn, policy.none);
  const list = policy.list(policies);
  if (keepsQuestion(turn.pending)) return say(list);
  return ask(
    `${list}\n${policy.askOpen}`,
    policyChoices(turn, policies),
    choosePolicy(policies, "policy_details", turn.text),
  );
}
