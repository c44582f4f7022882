import type { AgentName, IntentName } from "../../core/conversation.ts";
import type { Pending } from "../pending.ts";
import { repliesFor } from "../replies/index.ts";
import type { Skill, SkillAnswer, SkillTurn } from "../skill.ts";
import {
  isLeaving,
  isOtherTopic,
  isShort,
  PERSON,
  say,
  saysAny,
  toPerson,
  yesOrNo,
} from "./answer.ts";
import type { AnswerTurn, PendingOf } from "./answer.ts";
import { chosenMeaning, isAboutMeaning, takeMeaning } from "./clarified.ts";
import {
  correctionOf,
  fieldIn,
  isValue,
  takeConfirmation,
  takeField,
  takeValue,
} from "./customer/update-contact.ts";
import { agentFor } from "./index.ts";
import { takeChoice } from "./policy/choose-policy.ts";
import { takeClaimAnswer } from "./policy/claim-report.ts";
import { isClaimAnswer } from "./policy/claim-answer.ts";
import { kindIn, takeKind, takeRequest } from "./policy/policy-change.ts";

export type { AnswerTurn } from "./answer.ts";

type Answers = {
  readonly [Ask in Pending["ask"]]: (pending: PendingOf<Ask>, turn: AnswerTurn) => boolean;
};

const answers: Answers = {
  choose_policy: isPolicyChoice,
  contact_field: (_pending, turn) =>
    isRefusal(turn) || (fieldIn(turn) !== undefined && !isOtherTopic(turn, ["update_contact"])),
  contact_value: ({ field }, turn) => isValue(turn, field),
  confirm_contact: (pending, turn) =>
    correctionOf(turn, pending) !== undefined || isConfirmation(turn),
  claim: isClaimAnswer,
  request_kind: (_pending, turn) =>
    yesOrNo(turn) === "no" ||
    (kindIn(turn) !== undefined && !isOtherTopic(turn, ["policy_change"])),
  confirm_request: (_pending, turn) => isConfirmation(turn),
  clarify: (pending, turn) => isAboutMeaning(turn, pending),
  offer_person: (_pending, turn) => yesOrNo(turn) !== undefined || isLeaving(turn),
  // The human agent's own question.
  anything_else: () => false,
};

/** Is this message an answer to the open question, rather than a new topic? */
export function answersPending(pending: Pending, turn: AnswerTurn): boolean {
  // What was not offered never gets here as a choice.
  if (turn.choiceId !== undefined) return pending.ask !== "anything_else";
  const isAnswer = answers[pending.ask] as (pending: Pending, turn: AnswerTurn) => boolean;
  return isAnswer(pending, turn);
}

/** Who takes the answer to an open question, once `answersPending` said that it is one. */
export function resumeSkill(
  pending: Pending,
  turn: AnswerTurn,
): { readonly agent: AgentName; readonly skill: Skill } {
  const skill: Skill = async (turn) =>
    turn.choiceId === PERSON && pending.ask !== "claim"
      ? toPerson(turn, "asked")
      : take(pending, turn);
  return { agent: agentOf(pending, turn), skill };
}

function agentOf(pending: Pending, turn: AnswerTurn): AgentName {
  switch (pending.ask) {
    case "choose_policy":
    case "claim":
    case "request_kind":
    case "confirm_request":
      return "policy";
    case "clarify": {
      const agent = agentFor(chosenMeaning(turn, pending) ?? "capabilities");
      // People are asked for by an agent; the human agent then speaks for itself.
      return agent === "human" ? "customer" : agent;
    }
    default:
      return "customer";
  }
}

async function take(pending: Pending, turn: SkillTurn): Promise<SkillAnswer> {
  switch (pending.ask) {
    case "choose_policy":
      return takeChoice(turn, pending);
    case "contact_field":
      return takeField(turn);
    case "contact_value":
      return takeValue(turn, pending);
    case "confirm_contact":
      return takeConfirmation(turn, pending);
    case "claim":
      return takeClaimAnswer(turn, pending);
    case "request_kind":
      return takeKind(turn, pending);
    case "confirm_request":
      return takeRequest(turn, pending);
    case "clarify":
      return takeMeaning(turn, pending);
    default:
      return takeOffer(turn);
  }
}

/** "Shall I get a person?" */
async function takeOffer(turn: SkillTurn): Promise<SkillAnswer> {
  if (yesOrNo(turn) === "yes") return toPerson(turn, "not_found");
  return say(repliesFor(turn.language).customer.deny);
}

function isRefusal(turn: AnswerTurn): boolean {
  return yesOrNo(turn) === "no" || isLeaving(turn);
}

/** Yes, no, or something that was not understood: then the question is asked once more. */
function isConfirmation(turn: AnswerTurn): boolean {
  return (
    yesOrNo(turn) !== undefined || isLeaving(turn) || turn.reading.understood.zone === "clarify"
  );
}

function isPolicyChoice(pending: PendingOf<"choose_policy">, turn: AnswerTurn): boolean {
  const { intent, options } = pending;
  const { kinds, policyNumbers } = turn.reading.mentions;
  if (isRefusal(turn)) return true;
  const isNamed = kinds.length > 0 || policyNumbers.some((number) => options.includes(number));
  const { name, zone } = turn.reading.understood;
  const isQuestion = turn.text.includes("?");
  // "The Honda" is like nothing we know; whether it fits a policy only the records tell.
  if (zone === "clarify") return isShort(turn) || (isNamed && !isQuestion);
  if (zone === "decline") return isShort(turn) && !isQuestion;
  if (isOtherTopic(turn, [intent, "policy_details"])) return false;
  return isSelection(turn, name) && (isNamed || saysAny(turn.text, "all"));
}

function isSelection(turn: AnswerTurn, name: IntentName): boolean {
  return isShort(turn) || (name === "policy_details" && !turn.text.includes("?"));
}
