import type { IntentName, Understood } from "../../core/conversation.ts";
import { intentsOf, judge } from "./judge.ts";
import type { Judgement } from "./judge.ts";
import { readWeights } from "./learned/weights.ts";
import { makeLook } from "./look.ts";
import type { Look } from "./look.ts";
import { impossibleIn } from "./possible.ts";
import type { Mentions, Reading, Understanding } from "./reading.ts";
import { opensWithGreeting } from "./rules/courtesy.ts";
import type { Ruling } from "./rules/index.ts";
import { plain, wordsOf } from "./text/fold.ts";
import { isVague } from "./vague.ts";

export { fold, plain, wordsOf } from "./text/fold.ts";
export type { Reading, ReadingContext, Understanding } from "./reading.ts";
export { isClosing } from "./rules/closing.ts";
export { yesNo } from "./rules/yes-no.ts";

const RULE_CONFIDENCE = 0.99;
/** At this confidence the model may say that a rule was misled. */
const SURE = 0.93;
/** At this one, that nobody of ours is asked for. */
const QUITE_SURE = 0.99;
/** Below this the model has no idea what a message that opens with a greeting wants besides. */
const CLUELESS = 0.4;
const FEW_WORDS = 6;
/** From this share of unknown words on, a message is not certain to be none of ours; with fewer it is at this confidence. */
const TOO_STRANGE = 0.5;
const SURELY_OUTSIDE = 0.8;
/** At this confidence the model makes something of words nobody knows. */
const MADE_OUT = 0.6;
/** At this confidence such words call a person. */
const CALLED = 0.75;
/**
 * What answers a question may be anything ("some time ago, I think"), and whoever names a policy wants something of it: then
 * nobody is called or refused but by a message that likely means just that.
 */
const WARY = { personAt: 0.75, refuseAt: 0.97 };
/** Enough for a meaning whose answer proves itself against the contract. */
const CHECKED_LATER = 0.4;
/** Names one of several by what it is. */
const PICKS = /^(?:the|that|my) (?:\S+ ){1,2}one(?: please| pls)?$/u;
/** What can be wanted of one policy or claim. */
const OF_A_RECORD: ReadonlySet<IntentName> = new Set([
  "policy_details",
  "coverage_question",
  "billing",
  "policy_change",
  "claim_status",
  "claim_report",
]);

/** Makes the reader of messages: rules for what must not be guessed, then our own trained model. */
export function makeUnderstanding({ now }: { now: () => number }): Understanding {
  const { thresholds, ...learned } = readWeights();
  const intents = intentsOf(learned.model.classes);
  const look = makeLook(learned);
  const wary = {
    ...thresholds,
    personAt: Math.max(thresholds.personAt, WARY.personAt),
    refuseAt: Math.max(thresholds.refuseAt, WARY.refuseAt),
  };

  return (text, context): Reading => {
    const { rule, margins, strangeness, mentions, language } = look(text, context, now());
    const gates = context.hasPendingQuestion || namesRecord(mentions) ? wary : thresholds;
    const judged = judge(margins, intents, gates, impossibleIn(text, context));
    const certain = rule && !isContradicted(rule, judged) ? rule : undefined;
    const understood = certain
      ? ruled(certain.name)
      : greetsAndChats(text, judged, mentions)
        ? ruled("greeting")
        : understoodBy(judged, {
            strangeness: isVague(wordsOf(text)) ? 1 : strangeness,
            mentions,
            isPick: picksOne(text, mentions),
          });
    return {
      understood,
      alternatives: judged.alternatives.filter((name) => name !== understood.name),
      language,
      urgency: certain?.urgency,
      mentions,
    };
  };
}

function namesRecord({ policyNumbers, claimIds }: Mentions): boolean {
  return policyNumbers.length > 0 || claimIds.length > 0;
}

/** "My number changed, nobody can call me on the old one": the words of a plea, and the model is sure of something else. */
function isContradicted({ name, urgency }: Ruling, judged: Judgement): boolean {
  if (name !== "human_agent") return false;
  // "A letter of complaint, in rhyme, about my cat": who is angry with somebody else is none of ours; danger is, always.
  if (judged.zone === "decline") {
    return judged.confidence >= QUITE_SURE && (urgency ?? "complaint") === "complaint";
  }
  // "Hello agent??" opens like a greeting.
  if (urgency || judged.name === name || judged.name === "greeting") return false;
  return judged.zone === "act" && judged.confidence >= SURE;
}

function ruled(name: IntentName): Understood {
  return { name, zone: "act", confidence: RULE_CONFIDENCE, source: "rule" };
}

/** "Hi there, good to be here": a few words more than hello, and none the model can make sense of. */
function greetsAndChats(text: string, judged: Judgement, { kinds }: Mentions): boolean {
  if (judged.zone === "act" || judged.confidence >= CLUELESS || kinds.length > 0) return false;
  return opensWithGreeting(text) && wordsOf(text).length <= FEW_WORDS;
}

/** "2" picks from a list, and so does "the Honda one". */
function picksOne(text: string, { ordinal }: Mentions): boolean {
  return ordinal !== undefined || PICKS.test(plain(text));
}

/** The model's word; of words nobody knows it has none, or next to none. */
function understoodBy(
  judged: Judgement,
  { strangeness, mentions, isPick }: Pick<Look, "strangeness" | "mentions"> & { isPick: boolean },
): Understood {
  const { name, zone, confidence } = judged;
  // Which one, only the conversation knows.
  if (isPick) {
    return { name: "policy_details", zone: "clarify", confidence: CLUELESS, source: "rule" };
  }
  // Whoever names a policy or a claim wants something of it; the likeliest is worth an answer.
  const isNamed = namesRecord(mentions);
  if (strangeness === 1 && !isNamed) return madeOut(judged);
  // What is half made up may be anything, and one slip may hide the word that tells: it is asked about, not sent away.
  const isHidden = strangeness >= TOO_STRANGE || (strangeness > 0 && confidence < SURELY_OUTSIDE);
  if (zone === "decline" && isHidden) {
    return { name: judged.likeliest, zone: "clarify", confidence: 1 - confidence, source: "local" };
  }
  const isEnough =
    (isNamed && confidence >= CLUELESS && OF_A_RECORD.has(name)) ||
    // A coverage answer is checked once more: it quotes a clause that fits, or says that there is none.
    (name === "coverage_question" && confidence >= CHECKED_LATER);
  return { name, zone: zone === "clarify" && isEnough ? "act" : zone, confidence, source: "local" };
}

/** What may be meant by words nobody knows: a slip in the only word that tells, or nothing at all. */
function madeOut({ name, confidence }: Judgement): Understood {
  if (name === "out_of_scope" || confidence < MADE_OUT) {
    return { name: "capabilities", zone: "clarify", confidence: 0, source: "local" };
  }
  // Whoever seems to ask for a person gets one: "humannnn", "cn i spk 2 sum1".
  const isCalling = name === "human_agent" && confidence >= CALLED;
  return { name, zone: isCalling ? "act" : "clarify", confidence, source: "local" };
}
