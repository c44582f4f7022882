import { IntentName } from "../../core/conversation.ts";
import type { Zone } from "../../core/conversation.ts";
import type { Margins } from "./model/model.ts";

/** What turns margins of a reader into probabilities, so that the confidence is right as often as it says. */
export interface Calibration {
  /** Divides the margins. */
  readonly temperature: number;
  /** Added to the margin of each intent, in their order. */
  readonly offsets: readonly number[];
}

/** The numbers the zones and the confidence come from, learned on messages held out of training. */
export interface Thresholds extends Readonly<Record<keyof Margins, Calibration>> {
  /** At this score and above a meaning is acted on, each at its own: some are mistaken for others more than most. */
  readonly actAt: Readonly<Partial<Record<IntentName, number>>>;
  /** At this share of `out_of_scope` and above the message is declined. */
  readonly declineAt: number;
  /** At this share of `human_agent` and above a person is called, unless it is far likelier none of ours. */
  readonly personAt: number;
  /** At this share of `unsafe` and above the message is refused. */
  readonly refuseAt: number;
  /** At this share of `disconnect` and above the message takes leave. */
  readonly leaveAt: number;
}

/** What the model makes of one message. */
export interface Judgement {
  readonly name: IntentName;
  readonly zone: Zone;
  readonly confidence: number;
  /** The gate's score: how far the name stands out, less the chance that it is none of ours. */
  readonly score: number;
  /** How likely the message is each of the intents, in their order. */
  readonly shares: readonly number[];
  readonly alternatives: readonly IntentName[];
  /** The likeliest of what is ours. */
  readonly likeliest: IntentName;
}

/** Yes and no only mean something where we asked, and there words decide, never a guess. */
const NEVER_ACTED: ReadonlySet<IntentName> = new Set(["affirm", "deny"]);
/** Meanings not worth offering when we ask what was meant. */
const NOT_OFFERED: ReadonlySet<IntentName> = new Set([
  ...NEVER_ACTED,
  "disconnect",
  "unsafe",
  "out_of_scope",
  "greeting",
  "smalltalk",
  "human_agent",
]);
const MAX_ALTERNATIVES = 3;
/** So sure the linear reader is right as often by itself; where both were always asked, no figure was better. */
const SURE_ALONE = 0.98;
/** So likely a plea must be, as a share of how likely it is that the message is none of ours. */
const LEAST_AGAINST_OUTSIDE = 0.4;

/**
 * Turns margins into a name, a zone and a confidence. `intents` are the classes of the margins, in order.
 * @param impossible what the message cannot mean where it stands: a yes where nothing was asked.
 */
export function judge(
  margins: Margins,
  intents: readonly IntentName[],
  thresholds: Thresholds,
  impossible: ReadonlySet<IntentName> = new Set(),
): Judgement {
  const shares = sharesOf(margins, thresholds);
  const shareOf = (name: IntentName) => shares[intents.indexOf(name)] ?? 0;
  // A goodbye is certain or it is none: nobody is asked whether they meant to leave.
  const mayLeave = shareOf("disconnect") >= thresholds.leaveAt;
  const ranked = rank(shares, intents).filter(
    (name) => !impossible.has(name) && (mayLeave || name !== "disconnect"),
  );
  const outside = shareOf("out_of_scope");
  const inside = ranked.filter((name) => name !== "out_of_scope");

  const called = impossible.has("human_agent") ? 0 : shareOf("human_agent");
  // Whoever may be asking for a person gets one: a call too many costs a minute, a plea missed costs a customer.
  const isCalling = called >= thresholds.personAt && called >= outside * LEAST_AGAINST_OUTSIDE;
  // Nobody who may be is sent away.
  const isDeclined =
    ranked[0] === "out_of_scope" && outside >= thresholds.declineAt && called < thresholds.personAt;
  const name = isCalling ? "human_agent" : isDeclined ? "out_of_scope" : inside[0]!;
  const score = name === "out_of_scope" ? outside : shareOf(name) * (1 - outside);
  const isActed =
    isCalling || (ranked[0] === name && isSure(name, shareOf(name), score, thresholds));
  return {
    name,
    zone: name === "out_of_scope" ? "decline" : isActed ? "act" : "clarify",
    confidence: shareOf(name),
    score,
    shares,
    alternatives: inside
      .filter((other) => other !== name && !NOT_OFFERED.has(other))
      .slice(0, MAX_ALTERNATIVES),
    likeliest: inside[0]!,
  };
}

/** The likeliest first. */
function rank(shares: readonly number[], intents: readonly IntentName[]): IntentName[] {
  const order: number[] = [];
  for (let at = 0; at < shares.length; at++) {
    let place = at;
    for (; place > 0 && shares[order[place - 1]!]! < shares[at]!; place--) {
      order[place] = order[place - 1]!;
    }
    order[place] = at;
  }
  return order.map((at) => intents[at]!);
}

function isSure(
  name: IntentName,
  share: number,
  score: number,
  { actAt, personAt, refuseAt }: Thresholds,
): boolean {
  if (NEVER_ACTED.has(name)) return false;
  if (name === "human_agent") return share >= personAt;
  if (name === "unsafe") return share >= refuseAt;
  if (name === "disconnect") return true;
  return score >= (actAt[name] ?? Infinity);
}

/**
 * Probabilities of the intents. The network is asked where the linear reader is in doubt, as with every fourth message, and
 * then both count the same: what one is blind to the other may see.
 */
function sharesOf({ linear, network }: Margins, readers: Thresholds): readonly number[] {
  const first = calibrated(linear, readers.linear);
  if (first.some((share) => share >= SURE_ALONE)) return first;
  const second = calibrated(network(), readers.network);
  return first.map((share, at) => (share + second[at]!) / 2);
}

/** Probabilities by one reader; margins beyond those of the intents, as the language head's, are left out. */
export function calibrated(
  margins: readonly number[],
  { temperature, offsets }: Calibration,
): readonly number[] {
  const shares = offsets.map((offset, at) => (margins[at]! + offset) / temperature);
  const largest = Math.max(...shares);
  let sum = 0;
  for (let at = 0; at < shares.length; at++) {
    shares[at] = Math.exp(shares[at]! - largest);
    sum += shares[at]!;
  }
  for (let at = 0; at < shares.length; at++) shares[at]! /= sum;
  return shares;
}

/** Intents of a model's classes, in order: all but its language head. */
export function intentsOf(classes: readonly string[]): IntentName[] {
  return classes.flatMap((name) => {
    const parsed = IntentName.safeParse(name);
    return parsed.success ? [parsed.data] : [];
  });
}
