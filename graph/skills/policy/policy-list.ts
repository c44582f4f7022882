import { repliesFor } from "../../replies/index.ts";
import type { PolicyFacts } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { ask, keepsQuestion, offerPerson, say } from "../answer.ts";
import { choosePolicy, policyChoices } from "../policies.ts";

/** Lists the customer's policies and asks which to open. */
export async function policyList(turn: SkillTurn): Promise<SkillAnswer> {
  const { policy } = repliesFor(turn.language);
  const { policies } = await turn.tools.listPolicies({});
  if (policies.length === 0) return offerPerson(turn, policy.none);
  return askToOpen(turn, policy.list(policies), policies);
}

/** A list of the customer's policies, in whatever words, that ends by asking which to open. */
export function askToOpen(
  turn: SkillTurn,
  list: string,
  policies: readonly PolicyFacts[],
): SkillAnswer {
  if (keepsQuestion(turn.pending) || policies.length === 0) return say(list);
  return ask(
    `${list}\n${repliesFor(turn.language).policy.askOpen}`,
    policyChoices(turn, policies),
    choosePolicy(policies, "policy_details", turn.text),
  );
}
