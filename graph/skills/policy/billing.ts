import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { say } from "../answer.ts";
import { namedPolicies, refusal } from "../policies.ts";

/** Tells premiums, due dates and renewal dates: of the policies named, else of all. */
export async function billing(turn: SkillTurn): Promise<SkillAnswer> {
  const found = await namedPolicies(turn);
  const refused = refusal(turn, found);
  if (refused) return refused;
  const meant = found.named.length > 0 ? found.named : found.own;
  return billingOf(
    turn,
    meant.map((policy) => policy.policyNumber),
  );
}

/** What these policies cost, and when. */
export async function billingOf(
  turn: SkillTurn,
  policyNumbers: readonly string[],
): Promise<SkillAnswer> {
  const { items } = await turn.tools.listBilling({});
  const wanted = items.filter((item) => policyNumbers.includes(item.policyNumber));
  const [only] = wanted;
  const text = repliesFor(turn.language).policy.billing(wanted);
  if (!only || wanted.length > 1) return say(text);
  return say(text, { focus: { policyNumber: only.policyNumber, claimId: null } });
}
