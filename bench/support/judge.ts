import { isMet } from "../figures.ts";
import type { Figure, Target } from "../figures.ts";
import type { Reading, Report } from "./report.ts";

/** A number with what was wanted of it. */
export interface Judged extends Reading {
  readonly target: Target | null;
  /** Null where nothing was wanted. */
  readonly isMet: boolean | null;
  /** The number divided by the peer's; null without a peer. */
  readonly ratio: number | null;
}

/** A figure with everything it found. */
export interface Outcome {
  readonly name: string;
  readonly about: string;
  readonly seconds: number;
  readonly readings: readonly Judged[];
  readonly notes: readonly string[];
  /** Why there are no numbers; null where there are. */
  readonly skipped: string | null;
}

/** Holds a figure's numbers against its targets; a target nobody measured is a fault of the bench. */
export function judge(figure: Omit<Figure, "file">, report: Report, seconds: number): Outcome {
  const { readings, notes, skipped = null } = report;
  for (const what of Object.keys(figure.targets)) {
    if (skipped === null && !readings.some((reading) => reading.what === what)) {
      throw new Error(`${figure.name} did not measure "${what}".`);
    }
  }
  const judged = readings.map((reading) => judgeOne(reading, figure.targets[reading.what] ?? null));
  // What has a target comes first.
  const sorted = [
    ...judged.filter(({ target }) => target),
    ...judged.filter(({ target }) => !target),
  ];
  return { name: figure.name, about: figure.about, seconds, readings: sorted, notes, skipped };
}

function judgeOne(reading: Reading, target: Target | null): Judged {
  return {
    ...reading,
    target,
    isMet: target && isMet(reading.value, target),
    ratio: reading.peer ? reading.value / reading.peer.value : null,
  };
}
