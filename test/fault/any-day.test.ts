import * as fc from "fast-check";
import { expect, test } from "vitest";
import { makeChance } from "../support/chance.ts";
import { engines } from "../support/engines.ts";
import { makeDay } from "./day.ts";
import { endDay } from "./day-end.ts";
import { Step } from "./day-steps.ts";

/** A run takes a tenth of it; one that takes longer waits for something that never comes. */
const RUN_MS = 15_000;

/** Looking for a shorter example of a failure ends after this long. */
const LOOKING_MS = 150_000;

/** Runs, and processes on the database: SQLite has one. */
const PLANS: Readonly<Record<string, { runs: number; size: number }>> = {
  "SQLite in memory": { runs: 250, size: 1 },
  Postgres: { runs: 40, size: 2 },
};

for (const { name, makeSql } of engines.filter((each) => each.name in PLANS)) {
  const { runs, size } = PLANS[name]!;

  test(`on any day on ${name} nothing is lost, doubled, overtaken or forgotten`, async () => {
    const seed = makeChance(`any day on ${name}`).below(2 ** 31);
    const total = { steps: 0, crashes: 0, late: 0, sent: 0 };
    const property = fc.asyncProperty(
      fc.array(Step, { minLength: 10, maxLength: 60, size: "max" }),
      async (steps) => {
        const db = await makeSql();
        try {
          const day = await makeDay(db, size);
          for (const step of steps) await day.run(step);
          const faults = await endDay(day);
          total.steps += steps.length;
          total.crashes += day.crew.crashes;
          total.late += day.crew.resumed;
          total.sent += day.world.taken.length;
          expect(faults).toEqual([]);
        } finally {
          await db.close();
        }
      },
    );
    await fc.assert(property, {
      numRuns: runs,
      seed,
      timeout: RUN_MS,
      interruptAfterTimeLimit: LOOKING_MS,
    });
    console.log(`${name}: any day`, { runs, ...total });
  }, 300_000);
}
