import type { Understood } from "../../core/conversation.ts";
import { isKnownWord } from "./features.ts";
import { plain } from "./fold.ts";
import { intentsOf, judge } from "./judge.ts";
import type { Judgement } from "./judge.ts";
import { languageOf } from "./language.ts";
import { loadModel, marginsOf } from "./linear-model.ts";
import { findMentions } from "./mentions.ts";
import type { Mentions, Reading, Understanding } from "./reading.ts";
import { opensWithGreeting, withoutGreeting } from "./rules/courtesy.ts";
import { makeRepair } from "./rules/lexicon.ts";
import { ruleOn, ruleWords } from "./rules/index.ts";
import weights from "./weights.json" with { type: "json" };

export { fold, plain } from "./fold.ts";
export type { Reading, ReadingContext, Understanding } from "./reading.ts";
export { isClosing } from "./rules/closing.ts";
export { yesNo } from "./rules/yes-no.ts";

const RULE_CONFIDENCE = 0.99;
/** Below this the model has no idea what a message that opens with a greeting wants besides. */
const CLUELESS = 0.4;
const FEW_WORDS = 6;
/** Slips are put right so far into a message; what cannot wait comes first. */
const MAX_REPAIRED = 300;
/** Enough for a meaning whose answer proves itself against the contract. */
const CHECKED_LATER = 0.4;
/** What can be wanted of one policy or claim. */
const OF_A_RECORD: ReadonlySet<Understood["name"]> = new Set([
  "policy_details",
  "coverage_question",
  "billing",
  "policy_change",
  "claim_status",
  "claim_report",
]);

/** Makes the reader of messages: rules for what must not be guessed, then our own trained model. */
export function makeUnderstanding({ now }: { now: () => number }): Understanding {
  const model = loadModel(weights);
  const intents = intentsOf(model.classes);
  const repair = makeRepair(ruleWords, (word) => isKnownWord(word, model.vocabulary));
  const spanishHead = model.classes.indexOf("es");

  return (text, context): Reading => {
    const { margins, knownGrams } = marginsOf(model, withoutGreeting(text));
    const language = languageOf(withoutEmails(text), margins[spanishHead] ?? 0);
    const mentions = findMentions(text, now(), language ?? context.language);
    const written = ruleOn(text, context, mentions);
    const repaired = written ? undefined : repair(plain(text.slice(0, MAX_REPAIRED)).split(" "));
    const rule =
      written ?? (repaired === undefined ? undefined : ruleOn(repaired, context, mentions));
    const judged = judge(margins, intents, weights.thresholds);
    const understood = rule
      ? ruled(rule.name)
      : greetsAndChats(text, judged, mentions)
        ? ruled("greeting")
        : understoodBy(judged, { knownGrams, mentions });
    return {
      understood,
      alternatives: judged.alternatives.filter((name) => name !== understood.name),
      language,
      urgency: rule?.urgency,
      mentions,
    };
  };
}

/** The letters of an address are no words of a language. */
function withoutEmails(text: string): string {
  return text.replace(/\S+@\S+/gu, " ");
}

function ruled(name: Understood["name"]): Understood {
  return { name, zone: "act", confidence: RULE_CONFIDENCE, source: "rule" };
}

/** "Hi there, good to be here": a few words more than hello, and none the model can make sense of. */
function greetsAndChats(text: string, judged: Judgement, { kinds }: Mentions): boolean {
  if (judged.zone === "act" || judged.confidence >= CLUELESS || kinds.length > 0) return false;
  return opensWithGreeting(text) && plain(text).split(" ").length <= FEW_WORDS;
}

/** The model's word; about a text without a single known piece it has none, whatever its bias says. */
function understoodBy(
  { name, zone, confidence }: Judgement,
  { knownGrams, mentions }: { knownGrams: number; mentions: Mentions },
): Understood {
  // "2" picks from a list; which one, only the conversation knows.
  if (mentions.ordinal !== undefined) {
    return { name: "policy_details", zone: "clarify", confidence: CLUELESS, source: "rule" };
  }
  if (knownGrams === 0) {
    return { name: "capabilities", zone: "clarify", confidence: 0, source: "local" };
  }
  // Whoever names a policy or a claim wants something of it; the likeliest is worth an answer.
  const isNamed = mentions.policyNumbers.length > 0 || mentions.claimIds.length > 0;
  if (isNamed && zone === "clarify" && confidence >= CLUELESS && OF_A_RECORD.has(name)) {
    return { name, zone: "act", confidence, source: "local" };
  }
  // A coverage answer is checked once more: it quotes a clause that fits, or says that there is none.
  if (name === "coverage_question" && zone === "clarify" && confidence >= CHECKED_LATER) {
    return { name, zone: "act", confidence, source: "local" };
  }
  return { name, zone, confidence, source: "local" };
}
