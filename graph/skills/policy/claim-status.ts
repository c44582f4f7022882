import type { Claim } from "../../../core/records.ts";
import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { keepsQuestion, prefixed, say } from "../answer.ts";
import { meaningQuestion } from "../clarify.ts";
import { namedPolicies, refusal } from "../policies.ts";

/** Older ones are still answered by their number. */
const MAX_CLAIMS = 10;

/** Tells status and next step of the claims a message names, else of all; offers to report a new one. */
export async function claimStatus(turn: SkillTurn): Promise<SkillAnswer> {
  const { claimIds } = turn.reading.mentions;
  if (claimIds.length > 0) return claimsById(turn, claimIds);
  const found = await namedPolicies(turn);
  // Somebody without a policy may still have a claim from before.
  const refused = found.own.length > 0 ? refusal(turn, found) : undefined;
  if (refused) return refused;
  return claimsOf(
    turn,
    found.named.map((policy) => policy.policyNumber),
  );
}

/** The claims of these policies; of all if none is named. */
export async function claimsOf(
  turn: SkillTurn,
  policyNumbers: readonly string[],
): Promise<SkillAnswer> {
  const { claims } = await turn.tools.listClaims({});
  const wanted = claims.filter(
    (claim) => policyNumbers.length === 0 || policyNumbers.includes(claim.policyNumber),
  );
  if (wanted.length === 0) {
    const number = policyNumbers.length === 1 ? policyNumbers[0] : null;
    return offerReport(turn, repliesFor(turn.language).claim.none(number ?? null));
  }
  return show(turn, wanted.slice(0, MAX_CLAIMS));
}

async function claimsById(turn: SkillTurn, claimIds: readonly string[]): Promise<SkillAnswer> {
  const { policy } = repliesFor(turn.language);
  const facts = await Promise.all(
    claimIds.slice(0, MAX_CLAIMS).map((claimId) => turn.tools.getClaim({ claimId })),
  );
  const missing = facts.flatMap((each) => (each.found ? [] : [policy.notOnAccount(each.claimId)]));
  const claims = facts.flatMap((each) => (each.found ? [each.claim] : []));
  if (claims.length === 0) return offerReport(turn, missing.join("\n"));
  const answer = await show(turn, claims);
  return { ...answer, say: [...missing.map((text) => ({ text })), ...answer.say] };
}

async function show(turn: SkillTurn, claims: readonly Claim[]): Promise<SkillAnswer> {
  const { items } = await turn.tools.listBilling({});
  const currencies = new Map(items.map((item) => [item.policyNumber, item.currency]));
  const facts = claims.map((claim) => ({
    claim,
    currency: currencies.get(claim.policyNumber) ?? null,
  }));
  const [only] = claims;
  const answer = offerReport(turn, repliesFor(turn.language).claim.status(facts));
  if (!only || claims.length > 1) return answer;
  return { ...answer, focus: { claimId: only.claimId, policyNumber: only.policyNumber } };
}

/** Says something about claims and offers to report a new one. */
export function offerReport(turn: SkillTurn, text: string): SkillAnswer {
  if (keepsQuestion(turn.pending)) return say(text);
  return prefixed(
    text,
    meaningQuestion(turn, { ask: "clarify", options: ["claim_report"], question: "" }),
  );
}
