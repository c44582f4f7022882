import * as fc from "fast-check";
import { POISON } from "../support/simulated-world.ts";
import type { Weather } from "../support/simulated-world.ts";

/** What customers say: questions, a change and its answers, a person, goodbyes, and what no model can read. */
export const SAYINGS = [
  "hello",
  "my policies",
  "I want to talk to a human",
  "change my email to first@example.org",
  "change my email to second@example.org",
  "yes",
  "no",
  "thanks, bye",
  POISON,
] as const;

/** How far the clock jumps: also a little backwards, past a lease, past a back-off, past every timer. */
export const JUMPS_MS = [-5_000, 1_000, 61_000, 100_000, 16 * 60_000, 4 * 60 * 60_000] as const;

const WEATHERS: readonly Weather[] = ["busy", "broken", "silent", "refusing"];

const pick = fc.nat(1_000);
const at = fc.nat(1);
/** The step of a piece of work at which its worker is stopped; mostly it is not. */
const holdAt = fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined, freq: 4 });

/** One thing that happens on any day. */
export const Step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      at,
      customer: fc.nat(2),
      saying: fc.nat(SAYINGS.length - 1),
      /** The provider keeps it for later. */
      isSlow: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("deliver" as const), at, pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("repeat" as const), at, pick }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant("turn" as const), at, holdAt }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant("send" as const), at, holdAt }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("rush" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("resume" as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("doom" as const),
      at,
      boundaries: fc.integer({ min: 1, max: 60 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("ring" as const), at }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("jump" as const), ms: fc.constantFrom(...JUMPS_MS) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("fail" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("interrupt" as const), at }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("weather" as const),
      weather: fc.constantFrom(...WEATHERS),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("desk" as const),
      act: fc.constantFrom("claim" as const, "speak" as const, "leave" as const),
      at,
      pick,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("report" as const), at, pick }) },
);
export type Step = typeof Step extends fc.Arbitrary<infer Each> ? Each : never;
/** A step of one kind. */
export type StepOf<Kind extends Step["do"]> = Extract<Step, { do: Kind }>;
