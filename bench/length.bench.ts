import { join } from "node:path";
import { timed } from "./support/alternate.ts";
import { openBenchHouse } from "./support/bench-house.ts";
import type { BenchHouse } from "./support/bench-house.ts";
import { quantile } from "./support/quantile.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Report } from "./support/report.ts";
import { TALK_LENGTH, question } from "./support/talk.ts";
import { inTempFolder } from "./support/temp-folder.ts";

/** Turns before the measured ones in a fresh conversation: turns 7 to 14 are "around the tenth". */
const BEFORE = 6;
const LONG = 0;

await runFigure((effort) => inTempFolder((folder) => length(join(folder, "length.db"), effort)));

/** A turn of a very long conversation against an early turn of fresh ones, in alternation in one hot process. */
async function length(file: string, effort: Effort): Promise<Report> {
  const turns = effort.times(10_000, 1_000);
  const rounds = effort.times(40, 10);
  const house = await openBenchHouse(file, rounds + 1);
  for (let at = 0; at < turns - (rounds * TALK_LENGTH) / 2; at++) {
    if (at % 2_000 === 0) progress(`turn ${at} of ${turns}`);
    await say(house, LONG, at);
  }
  progress("alternating");
  const early: number[] = [];
  const late: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const fresh = round + 1;
    for (let at = 0; at < BEFORE; at++) await say(house, fresh, at);
    const measure = {
      early: () => talkOnce(house, fresh, early),
      late: () => talkOnce(house, LONG, late),
    };
    const order = [measure.early, measure.late];
    for (const each of round % 2 === 0 ? order : order.toReversed()) await each();
  }
  await house.close();
  const p50 = { early: quantile(early, 0.5), late: quantile(late, 0.5) };
  return {
    readings: [
      { what: "a late turn over an early one, p50", value: p50.late / p50.early, unit: "×" },
      {
        what: `turn around ${turns}, p50`,
        value: p50.late,
        unit: "ms",
        peer: { what: "turn around 10 of a fresh conversation", value: p50.early },
      },
      {
        what: `turn around ${turns}, p95`,
        value: quantile(late, 0.95),
        unit: "ms",
        peer: { what: "turn around 10 of a fresh conversation", value: quantile(early, 0.95) },
      },
    ],
    notes: [
      `One conversation of ${turns} turns and ${rounds} fresh ones; ${TALK_LENGTH} turns of the one (the same ${TALK_LENGTH} questions) and ${TALK_LENGTH} of the other in alternation, whole durable turns, synchronous=FULL.`,
    ],
  };
}

async function talkOnce(house: BenchHouse, customer: number, samples: number[]): Promise<void> {
  for (let at = 0; at < TALK_LENGTH; at++) {
    samples.push(await timed(() => say(house, customer, at)));
  }
}

function say(house: BenchHouse, customer: number, at: number): Promise<void> {
  return house.turns([{ customer, text: question(at) }]);
}
