import type { IntentName } from "../../../core/conversation.ts";
import { plain } from "../../understanding/index.ts";
import { isLeaving, isOtherTopic, isShort, saysAny, yesOrNo } from "../answer.ts";
import type { AnswerTurn, PendingOf } from "../answer.ts";

type Step = PendingOf<"claim">["step"];

/** What a story about damage never sounds like. */
const neverStories: ReadonlySet<IntentName> = new Set(["policy_list", "identity", "capabilities"]);
/** What a story may well sound like to the classifier; a rule is sure. */
const sureByRule: ReadonlySet<IntentName> = new Set([
  "human_agent",
  "relationship_manager",
  "unsafe",
  "disconnect",
]);
/** What a story about damage may well sound like, unless it asks. */
const likeStories: ReadonlySet<IntentName> = new Set([
  "claim_report",
  "claim_status",
  "coverage_question",
  "policy_details",
  "out_of_scope",
]);

const answers: Readonly<Record<Step, (turn: AnswerTurn) => boolean>> = {
  policy: (turn) =>
    (isAttempt(turn) && !(asksOfPolicy(turn) && turn.reading.mentions.kinds.length === 0)) ||
    hasOnly(turn, turn.reading.mentions.policyNumbers),
  when: (turn) =>
    (isAttempt(turn) && !asksOfPolicy(turn)) || hasOnly(turn, [turn.reading.mentions.date]),
  what: (turn) => isStory(turn) || isOtherThing(turn),
  confirm: (turn) =>
    yesOrNo(turn) === "yes" || turn.reading.understood.zone === "clarify" || isCorrection(turn),
};

/** Is this message the next answer about a new claim, right or wrong, rather than a new topic? */
export function isClaimAnswer({ step }: PendingOf<"claim">, turn: AnswerTurn): boolean {
  return yesOrNo(turn) === "no" || isLeaving(turn) || answers[step](turn);
}

/** Not surely anything else; a short text that seems out of scope may still be "the Toyota". */
function isAttempt(turn: AnswerTurn): boolean {
  if (turn.reading.understood.zone === "decline") return isShort(turn);
  return !isOtherTopic(turn, ["claim_report", "policy_details"]);
}

const ASKS = /^(?:and |y )?(?:what|whats|how|when|cual|cuales|cuanto|cuanta|que|como|cuando)\b/u;

/** "What's my deductible?" is no day, nor is it one that cannot be read. */
function asksOfPolicy({ text, reading: { mentions, understood } }: AnswerTurn): boolean {
  if (understood.zone !== "act" || mentions.date !== undefined) return false;
  return understood.name === "policy_details" && (text.includes("?") || ASKS.test(plain(text)));
}

/** Little more than what was asked for, whatever it was taken for. */
function hasOnly(turn: AnswerTurn, mentions: readonly (string | undefined)[]): boolean {
  return isShort(turn) && mentions.some((mention) => mention !== undefined);
}

/** Asks what became of a claim: nobody's story of what happened. */
const ASKS_FOR_NEWS =
  /\b(?:any (?:news|updates?)|already (?:reported|filed|claimed)|ya (?:lo |la |les )?(?:reporte|avise|denuncie|di parte)|novedad(?:es)?)\b/u;

function isStory(turn: AnswerTurn): boolean {
  const { name, source, zone } = turn.reading.understood;
  if (zone !== "act") return true;
  if (name === "claim_status" && ASKS_FOR_NEWS.test(plain(turn.text))) return false;
  if (neverStories.has(name) || (source === "rule" && sureByRule.has(name))) return false;
  const isQuestion = turn.text.includes("?");
  if (likeStories.has(name)) return !isQuestion;
  return !isOtherTopic(turn, []) || !(isQuestion || isShort(turn));
}

/** "No, the Ford": whatever a Ford may be taken for, it is what the claim is about. */
const OTHER_THING =
  /^(?:no|nope|sorry|perdon) (?:(?:i mean|i meant|it was|its|it is|digo|era|fue|es|quise decir) )?(?:the|my|our|el|la|mi|al?|del?) (?:\S+ ?){1,3}$/u;

function isOtherThing({ text, reading: { understood } }: AnswerTurn): boolean {
  return understood.source !== "rule" && OTHER_THING.test(plain(text));
}

function isCorrection(turn: AnswerTurn): boolean {
  if (isOtherTopic(turn, ["claim_report", "policy_details"])) return false;
  const { date, kinds, policyNumbers } = turn.reading.mentions;
  const isNamed = kinds.length > 0 || policyNumbers.length > 0 || saysAny(turn.text, "other");
  return date !== undefined || isNamed;
}
