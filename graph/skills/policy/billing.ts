import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { say } from "../answer.ts";
import { plain } from "../../understanding/index.ts";
import { meantPolicies, namedPolicies, refusal } from "../policies.ts";

/** "How much is that?" */
const POINTS_BACK = /\b(?:it|its|that|this one|eso|esa|ese|la misma)\b/u;

/** Tells premiums, due dates and renewal dates: of the policies named, of the one a pronoun stands for, else of all. */
export async function billing(turn: SkillTurn): Promise<SkillAnswer> {
  const found = await namedPolicies(turn);
  const refused = refusal(turn, found);
  if (refused) return refused;
  const meant = POINTS_BACK.test(plain(turn.text)) ? meantPolicies(turn, found) : found.named;
  return billingOf(
    turn,
    (meant.length > 0 ? meant : found.own).map((policy) => policy.policyNumber),
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
