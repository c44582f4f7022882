import type { IntentName } from "../../../core/conversation.ts";
import { judge } from "../judge.ts";
import type { Thresholds } from "../judge.ts";
import type { HeldOut } from "./held-out.ts";

/** How the development messages left to the model fare at the thresholds; what `train` prints and the weights file keeps. */
export interface DevFigures {
  readonly messages: number;
  readonly accuracy: number;
  readonly actCoverage: number;
  readonly actPrecision: number;
  readonly outsideActedOn: number;
  readonly outsideDeclined: number;
  readonly insideDeclined: number;
}

/** Counts how the held-out messages fare. */
export function figuresOf(
  heldOut: readonly HeldOut[],
  intents: readonly IntentName[],
  thresholds: Thresholds,
): DevFigures {
  const all = heldOut.map(({ margins, intent, impossible }) => {
    return {
      intent,
      judged: judge(margins, intents, thresholds, impossible),
      best: judge(margins, intents, { ...thresholds, declineAt: 0 }, impossible).name,
    };
  });
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

function share<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.length === 0 ? 0 : Math.round((all.filter(is).length / all.length) * 1e4) / 1e4;
}
