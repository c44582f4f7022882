import type { IntentName } from "../../../core/conversation.ts";
import { judge } from "../judge.ts";
import type { Thresholds } from "../judge.ts";
import type { Margins } from "../model/model.ts";
import { calibrate } from "./calibrate.ts";
import type { HeldOut } from "./held-out.ts";

/**
 * Reading the customer's own records wrongly costs a turn, and every write is confirmed first; asking back costs a turn
 * as well, and twice a person's time.
 */
const MIN_ACT_PRECISION = 0.975;
/** Below this score a reading is right little more often than wrong, however right all of them are together. */
const LEAST_ACT_SCORE = 0.6;
const MIN_DECLINE_PRECISION = 0.97;
/** Being refused for nothing is an insult, and what is not refused by its name still reaches no more than one's own data. */
const MIN_REFUSE_PRECISION = 0.98;
/**
 * Whoever may be asking for a person with this share gets one; below it is a guess in the dark. It is not learned: the
 * development messages ask in words so near to the examples' that a gate learned on them misses what others write.
 */
const PERSON_SHARE = 0.1;
/** A conversation with a person ended by mistake is worse than a goodbye that is asked about: both readers must be sure of it. */
const LEAST_LEAVE_SHARE = 0.98;
/** Below this nobody is sent away, however few of the development messages would have been wrongly. */
const LEAST_DECLINE_SHARE = 0.35;

const OPEN = { actAt: {}, declineAt: 0, personAt: Infinity, refuseAt: 0, leaveAt: 0 };

/** Learns the calibration and the gates on messages the model has not seen. */
export function tune(heldOut: readonly HeldOut[], intents: readonly IntentName[]): Thresholds {
  const read = (marginsOf: (margins: Margins) => readonly number[]) =>
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
  const shareOf = (shares: readonly number[], name: IntentName) => shares[intents.indexOf(name)]!;
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
  const gates = { ...readers, declineAt, refuseAt, leaveAt, personAt: PERSON_SHARE };
  const always = Object.fromEntries(intents.map((name) => [name, 0]));
  const acted = heldOut
    .map(({ margins, intent, impossible }) => ({
      intent,
      open: judge(margins, intents, { ...gates, actAt: always }, impossible),
    }))
    .filter(({ open: { zone } }) => zone === "act");
  const actGateFor = (name: IntentName) => {
    const decisions = acted
      .filter(({ open }) => open.name === name)
      .map(({ intent, open }) => ({ score: open.score, isRight: intent === name }));
    return Math.max(LEAST_ACT_SCORE, gateAt(decisions, MIN_ACT_PRECISION));
  };
  const own = intents.filter((name) => !OTHER_GATE.has(name));
  return { ...gates, actAt: Object.fromEntries(own.map((name) => [name, actGateFor(name)])) };
}

/** What has a gate by its share, or is never acted on by a guess. */
const OTHER_GATE: ReadonlySet<IntentName> = new Set([
  "human_agent",
  "unsafe",
  "disconnect",
  "out_of_scope",
  "affirm",
  "deny",
]);

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
