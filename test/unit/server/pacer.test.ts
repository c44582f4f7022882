import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { makePacer } from "../../../server/workers/pacer.ts";
import type { Pacer } from "../../../server/workers/pacer.ts";

let now: number;
let pacer: Pacer;
const pace = {
  overall: [{ count: 3, perMs: 1_000 }],
  each: [{ count: 2, perMs: 5_000 }],
};
beforeEach(() => {
  now = 0;
  pacer = makePacer(pace, () => now);
});

describe("a pacer", () => {
  test("lets through what is within the limits, and says when to ask again", () => {
    expect([pacer.take("ada"), pacer.take("ada")]).toEqual([0, 0]);
    expect(pacer.take("ada")).toBe(5_000);
    expect(pacer.take("ben")).toBe(0);
    expect([pacer.room(), pacer.take("cy")]).toEqual([0, 1_000]);
    now = 999;
    expect([pacer.restMs(), pacer.take("cy")]).toEqual([1, 1]);
    now = 1_000;
    expect([pacer.room(), pacer.take("cy")]).toEqual([3, 0]);
    now = 5_000;
    expect(pacer.take("ada")).toBe(0);
  });

  test("what does not count for all is only held to its own limit", () => {
    for (const each of ["a", "b", "c"]) pacer.take(each);
    expect(pacer.take("d")).toBe(1_000);
    expect([pacer.take("d", false), pacer.take("d", false)]).toEqual([0, 0]);
    expect(pacer.take("d", false)).toBe(5_000);
  });

  test("a pause for one holds nobody else, a pause for all holds everybody, and none lasts long", () => {
    pacer.pause(2_000, "ada");
    expect([pacer.take("ada"), pacer.take("ben"), pacer.room()]).toEqual([2_000, 0, 2]);
    pacer.pause(3_600_000);
    expect([pacer.room(), pacer.restMs(), pacer.take("ben")]).toEqual([0, 300_000, 300_000]);
    now = 300_000;
    expect(pacer.take("ben")).toBe(0);
  });

  test("without limits there is always room", () => {
    const free = makePacer({ overall: [], each: [] }, () => now);
    for (let count = 0; count < 100; count++) expect(free.take("ada")).toBe(0);
    expect([free.room(), free.restMs()]).toEqual([Infinity, 0]);
  });

  test("never lets more through than any limit allows in any stretch of time", () => {
    const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom("a", "b")), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(asks, (steps) => {
        now = 0;
        pacer = makePacer(pace, () => now);
        const taken: { at: number; to: string }[] = [];
        for (const [afterMs, to] of steps) {
          now += afterMs;
          if (pacer.take(to) === 0) taken.push({ at: now, to });
        }
        for (const { at } of taken) {
          const within = (ms: number) => taken.filter((each) => each.at >= at && each.at < at + ms);
          expect(within(1_000).length).toBeLessThanOrEqual(3);
          for (const to of ["a", "b"]) {
            expect(within(5_000).filter((each) => each.to === to).length).toBeLessThanOrEqual(2);
          }
        }
      }),
    );
  });

  test("forgets who is at rest, not who is not", () => {
    const one = makePacer({ overall: [], each: [{ count: 1, perMs: 1_000 }] }, () => now);
    for (let index = 0; index < 10_000; index++) one.take(`early ${index}`);
    now = 999;
    one.take("late");
    now = 1_500;
    expect(one.take("another")).toBe(0);
    expect(one.take("late")).toBe(499);
  });
});
