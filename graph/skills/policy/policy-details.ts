import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { askWhich, meantPolicies, namedPolicies, refusal } from "../policies.ts";

/** More than this is a list, not details. */
const MAX_DETAILS = 4;

/** Shows what one policy covers, its limits, deductible, premium and dates; asks back when several fit. */
export async function policyDetails(turn: SkillTurn): Promise<SkillAnswer> {
  const found = await namedPolicies(turn);
  const refused = refusal(turn, found);
  if (refused) return refused;
  const meant = meantPolicies(turn, found);
  if (meant.length === 0) return askWhich(turn, found.own, "policy_details");
  if (meant.length > 1 && found.by !== "number") return askWhich(turn, meant, "policy_details");
  const answer = await detailsOf(
    turn,
    meant.map((policy) => policy.policyNumber),
  );
  const { policy } = repliesFor(turn.language);
  const foreign = found.foreign.map((number) => ({ text: policy.notOnAccount(number) }));
  return { ...answer, say: [...answer.say, ...foreign] };
}

/** The details of policies, one message each; the last one is talked about from now on. */
export async function detailsOf(
  turn: SkillTurn,
  policyNumbers: readonly string[],
): Promise<SkillAnswer> {
  const { policy } = repliesFor(turn.language);
  const texts: string[] = [];
  for (const policyNumber of policyNumbers.slice(0, MAX_DETAILS)) {
    const facts = await turn.tools.getPolicy({ policyNumber });
    texts.push(facts.found ? policy.details(facts) : policy.notOnAccount(policyNumber));
  }
  const focus = { policyNumber: policyNumbers.at(-1) ?? null, claimId: null };
  return { say: texts.map((text) => ({ text })), focus };
}
