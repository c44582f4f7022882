import { expect, test } from "vitest";
import { makeChance } from "../support/chance.ts";
import { openMemorySql, openPostgresSql } from "../support/engines.ts";
import type { MakeSql } from "../support/engines.ts";
import { makeScriptedGraph } from "../support/scripted-graph.ts";
import { makeStage } from "./speakers.ts";

/** Dramas on one database; then a new one, so that none gets slow. */
const PER_DATABASE = 40;

interface Plan {
  readonly name: string;
  readonly makeSql: MakeSql;
  readonly dramas: number;
  readonly makeGraph?: typeof makeScriptedGraph;
}

const plans: readonly Plan[] = [
  {
    name: "SQLite, the graph scripted",
    makeSql: openMemorySql,
    dramas: 10_000,
    makeGraph: makeScriptedGraph,
  },
  { name: "SQLite, the whole graph", makeSql: openMemorySql, dramas: 500 },
  {
    name: "Postgres, every actor a process",
    makeSql: openPostgresSql,
    dramas: 300,
    makeGraph: makeScriptedGraph,
  },
];

test.each(plans)(
  "no bot begins to speak after a person has claimed, and a handoff is announced once: $name",
  { timeout: 300_000 },
  async ({ name, makeSql, dramas, ...graph }) => {
    const { next: random } = makeChance(`one speaker on ${name}`);
    const total = { dramas: 0, steps: 0, claims: 0, dropped: 0, underWay: 0 };
    const faults: string[] = [];
    while (total.dramas < dramas) {
      const db = await makeSql();
      const stage = makeStage({ db, random, ...graph });
      for (let at = 0; at < PER_DATABASE && total.dramas < dramas; at++) {
        const seen = await stage.play();
        total.dramas++;
        total.steps += seen.steps;
        total.claims += seen.claims;
        total.dropped += seen.dropped;
        total.underWay += seen.underWay;
        faults.push(...seen.faults.map((fault) => `drama ${total.dramas}: ${fault}`));
      }
      await db.close();
    }
    console.log(`one speaker on ${name}`, {
      ...total,
      violations: faults.length,
    });
    expect(faults.slice(0, 3)).toEqual([]);
    // Otherwise it would prove nothing.
    expect(total.claims).toBeGreaterThan(dramas / 4);
    expect(total.dropped).toBeGreaterThan(dramas / 50);
  },
);
