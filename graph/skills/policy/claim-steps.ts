import type { ClaimDraft } from "../../pending.ts";
import { repliesFor } from "../../replies/index.ts";
import type { ClaimProblem, PolicyFacts } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { ask, personChoice, prefixed, yesNoChoices } from "../answer.ts";
import type { PendingOf } from "../answer.ts";
import { policyChoices } from "../policies.ts";
import { shownOf } from "./told.ts";

/** What has been told about a new claim, and the policies it may be for. */
export interface Report {
  readonly draft: ClaimDraft;
  /** Those offered while the policy is open. */
  readonly policies: readonly PolicyFacts[];
  readonly own: readonly PolicyFacts[];
  /** The words in which the claim was asked for, where they may tell what happened; null where they do not. */
  readonly told: string | null;
}

/** Comes back when the customer takes these words for the story. */
export const AS_TOLD = "as_told";

/** Which answer has to be given again. */
const culprits: Readonly<Record<ClaimProblem, keyof ClaimDraft>> = {
  unknown_policy: "policyNumber",
  not_active: "policyNumber",
  future_date: "occurredOn",
  before_start: "occurredOn",
  after_end: "occurredOn",
  too_short: "description",
};

/** The policies a claim can be taken for. */
export function activeOf(policies: readonly PolicyFacts[]): readonly PolicyFacts[] {
  return policies.filter((policy) => policy.status === "active");
}

/** Checks what is known and asks for what is missing, or for the answer that does not hold. */
export async function advance(turn: SkillTurn, report: Report): Promise<SkillAnswer> {
  const { draft, policies, own } = report;
  const check = await turn.tools.checkClaim(draft);
  if (check.ok) return claimQuestion(turn, report);
  const policy = own.find((each) => each.policyNumber === draft.policyNumber);
  const field = culprits[check.problem];
  const question = claimQuestion(turn, {
    ...report,
    draft: { ...draft, [field]: null },
    policies: field === "policyNumber" ? activeOf(own) : policies,
  });
  const problem = repliesFor(turn.language).claim.problem(check.problem, policy);
  return prefixed(problem, question, [personChoice(turn.language)]);
}

/**
 * The question for the first thing that is missing; with nothing missing, the summary to confirm. What is asked in between
 * ("and my deductible?") is about the policy of the claim.
 */
export function claimQuestion(turn: SkillTurn, report: Report): SkillAnswer {
  const { policyNumber } = report.draft;
  const question = questionOf(turn, report);
  return policyNumber === null ? question : { ...question, focus: { policyNumber, claimId: null } };
}

function questionOf(turn: SkillTurn, report: Report): SkillAnswer {
  const { choice, claim } = repliesFor(turn.language);
  const { draft, policies, told } = report;
  const step = stepOf(draft);
  const pending = { ask: "claim", step, draft, ...(told === null ? {} : { told }) } as const;
  if (step === "policy") {
    const options = policies.map((policy) => policy.policyNumber);
    return ask(claim.askPolicy(policies), policyChoices(turn, policies), { ...pending, options });
  }
  if (step === "when") return ask(claim.askWhen(draft.policyNumber ?? ""), [], pending);
  if (step === "what") {
    if (told === null) return ask(claim.askWhat, [], pending);
    const asTold = { id: AS_TOLD, title: choice.as_told };
    return ask(claim.askWhatOr(shownOf(told)), [asTold], pending);
  }
  const policy = report.own.find((each) => each.policyNumber === draft.policyNumber);
  return ask(claim.confirm(draft, policy), yesNoChoices(turn.language), pending);
}

function stepOf(draft: ClaimDraft): PendingOf<"claim">["step"] {
  if (draft.policyNumber === null) return "policy";
  if (draft.occurredOn === null) return "when";
  return draft.description === null ? "what" : "confirm";
}
