import { describe, test } from "vitest";
import { makeChance } from "../support/chance.ts";
import { openFileSql, openMemorySql } from "../support/engines.ts";
import { aChange, aHandoff, inShort } from "./scenarios.ts";
import {
  dieOnceEverywhere,
  dieTwiceEverywhere,
  dieTwiceSomewhere,
  expectNoFault,
} from "./sweep.ts";

const LONG = { timeout: 300_000 };
const makeSql = openMemorySql;

describe("a house on SQLite that dies comes to the same end as one that does not", () => {
  test.each([aChange, aHandoff])("at every boundary of $name", LONG, async (scenario) => {
    const tally = await dieOnceEverywhere({ makeSql, scenario, counted: "all" });
    expectNoFault("SQLite in memory", scenario, tally);
  });

  test(
    "at every pair of steps, the second also within the recovery from the first",
    LONG,
    async () => {
      const tally = await dieTwiceEverywhere({ makeSql, scenario: inShort, counted: "step" });
      expectNoFault("SQLite in memory, twice", inShort, tally);
    },
  );

  test("in a file, at pairs of boundaries left to chance", LONG, async () => {
    const { next: random } = makeChance("crash sweep on SQLite in a file");
    const stage = { makeSql: openFileSql, scenario: aHandoff, counted: "all" } as const;
    const tally = await dieTwiceSomewhere(stage, { runs: 100, random });
    expectNoFault("SQLite in a file, twice", aHandoff, tally);
  });
});
