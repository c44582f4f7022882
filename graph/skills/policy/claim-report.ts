import { repliesFor } from "../../replies/index.ts";
import type { PolicyFacts } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import {
  askOnceMore,
  isConfirmed,
  isLeaving,
  isShort,
  offerPerson,
  PERSON,
  prefixed,
  say,
  saysAny,
  toPerson,
  yesOrNo,
} from "../answer.ts";
import type { PendingOf } from "../answer.ts";
import { calledByName } from "../insured.ts";
import { namedPolicies, pickPolicies, refusal } from "../policies.ts";
import type { NamedPolicies } from "../policies.ts";
import { activeOf, advance, AS_TOLD, claimQuestion } from "./claim-steps.ts";
import type { Report } from "./claim-steps.ts";
import { kindOfMishap } from "./kind-of-mishap.ts";
import { toldIn } from "./told.ts";

/** Starts a new claim with what the message already tells. */
export async function claimReport(turn: SkillTurn): Promise<SkillAnswer> {
  const found = await namedPolicies(turn);
  const refused = refusal(turn, found);
  if (refused && found.own.length === 0) return refused;
  const active = activeOf(found.own);
  if (active.length === 0) return offerPerson(turn, noneActive(turn, found));
  // A number or kind that is not on the account is told before the question that corrects it.
  const notice = found.named.length === 0 ? refused?.say[0]?.text : undefined;
  const policies = candidates(found, active, turn.text);
  const [only] = policies;
  const answer = await advance(turn, {
    draft: {
      policyNumber: only && policies.length === 1 && !notice ? only.policyNumber : null,
      occurredOn: turn.reading.mentions.date ?? null,
      description: null,
    },
    policies,
    own: found.own,
    told: toldIn(turn.text),
  });
  return notice ? prefixed(notice, answer) : answer;
}

/** Takes the next answer about a new claim, whatever step it is at. */
export async function takeClaimAnswer(
  turn: SkillTurn,
  pending: PendingOf<"claim">,
): Promise<SkillAnswer> {
  if (turn.choiceId === PERSON) return toPerson(turn, "claim");
  const report = await reportOf(turn, pending);
  const corrected = correctedReport(turn, pending, report);
  if (corrected) return advance(turn, corrected);
  if (yesOrNo(turn) === "no" || isLeaving(turn)) {
    return say(repliesFor(turn.language).claim.left);
  }
  return steps[pending.step](turn, report);
}

/** The open report: its draft, and the policies it may be for. */
export async function reportOf(
  turn: SkillTurn,
  { draft, options, told }: PendingOf<"claim">,
): Promise<Report> {
  const { policies: own } = await turn.tools.listPolicies({});
  const offered = own.filter((policy) => options?.includes(policy.policyNumber));
  return { draft, policies: offered.length > 0 ? offered : activeOf(own), own, told: told ?? null };
}

const steps: Readonly<
  Record<PendingOf<"claim">["step"], (turn: SkillTurn, report: Report) => Promise<SkillAnswer>>
> = { policy: takePolicy, when: takeDay, what: takeDescription, confirm: takeConfirmation };

async function takePolicy(turn: SkillTurn, report: Report): Promise<SkillAnswer> {
  const { clarify, policy } = repliesFor(turn.language);
  const picked = pickPolicies(turn, report.policies);
  const all = picked.length > 0 ? picked : pickPolicies(turn, activeOf(report.own));
  const [only] = all;
  if (only && all.length === 1) {
    return advance(turn, {
      ...report,
      draft: { ...report.draft, policyNumber: only.policyNumber },
    });
  }
  if (only) return claimQuestion(turn, { ...report, policies: all });
  const question = claimQuestion(turn, report);
  const { kinds, policyNumbers } = turn.reading.mentions;
  const [number] = policyNumbers;
  // One that was not offered: the check says that it is not active.
  const idle = report.own.find((each) => each.policyNumber === number) ?? called(turn, report);
  if (idle) {
    const { policyNumber } = idle;
    return advance(turn, { ...report, draft: { ...report.draft, policyNumber } });
  }
  if (number) return prefixed(policy.notOnAccount(number), question);
  if (kinds.length > 0) return prefixed(policy.noneOfKind(kinds), question);
  return askOnceMore(turn, clarify.again, question);
}

async function takeDay(turn: SkillTurn, report: Report): Promise<SkillAnswer> {
  const occurredOn = turn.reading.mentions.date;
  if (occurredOn) return advance(turn, { ...report, draft: { ...report.draft, occurredOn } });
  const { claim } = repliesFor(turn.language);
  return askOnceMore(turn, claim.whenUnread, claimQuestion(turn, report));
}

/** The story, or a yes to the words in which the claim was asked for. */
async function takeDescription(turn: SkillTurn, report: Report): Promise<SkillAnswer> {
  const { told } = report;
  const isAsTold = turn.choiceId === AS_TOLD || yesOrNo(turn) === "yes";
  const description = isAsTold && told !== null ? told : turn.text.trim().slice(0, 2_000);
  return advance(turn, { ...report, draft: { ...report.draft, description } });
}

async function takeConfirmation(turn: SkillTurn, report: Report): Promise<SkillAnswer> {
  const { clarify, claim } = repliesFor(turn.language);
  const { policyNumber, occurredOn, description } = report.draft;
  if (policyNumber === null || occurredOn === null || description === null) {
    return advance(turn, report);
  }
  if (!isConfirmed(turn)) {
    return askOnceMore(turn, clarify.yesOrNo, claimQuestion(turn, report));
  }
  const result = await turn.tools.reportClaim({ policyNumber, occurredOn, description });
  // The rules that were kept at each step may have stopped holding meanwhile: the step is asked again.
  if (!result.ok) return advance(turn, report);
  const { claimId } = result.claim;
  return say(claim.reported(result.claim), { focus: { policyNumber, claimId } });
}

/** The policy that is named and why it is of no use, then that there is no other. */
function noneActive(turn: SkillTurn, { named }: NamedPolicies): string {
  const { claim } = repliesFor(turn.language);
  const [only, ...others] = named;
  if (!only || others.length > 0) return claim.noActivePolicy;
  return `${claim.problem("not_active", only)}\n${claim.noActivePolicy}`;
}

/** A kind with nothing active is kept, so that its policy is told to be inactive. Where none is named, the mishap may tell. */
function candidates(
  { named }: NamedPolicies,
  active: readonly PolicyFacts[],
  text: string,
): readonly PolicyFacts[] {
  const meant = named.filter((policy) => active.includes(policy));
  if (meant.length > 0) return meant;
  if (named.length > 0) return named;
  const kind = kindOfMishap(text);
  const likely = active.filter((policy) => policy.kind === kind);
  return likely.length > 0 ? likely : active;
}

/** "No, the other car", "no, it was on May 3": what was told before changes; undefined if nothing does. */
function correctedReport(
  turn: SkillTurn,
  { step }: PendingOf<"claim">,
  report: Report,
): Report | undefined {
  // A story may name other policies, things and days without correcting anything; a short no does.
  if (step === "policy" || (step === "what" && !isShortNo(turn))) return undefined;
  const { date } = turn.reading.mentions;
  const policyNumber = otherPolicy(turn, report)?.policyNumber;
  const occurredOn = step !== "when" && date !== report.draft.occurredOn ? date : undefined;
  if (!policyNumber && !occurredOn) return undefined;
  const draft = { ...report.draft };
  if (policyNumber) draft.policyNumber = policyNumber;
  if (occurredOn) draft.occurredOn = occurredOn;
  return { ...report, draft };
}

/** The one policy whose insured thing is called by its name. */
function called(turn: SkillTurn, { own }: Report): PolicyFacts | undefined {
  const [only, ...others] = calledByName(turn.text, own);
  return others.length === 0 ? only : undefined;
}

/** "No, the other car", "no, es por la casa". */
function isShortNo(turn: SkillTurn): boolean {
  return isShort(turn) && /^no\b/iu.test(turn.text.trim());
}

function otherPolicy(turn: SkillTurn, report: Report): PolicyFacts | undefined {
  const { draft, own } = report;
  const active = activeOf(own);
  const { policyNumbers, kinds } = turn.reading.mentions;
  const current = active.find((policy) => policy.policyNumber === draft.policyNumber);
  const others = active.filter((policy) => policy !== current);
  const byNumber = others.find((policy) => policyNumbers.includes(policy.policyNumber));
  if (byNumber) return byNumber;
  const byName = called(turn, report);
  if (byName && byName.policyNumber !== draft.policyNumber) return byName;
  const isOther = saysAny(turn.text, "other");
  if (!isOther && (kinds.length === 0 || (current && kinds.includes(current.kind))))
    return undefined;
  const wanted = kinds.length > 0 ? kinds : current ? [current.kind] : [];
  const sameKind = others.filter((policy) => wanted.includes(policy.kind));
  const pool = sameKind.length > 0 || kinds.length > 0 ? sameKind : others;
  return pool.length === 1 ? pool[0] : undefined;
}
