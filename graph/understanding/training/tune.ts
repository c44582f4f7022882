import type { IntentName } from "../../../core/conversation.ts";
import { intentsOf, judge, RULED, softmax } from "../judge.ts";
import type { Judgement, Thresholds } from "../judge.ts";
import { marginsOf } from "../linear-model.ts";
import type { Example } from "./examples.ts";
import { fit } from "./fit.ts";

/** A message judged by a model that has not seen it. */
export interface HeldOut {
  readonly margins: Float64Array;
  readonly intent: IntentName;
}

/** How the held-out messages fare at the thresholds; what `train` prints and the weights file keeps. */
export interface DevFigures {
  readonly messages: number;
  readonly accuracy: number;
  readonly actCoverage: number;
  readonly actPrecision: number;
  readonly outsideActedOn: number;
  readonly outsideDeclined: number;
  readonly insideDeclined: number;
}

const FOLDS = 5;
/** Neighbours in the files are alike; blocks keep them in one fold, so that none is judged by its twin. */
const BLOCK = 4;
/**
 * Reading the customer's own records wrongly costs a turn, and every write is confirmed first; asking back twice costs a
 * person's time. At 0.98 four of ten plain questions were acted on, at 0.95 seven.
 */
const MIN_ACT_PRECISION = 0.95;
const MIN_DECLINE_PRECISION = 0.96;

/** Judges every example by a model trained on the other folds. */
export function holdOut(examples: readonly Example[]): {
  heldOut: HeldOut[];
  intents: IntentName[];
} {
  const foldOf = foldsOf(examples);
  const heldOut: HeldOut[] = [];
  let intents: IntentName[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const { model } = fit(examples.filter((_, at) => foldOf[at] !== fold));
    intents = intentsOf(model.classes);
    for (const [at, { text, intent }] of examples.entries()) {
      // Rules answer these before the model is asked.
      if (foldOf[at] !== fold || RULED.has(intent)) continue;
      heldOut.push({ margins: marginsOf(model, text).margins, intent });
    }
  }
  return { heldOut, intents };
}

/** Learns the temperature and both gates on messages no model has seen. */
export function tune(heldOut: readonly HeldOut[], intents: readonly IntentName[]): Thresholds {
  const temperature = temperatureOf(heldOut, intents);
  const closed = { temperature, actAt: Infinity, declineAt: Infinity };
  const declineAt = declineGate(heldOut, intents, closed);
  const open = heldOut.map(({ margins, intent }) => ({
    intent,
    judged: judge(margins, intents, { temperature, actAt: 0, declineAt }),
  }));
  const actAt = gateAt(
    open
      .filter(({ judged }) => judged.zone === "act")
      .map(({ intent, judged }) => ({ score: judged.score, isRight: judged.name === intent })),
    MIN_ACT_PRECISION,
  );
  return { temperature, actAt, declineAt };
}

/** Counts how the held-out messages fare. */
export function figuresOf(
  heldOut: readonly HeldOut[],
  intents: readonly IntentName[],
  thresholds: Thresholds,
): DevFigures {
  const all = heldOut.map(({ margins, intent }) => ({
    intent,
    judged: judge(margins, intents, thresholds),
    best: judge(margins, intents, { ...thresholds, declineAt: 0 }).name,
  }));
  const inside = all.filter(({ intent }) => intent !== "out_of_scope");
  const outside = all.filter(({ intent }) => intent === "out_of_scope");
  const acted = all.filter(({ judged }) => judged.zone === "act");
  return {
    messages: all.length,
    accuracy: share(all, ({ intent, best }) => intent === best),
    actCoverage: share(inside, ({ judged }) => judged.zone === "act"),
    actPrecision: share(acted, ({ intent, judged }) => intent === judged.name),
    outsideActedOn: share(outside, ({ judged }) => judged.zone === "act"),
    outsideDeclined: share(outside, ({ judged }) => judged.zone === "decline"),
    insideDeclined: share(inside, ({ judged }) => judged.zone === "decline"),
  };
}

function foldsOf(examples: readonly Example[]): number[] {
  const seen = new Map<string, number>();
  return examples.map(({ intent, language }) => {
    const key = `${language} ${intent}`;
    const place = seen.get(key) ?? 0;
    seen.set(key, place + 1);
    return Math.floor(place / BLOCK) % FOLDS;
  });
}

/** The temperature that makes the true intents likeliest, by golden section on its logarithm. */
function temperatureOf(heldOut: readonly HeldOut[], intents: readonly IntentName[]): number {
  const loss = (logT: number) =>
    heldOut.reduce((sum, { margins, intent }) => {
      const share = softmax(margins, intents.length, Math.exp(logT))[intents.indexOf(intent)]!;
      return sum - Math.log(Math.max(share, 1e-12));
    }, 0);
  let low = Math.log(0.02);
  let high = Math.log(2);
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let step = 0; step < 40; step++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

function declineGate(
  heldOut: readonly HeldOut[],
  intents: readonly IntentName[],
  closed: Thresholds,
): number {
  const declined = heldOut
    .map(({ margins, intent }) => ({
      isRight: intent === "out_of_scope",
      judged: judge(margins, intents, { ...closed, declineAt: 0 }),
    }))
    .filter(({ judged }) => judged.zone === "decline");
  return gateAt(
    declined.map(({ isRight, judged }: { isRight: boolean; judged: Judgement }) => ({
      score: judged.outside,
      isRight,
    })),
    MIN_DECLINE_PRECISION,
  );
}

/** The lowest score from which on the share of right decisions is high enough. */
function gateAt(
  decisions: readonly { score: number; isRight: boolean }[],
  minPrecision: number,
): number {
  let gate = Infinity;
  let right = 0;
  const sorted = decisions.toSorted((a, b) => b.score - a.score);
  for (const [at, { score, isRight }] of sorted.entries()) {
    right += Number(isRight);
    if (right / (at + 1) >= minPrecision) gate = score;
  }
  return gate;
}

function share<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.length === 0 ? 0 : Math.round((all.filter(is).length / all.length) * 1e4) / 1e4;
}
