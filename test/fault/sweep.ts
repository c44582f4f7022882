import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { faultsAtRest } from "../support/at-rest.ts";
import type { MakeSql } from "../support/engines.ts";
import { seedCustomers } from "../support/few-customers.ts";
import { makeHost } from "../support/host.ts";
import type { Boundary } from "../support/life.ts";
import { portraitOf } from "../support/portrait.ts";
import type { Portrait } from "../support/portrait.ts";
import { heardIn, judgeSends } from "../support/sends.ts";
import { makeWorld } from "../support/simulated-world.ts";
import { play } from "./scenarios.ts";
import type { Scenario } from "./scenarios.ts";

/** Which boundaries are counted: all of them, or only those around what a process asks for. */
export type Counted = "all" | "step";

/** A scenario that was played to its end. */
interface Played {
  readonly portrait: Portrait & { readonly heard: ReturnType<typeof heardIn> };
  /** Boundaries that were passed or died at, over all lives. */
  readonly boundaries: readonly Boundary[];
  readonly crashes: number;
  readonly repeats: number;
  readonly faults: readonly string[];
}

/** What many plays of one scenario came to. */
export interface Tally {
  readonly boundaries: number;
  readonly runs: number;
  readonly crashes: number;
  /** Sends of a message that had been taken before. */
  readonly repeatedSends: number;
  readonly faults: readonly string[];
}

/** What is played, on which engine, and which boundaries count. */
export interface Stage {
  readonly makeSql: MakeSql;
  readonly scenario: Scenario;
  readonly counted: Counted;
}

/** Plays a scenario once; the house dies at the boundaries with these numbers, counted from 1 over all its lives. */
async function playOnce(
  { makeSql, scenario, counted }: Stage,
  deaths: readonly number[],
): Promise<Played> {
  const db = await makeSql();
  const boundaries: Boundary[] = [];
  const fate = {
    diesAt(boundary: Boundary) {
      if (counted === "step" && boundary.kind !== "step") return false;
      return deaths.includes(boundaries.push(boundary));
    },
  };
  try {
    await seedCustomers(db.sql, scenario.customers);
    const world = makeWorld();
    const host = makeHost({ db, world, fate });
    await play(scenario, { host, world, db });
    const { repeats, faults } = await judgeSends(db.sql, world.taken);
    return {
      portrait: { ...(await portraitOf(db.sql)), heard: heardIn(world.taken) },
      boundaries,
      crashes: host.crashes(),
      repeats,
      faults: [...faults, ...(await faultsAtRest(db.sql))],
    };
  } finally {
    await db.close();
  }
}

/** Dies at every boundary, one run each. */
export async function dieOnceEverywhere(stage: Stage, lanes = 1): Promise<Tally> {
  const sweep = await makeSweep(stage);
  const every = Array.from({ length: sweep.boundaries }, (_, at) => [at + 1]);
  await sweep.runAll(every, lanes);
  return sweep.tally();
}

/** Dies at every boundary, and in what follows again at every one: whether the work goes on or is still being taken up. */
export async function dieTwiceEverywhere(stage: Stage): Promise<Tally> {
  const sweep = await makeSweep(stage);
  for (let first = 1; first <= sweep.boundaries; first++) {
    let second = first + 1;
    while ((await sweep.run([first, second])) === 2) second++;
  }
  return sweep.tally();
}

/** Dies at two boundaries left to chance, as often as asked. */
export async function dieTwiceSomewhere(
  stage: Stage,
  { runs, random, lanes = 1 }: { runs: number; random: () => number; lanes?: number },
): Promise<Tally> {
  const sweep = await makeSweep(stage);
  const pairs = Array.from({ length: runs }, () => {
    const first = 1 + Math.floor(random() * sweep.boundaries);
    // Recovery is where a second death is most of a surprise.
    const reach = random() < 0.5 ? 20 : sweep.boundaries - first;
    return [first, first + 1 + Math.floor(random() * reach)];
  });
  await sweep.runAll(pairs, lanes);
  return sweep.tally();
}

/** Plays a scenario with other deaths each time and holds every end against the end without any. */
async function makeSweep(stage: Stage) {
  const clean = await playOnce(stage, []);
  // What every other run is held against must itself be what was meant.
  const { lines, audit } = clean.portrait;
  const talks = Map.groupBy(lines, ({ address }) => address).values();
  const authors = [...talks].map((talk) => talk.map(({ author }) => author).join(", "));
  expect(authors).toEqual(stage.scenario.authors);
  expect(audit.map(({ action }) => action)).toEqual(stage.scenario.audit);
  const faults: string[] = clean.faults.map((fault) => `without a crash: ${fault}`);
  let [runs, crashes, repeatedSends] = [0, 0, 0];

  /** @returns how many of the deaths came: the last may lie behind the end. */
  async function run(deaths: readonly number[]): Promise<number> {
    const played = await playOnce(stage, deaths);
    runs++;
    crashes += played.crashes;
    repeatedSends += played.repeats;
    const at = deaths.map((death) => `${death} (${nameOf(played.boundaries[death - 1])})`);
    if (played.crashes === 0) faults.push(`never died at ${at.join()}`);
    for (const fault of faultsOf(played, clean)) faults.push(`dead at ${at.join()}: ${fault}`);
    return played.crashes;
  }

  return {
    boundaries: clean.boundaries.length,
    run,
    /** Several at once where a run mostly waits for its database. */
    async runAll(every: readonly (readonly number[])[], lanes: number): Promise<void> {
      const left = [...every];
      const lane = async (): Promise<void> => {
        for (let deaths = left.shift(); deaths; deaths = left.shift()) await run(deaths);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    },
    tally: (): Tally => ({
      boundaries: clean.boundaries.length,
      runs,
      crashes,
      repeatedSends,
      faults,
    }),
  };
}

function nameOf(boundary: Boundary | undefined): string {
  return boundary?.name.replaceAll(/\s+/g, " ").slice(0, 60) ?? "behind the end";
}

function faultsOf(played: Played, clean: Played): string[] {
  const faults = [...played.faults];
  if (played.repeats > played.crashes) faults.push(`${played.repeats} repeated sends`);
  for (const part of Object.keys(clean.portrait) as (keyof Played["portrait"])[]) {
    if (isDeepStrictEqual(played.portrait[part], clean.portrait[part])) continue;
    faults.push(`other ${part}: ${JSON.stringify(played.portrait[part])}`);
  }
  return faults;
}

/** Prints what the runs came to, and fails with the first things that went wrong. */
export function expectNoFault(engine: string, { name }: Scenario, tally: Tally): void {
  const { faults, ...counts } = tally;
  console.log(`${engine}: ${name}`, { ...counts, violations: faults.length });
  expect(faults.slice(0, 3)).toEqual([]);
}
