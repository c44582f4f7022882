import { IntentName } from "../../core/conversation.ts";
import type { Zone } from "../../core/conversation.ts";

/** The numbers the zones and the confidence come from, learned on examples held out of training. */
export interface Thresholds {
  /** Divides margins before they become probabilities: the confidence is right as often as it says. */
  readonly temperature: number;
  /** At this score and above the meaning is acted on. */
  readonly actAt: number;
  /** At this share of `out_of_scope` and above the message is declined. */
  readonly declineAt: number;
}

/** What the model makes of one message. */
export interface Judgement {
  readonly name: IntentName;
  readonly zone: Zone;
  readonly confidence: number;
  /** The gate's score: how far the name stands out, less the chance that it is none of ours. */
  readonly score: number;
  /** How likely the message is none of ours, for the other gate. */
  readonly outside: number;
  readonly alternatives: readonly IntentName[];
}

/** Meanings a sentence never gets from the model alone: rules decide them, or nobody does. */
export const RULED: ReadonlySet<IntentName> = new Set(["affirm", "deny", "disconnect", "unsafe"]);
/** Meanings not worth offering when we ask what was meant. */
const NOT_OFFERED: ReadonlySet<IntentName> = new Set([
  ...RULED,
  "out_of_scope",
  "greeting",
  "smalltalk",
  "human_agent",
]);
const MAX_ALTERNATIVES = 3;

/**
 * Turns margins into a name, a zone and a confidence. `intents` are the classes of the margins, in order.
 * The gates use calibrated shares: on our held-out examples they let 5 to 10 points more through at the same
 * precision than the raw ones the study of public suites preferred.
 */
export function judge(
  margins: Float64Array,
  intents: readonly IntentName[],
  { temperature, actAt, declineAt }: Thresholds,
): Judgement {
  const spread = softmax(margins, intents.length, temperature);
  const outsideAt = intents.indexOf("out_of_scope");
  const outside = spread[outsideAt]!;
  const ranked = intents
    .map((name, at) => ({ name, at }))
    .filter(({ name }) => !RULED.has(name))
    .sort((a, b) => margins[b.at]! - margins[a.at]!);
  const inside = ranked.filter(({ name }) => name !== "out_of_scope");

  const isDeclined = ranked[0]!.at === outsideAt && outside >= declineAt;
  const best = isDeclined ? ranked[0]! : inside[0]!;
  const score = isDeclined ? outside : spread[inside[0]!.at]! * (1 - outside);
  // Whatever sounds most like a yes, a no or an attack is not acted on as its runner-up either.
  const isActed = spread.indexOf(Math.max(...spread)) === inside[0]!.at && score >= actAt;
  return {
    name: best.name,
    zone: isDeclined ? "decline" : isActed ? "act" : "clarify",
    confidence: spread[best.at]!,
    score,
    outside,
    alternatives: inside
      .map(({ name }) => name)
      .filter((name) => name !== best.name && !NOT_OFFERED.has(name))
      .slice(0, MAX_ALTERNATIVES),
  };
}

/** Probabilities of the first `count` margins, sharper the lower the temperature. */
export function softmax(margins: Float64Array, count: number, temperature: number): Float64Array {
  const shares = new Float64Array(count);
  let largest = -Infinity;
  for (let at = 0; at < count; at++) largest = Math.max(largest, margins[at]!);
  let sum = 0;
  for (let at = 0; at < count; at++) {
    shares[at] = Math.exp((margins[at]! - largest) / temperature);
    sum += shares[at]!;
  }
  return shares.map((share) => share / sum);
}

/** Intents of a model's classes, in order: all but its language head. */
export function intentsOf(classes: readonly string[]): IntentName[] {
  return classes.flatMap((name) => {
    const parsed = IntentName.safeParse(name);
    return parsed.success ? [parsed.data] : [];
  });
}
