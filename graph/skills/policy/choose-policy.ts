import type { IntentName } from "../../../core/conversation.ts";
import { repliesFor } from "../../replies/index.ts";
import type { PolicyFacts } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { askOnceMore, isLeaving, prefixed, say, yesOrNo } from "../answer.ts";
import type { PendingOf } from "../answer.ts";
import { clarify as clarifyMeaning } from "../clarify.ts";
import { outOfScope } from "../customer/out-of-scope.ts";
import { askWhich, pickPolicies } from "../policies.ts";
import { billingOf } from "./billing.ts";
import { claimsOf } from "./claim-status.ts";
import { coverageOf } from "./coverage-question.ts";
import { detailsOf } from "./policy-details.ts";
import { changeOf } from "./policy-change.ts";

type GoOn = (
  turn: SkillTurn,
  policies: readonly [PolicyFacts, ...PolicyFacts[]],
  question: string,
) => Promise<SkillAnswer>;

/** What is done with the policies chosen, by the intent that asked for them. */
const goOn: Readonly<Partial<Record<IntentName, GoOn>>> = {
  policy_details: showDetails,
  coverage_question: (turn, policies, question) => coverageOf(turn, policies, question),
  billing: (turn, policies) => billingOf(turn, numbersOf(policies)),
  claim_status: (turn, policies) => claimsOf(turn, numbersOf(policies)),
  policy_change: (turn, policies, question) =>
    policies.length > 1
      ? Promise.resolve(askWhich(turn, policies, "policy_change", question))
      : changeOf(turn, policies[0], question),
};

/** Takes the answer to "which policy?" and goes on with what was asked. */
export async function takeChoice(
  turn: SkillTurn,
  { intent, options, question }: PendingOf<"choose_policy">,
): Promise<SkillAnswer> {
  const { policies } = await turn.tools.listPolicies({});
  const offered = policies.filter((policy) => options.includes(policy.policyNumber));
  // "The home one" is an answer too when only the cars were offered.
  const picked = pickPolicies(turn, offered);
  const [first, ...others] = picked.length > 0 ? picked : pickPolicies(turn, policies);
  const { clarify, customer, policy } = repliesFor(turn.language);
  if (first) return (goOn[intent] ?? showDetails)(turn, [first, ...others], question);
  if (yesOrNo(turn) === "no" || isLeaving(turn)) return say(customer.deny);
  const again = askWhich(turn, offered, intent, question);
  const { kinds } = turn.reading.mentions;
  if (kinds.length > 0) return prefixed(policy.noneOfKind(kinds), again);
  // It was let in only because it might have been "the Honda".
  const { zone } = turn.reading.understood;
  if (zone === "clarify") return clarifyMeaning(turn);
  if (zone === "decline") return outOfScope(turn);
  return askOnceMore(turn, clarify.again, again);
}

function showDetails(turn: SkillTurn, policies: readonly PolicyFacts[]): Promise<SkillAnswer> {
  return detailsOf(turn, numbersOf(policies));
}

function numbersOf(policies: readonly PolicyFacts[]): string[] {
  return policies.map((policy) => policy.policyNumber);
}
