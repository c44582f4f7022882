import type { IntentName } from "../../../core/conversation.ts";
import { judge } from "../judge.ts";
import type { Thresholds } from "../judge.ts";
import { calibrate } from "./calibrate.ts";
import type { Margins } from "../model.ts";
import type { HeldOut } from "./held-out.ts";

/**
 * Reading the customer's own records wrongly costs a turn, and every write is confirmed first; asking back costs a turn
 * as well, and twice a person's time.
 */
const MIN_ACT_PRECISION = 0.975;
const MIN_DECLINE_PRECISION = 0.97;
/** Being refused for nothing is an insult, and what is not refused by its name still reaches no more than one's own data. */
const MIN_REFUSE_PRECISION = 0.98;
/** Of 200 who ask for a person no more than one may be asked back; below this share it is a guess in the dark. */
const MIN_PERSON_RECALL = 0.995;
const LEAST_PERSON_SHARE = 0.1;
/** A conversation with a person ended by mistake is worse than a goodbye that is asked about: both readers must be sure of it. */
const LEAST_LEAVE_SHARE = 0.95;
/** Below this nobody is sent away, however few of the development messages would have been wrongly. */
const LEAST_DECLINE_SHARE = 0.35;

const OPEN = { actAt: 0, declineAt: 0, personAt: Infinity, refuseAt: 0, leaveAt: 0 };

/** Learns the calibration and the gates on messages the model has not seen. */
export function tune(heldOut: readonly HeldOut[], intents: readonly IntentName[]): Thresholds {
  const read = (marginsOf: (margins: Margins) => Float64Array) =>
    calibrate(
      heldOut.map(({ margins, intent }) => ({ margins: marginsOf(margins), intent })),
      intents,
    );
  const readers = {
    linear: read(({ linear }) => linear),
    network: read(({ network }) => network()),
  };
  const judged = heldOut.map(({ margins, intent, impossible }) => ({
    intent,
    open: judge(margins, intents, { ...OPEN, ...readers }, impossible),
  }));
  const shareOf = (shares: Float64Array, name: IntentName) => shares[intents.indexOf(name)]!;
  const gateFor = (name: IntentName, precision: number) =>
    gateAt(
      judged
        .filter(({ open }) => open.name === name)
        .map(({ intent, open }) => ({
          score: shareOf(open.shares, name),
          isRight: intent === name,
        })),
      precision,
    );
  const declineAt = Math.max(LEAST_DECLINE_SHARE, gateFor("out_of_scope", MIN_DECLINE_PRECISION));
  const refuseAt = gateFor("unsafe", MIN_REFUSE_PRECISION);
  const leaveAt = Math.max(LEAST_LEAVE_SHARE, gateFor("disconnect", 1));
  const personAt = recallGate(
    judged
      .filter(({ intent }) => intent === "human_agent")
      .map(({ open }) => shareOf(open.shares, "human_agent")),
  );
  const gates = { ...readers, declineAt, refuseAt, leaveAt, personAt };
  const acted = heldOut
    .map(({ margins, intent, impossible }) => ({
      intent,
      open: judge(margins, intents, { ...gates, actAt: 0 }, impossible),
    }))
    .filter(({ open: { zone, name } }) => zone === "act" && !OWN_GATE.has(name));
  const actAt = gateAt(
    acted.map(({ intent, open }) => ({ score: open.score, isRight: open.name === intent })),
    MIN_ACT_PRECISION,
  );
  return { ...gates, actAt };
}

const OWN_GATE: ReadonlySet<IntentName> = new Set(["human_agent", "unsafe", "disconnect"]);

/** The lowest score from which on the share of right decisions is high enough. */
function gateAt(
  decisions: readonly { score: number; isRight: boolean }[],
  minPrecision: number,
): number {
  // JSON knows no infinity; no score is above 1.
  let gate = 2;
  let right = 0;
  const sorted = decisions.toSorted((a, b) => b.score - a.score);
  for (const [at, { score, isRight }] of sorted.entries()) {
    right += Number(isRight);
    if (right / (at + 1) >= minPrecision) gate = score;
  }
  return gate;
}

/** The highest share at which all but a few are found. */
function recallGate(shares: readonly number[]): number {
  const sorted = shares.toSorted((a, b) => a - b);
  const missed = Math.floor(sorted.length * (1 - MIN_PERSON_RECALL));
  return Math.max(LEAST_PERSON_SHARE, sorted[missed] ?? LEAST_PERSON_SHARE);
}
