import { intentsOf, judge } from "./judge.ts";
import type { Judgement } from "./judge.ts";
import { languageOf } from "./language.ts";
import { loadModel, marginsOf } from "./linear-model.ts";
import { findMentions } from "./mentions.ts";
import type { Reading, Understanding } from "./reading.ts";
import { withoutGreeting } from "./rules/courtesy.ts";
import { ruleOn } from "./rules/index.ts";
import weights from "./weights.json" with { type: "json" };

export { fold } from "./fold.ts";
export type { Mentions, Reading, ReadingContext, Understanding, Urgency } from "./reading.ts";
export { isClosing } from "./rules/closing.ts";
export { yesNo } from "./rules/yes-no.ts";

const RULE_CONFIDENCE = 0.99;

/** Makes the reader of messages: rules for what must not be guessed, then our own trained model. */
export function makeUnderstanding({ now }: { now: () => number }): Understanding {
  const model = loadModel(weights);
  const intents = intentsOf(model.classes);
  const spanishHead = model.classes.indexOf("es");

  return (text, context): Reading => {
    const { margins, knownGrams } = marginsOf(model, withoutGreeting(text));
    const language = languageOf(text, margins[spanishHead] ?? 0);
    const mentions = findMentions(text, now(), language ?? context.language);
    const rule = ruleOn(text, context, mentions);
    const judged = judge(margins, intents, weights.thresholds);
    return {
      understood: rule
        ? { name: rule.name, zone: "act", confidence: RULE_CONFIDENCE, source: "rule" }
        : understoodBy(judged, knownGrams),
      alternatives: judged.alternatives.filter((name) => name !== rule?.name),
      language,
      urgency: rule?.urgency,
      mentions,
    };
  };
}

/** The model's word; about a text without a single known piece it has none, whatever its bias says. */
function understoodBy(
  { name, zone, confidence }: Judgement,
  knownGrams: number,
): Reading["understood"] {
  if (knownGrams === 0) {
    return { name: "capabilities", zone: "clarify", confidence: 0, source: "local" };
  }
  return { name, zone, confidence, source: "local" };
}
