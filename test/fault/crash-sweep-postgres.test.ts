import { describe, test } from "vitest";
import { makeChance } from "../support/chance.ts";
import { openPostgresSql } from "../support/engines.ts";
import { aChange, aHandoff } from "./scenarios.ts";
import { dieOnceEverywhere, dieTwiceSomewhere, expectNoFault } from "./sweep.ts";

const LONG = { timeout: 300_000 };
const makeSql = openPostgresSql;
/** Runs at once, each on a database of its own: one waits for Postgres while another thinks. */
const lanes = 4;

describe("a house on Postgres that dies comes to the same end as one that does not", () => {
  test.each([aChange, aHandoff])("at every boundary of $name", LONG, async (scenario) => {
    const tally = await dieOnceEverywhere({ makeSql, scenario, counted: "all" }, lanes);
    expectNoFault("Postgres", scenario, tally);
  });

  test.each([aChange, aHandoff])("at pairs of boundaries of $name", LONG, async (scenario) => {
    const { next: random } = makeChance("crash sweep on Postgres");
    const stage = { makeSql, scenario, counted: "all" } as const;
    const tally = await dieTwiceSomewhere(stage, { runs: 110, random, lanes });
    expectNoFault("Postgres, twice", scenario, tally);
  });
});
