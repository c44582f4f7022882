import { repliesFor } from "../../replies/index.ts";
import type { PolicyFacts, RequestKind } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import {
  ask,
  askOnceMore,
  isConfirmed,
  isLeaving,
  kept,
  requestKindIn,
  say,
  saysAny,
  yesNoChoices,
  yesOrNo,
} from "../answer.ts";
import type { AnswerTurn, PendingOf } from "../answer.ts";
import { askWhich, meantPolicies, namedPolicies, refusal } from "../policies.ts";

/** What can be asked of people, in the order it is offered; also the ids of the choices. */
const REQUEST_KINDS = ["renew", "cancel", "change_cover"] as const;

/** Takes the wish to renew, cancel or change a policy; a person carries it out after a yes. */
export async function policyChange(turn: SkillTurn): Promise<SkillAnswer> {
  const found = await namedPolicies(turn);
  const refused = refusal(turn, found);
  if (refused) return refused;
  const [policy, ...others] = meantPolicies(turn, found);
  if (policy && others.length === 0) return changeOf(turn, policy, turn.text);
  return askWhich(turn, policy ? [policy, ...others] : found.own, "policy_change");
}

/** Goes on once the policy is known: asks what shall happen, or shows what would be passed on. */
export async function changeOf(
  turn: SkillTurn,
  policy: PolicyFacts,
  detail: string,
): Promise<SkillAnswer> {
  const kind = requestKindIn(detail);
  const { policyNumber } = policy;
  return kind ? propose(turn, kind, policy, detail) : kindQuestion(turn, { policyNumber, detail });
}

/** Takes the answer to "renew, cancel or change?". */
export async function takeKind(
  turn: SkillTurn,
  pending: PendingOf<"request_kind">,
): Promise<SkillAnswer> {
  const policy = await ownPolicy(turn, pending.policyNumber);
  if (!policy) return policyChange(turn);
  const kind = kindIn(turn);
  // A button repeats what is known; words may say more.
  const detail = turn.choiceId ? pending.detail : `${pending.detail} – ${turn.text}`;
  if (kind) return propose(turn, kind, policy, detail);
  return say(repliesFor(turn.language).request.left);
}

/** Records the request after a yes and gets the person who carries it out. */
export async function takeRequest(
  turn: SkillTurn,
  pending: PendingOf<"confirm_request">,
): Promise<SkillAnswer> {
  const { clarify, policy, request } = repliesFor(turn.language);
  const { kind, policyNumber, detail } = pending;
  // "Cancel" is no way out of a cancellation.
  const isOut = isLeaving(turn) && !(kind === "cancel" && saysAny(turn.text, "cancel"));
  if (yesOrNo(turn) === "no" || isOut) return say(request.left);
  if (!isConfirmed(turn)) {
    const question = await requestQuestion(turn, pending);
    return askOnceMore(turn, clarify.yesOrNo, question ?? say(clarify.rephrase));
  }
  const result = await turn.tools.requestPolicyChange({ policyNumber, kind, detail });
  if (!result.ok) return say(policy.notOnAccount(policyNumber));
  turn.requestHandoff({ kind: "contact_center", reason: "request" });
  return say(request.recorded(result.requestId, kind, policyNumber), {
    focus: { policyNumber, claimId: null },
  });
}

/** Shows exactly what is passed on and asks for a yes; undefined if the policy is gone. */
export async function requestQuestion(
  turn: SkillTurn,
  { kind, policyNumber, detail }: Omit<PendingOf<"confirm_request">, "ask">,
): Promise<SkillAnswer | undefined> {
  const policy = await ownPolicy(turn, policyNumber);
  if (!policy) return undefined;
  return ask(
    repliesFor(turn.language).request.propose(kind, policy, detail),
    yesNoChoices(turn.language),
    { ask: "confirm_request", kind, policyNumber, detail },
  );
}

/** What shall happen, by button or words. */
export function kindIn({ choiceId, text }: AnswerTurn): RequestKind | undefined {
  return REQUEST_KINDS.find((kind) => kind === choiceId) ?? requestKindIn(text);
}

async function propose(
  turn: SkillTurn,
  kind: RequestKind,
  policy: PolicyFacts,
  detail: string,
): Promise<SkillAnswer> {
  const isOver = policy.status === "cancelled" || policy.status === "expired";
  if (kind === "cancel" && isOver) return say(repliesFor(turn.language).request.already(policy));
  const { policyNumber } = policy;
  const question = await requestQuestion(turn, { kind, policyNumber, detail: kept(detail) });
  return { ...(question ?? { say: [] }), focus: { policyNumber, claimId: null } };
}

/** Asks what shall happen with a policy. */
export function kindQuestion(
  turn: SkillTurn,
  { policyNumber, detail }: Omit<PendingOf<"request_kind">, "ask">,
): SkillAnswer {
  const { choice, request } = repliesFor(turn.language);
  return ask(
    `${policyNumber}: ${request.askKind}`,
    REQUEST_KINDS.map((id) => ({ id, title: choice[id] })),
    { ask: "request_kind", policyNumber, detail: kept(detail) },
  );
}

async function ownPolicy(
  turn: SkillTurn,
  policyNumber: string | null,
): Promise<PolicyFacts | undefined> {
  const { policies } = await turn.tools.listPolicies({});
  return policies.find((policy) => policy.policyNumber === policyNumber);
}
