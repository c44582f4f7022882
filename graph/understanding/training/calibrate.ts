import type { IntentName } from "../../../core/conversation.ts";
import { calibrated } from "../judge.ts";
import type { Calibration } from "../judge.ts";

/** Steps of plain gradient descent; another hundred changes no share by a thousandth. */
const STEPS = 400;
const OFFSET_STEP = 0.25;
const TEMPERATURE_STEP = 0.01;
/** Keeps the offsets of rare intents from following their few messages. */
const PULL = 0.03;
const LEAST_TEMPERATURE = 0.05;

/** What one reader makes of a message, and what it means. */
interface Read {
  readonly margins: readonly number[];
  readonly intent: IntentName;
}

/**
 * Learns what turns margins into probabilities: one temperature, and an offset for each intent, because one-against-all
 * training knows nothing of how often each occurs beside the others. Minimises the surprise at the true intents.
 *
 * @see Guo et al. 2017, "On Calibration of Modern Neural Networks", section 4.2: vector scaling, here with one scale.
 */
export function calibrate(heldOut: readonly Read[], intents: readonly IntentName[]): Calibration {
  const offsets = intents.map(() => 0);
  let temperature = 1 / 3;
  for (let step = 0; step < STEPS; step++) {
    const pulls = intents.map(() => 0);
    let warmth = 0;
    for (const { margins, intent } of heldOut) {
      const shares = calibrated(margins, { temperature, offsets });
      for (let at = 0; at < intents.length; at++) {
        const surprise = shares[at]! - Number(intents[at] === intent);
        pulls[at]! += surprise / temperature;
        warmth -= (surprise * (margins[at]! + offsets[at]!)) / temperature ** 2;
      }
    }
    for (let at = 0; at < intents.length; at++) {
      offsets[at]! -= OFFSET_STEP * (pulls[at]! / heldOut.length + PULL * offsets[at]!);
    }
    temperature = Math.max(
      LEAST_TEMPERATURE,
      temperature - (TEMPERATURE_STEP * warmth) / heldOut.length,
    );
  }
  return { temperature, offsets };
}
