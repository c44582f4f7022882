import { z } from "zod";
import type { IntentName } from "../../core/conversation.ts";
import type { Focus } from "../state.ts";

/** Meanings that can be answered without looking anything up. */
const NEEDS_NOTHING: ReadonlySet<IntentName> = new Set(["smalltalk", "capabilities", "greeting"]);

const FoundClause = z.object({
  found: z.literal(true),
  policyNumber: z.string(),
  clause: z.object({ number: z.string() }),
});
const FoundPolicy = z.object({
  found: z.literal(true),
  policy: z.object({ policyNumber: z.string() }),
});
const FoundClaim = z.object({
  found: z.literal(true),
  claim: z.object({ claimId: z.string(), policyNumber: z.string() }),
});

/** What a kind of answer must rest on: something looked up, and for cover a clause that is quoted by its number. */
export function evidenceFaults(
  text: string,
  intent: IntentName,
  results: readonly unknown[],
): readonly string[] {
  if (NEEDS_NOTHING.has(intent)) return [];
  if (results.length === 0) {
    return ["Look it up with a tool before you answer."];
  }
  if (intent !== "coverage_question") return [];
  const numbers = results.flatMap((result) => {
    const parsed = FoundClause.safeParse(result);
    return parsed.success ? [parsed.data.clause.number] : [];
  });
  if (numbers.some((number) => saysNumber(text, number))) return [];
  return [
    "Quote the clause that find_clause gave, with its number; if it gave none, use start_dialogue.",
  ];
}

/** What "it" means after an answer: the policy or claim that was looked up last. */
export function focusOf(results: readonly unknown[]): Partial<Focus> {
  for (const result of results.toReversed()) {
    const clause = FoundClause.safeParse(result);
    if (clause.success) return { policyNumber: clause.data.policyNumber, claimId: null };
    const policy = FoundPolicy.safeParse(result);
    if (policy.success) return { policyNumber: policy.data.policy.policyNumber, claimId: null };
    const claim = FoundClaim.safeParse(result);
    if (claim.success) return claim.data.claim;
  }
  return {};
}

/** "2.2" stands in "clause 2.2." and not in "12.25". */
function saysNumber(text: string, number: string): boolean {
  return [...text.matchAll(/\d+(?:\.\d+)*/gu)].some(([found]) => found === number);
}
