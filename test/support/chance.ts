import { makeRandom } from "../../graph/understanding/training/random.ts";

/** Chance that can be had again. */
export interface Chance {
  /** 0..1, without 1. */
  next(): number;
  /** A whole number from 0, below `end`. */
  below(end: number): number;
  /** One of them, all alike; undefined when there is none. */
  pick<T>(things: readonly T[]): T | undefined;
}

/** The chance of one test: its seed is printed, and is `CHAOS_SEED` where that is set. */
export function makeChance(what: string): Chance {
  const seed = Number(process.env["CHAOS_SEED"] ?? Math.floor(Math.random() * 1e9));
  console.log(`${what}: CHAOS_SEED=${seed}`);
  const next = makeRandom(seed);
  const below = (end: number): number => Math.floor(next() * end);
  return { next, below, pick: (things) => things[below(things.length)] };
}
