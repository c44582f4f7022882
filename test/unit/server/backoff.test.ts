import * as fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "../../../server/workers/deliver.ts";

const MIDDLE = 0.5;

test.each([
  [1, 1_000],
  [2, 2_000],
  [3, 4_000],
  [9, 256_000],
  [10, 300_000],
  [50, 300_000],
])("after %i tries it waits %i ms", (attempts, expected) => {
  expect(backoffMs(attempts, 0, MIDDLE)).toBe(expected);
});

test("gives or takes a quarter, so that retries do not come in waves", () => {
  expect(backoffMs(3, 0, 0)).toBe(3_000);
  expect(backoffMs(3, 0, 1)).toBe(5_000);
});

test("waits as long as it was asked to, if that is longer", () => {
  expect(backoffMs(1, 60_000, MIDDLE)).toBe(60_000);
  expect(backoffMs(9, 60_000, MIDDLE)).toBe(256_000);
  expect(backoffMs(1, 0, MIDDLE)).toBe(1_000);
});

test("is always a whole number of milliseconds within its bounds, and never shorter for more tries", () => {
  const tries = fc.integer({ min: 1, max: 1_000 });
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  const property = fc.property(tries, chance, fc.nat(3_600_000), (attempts, random, asked) => {
    const ms = backoffMs(attempts, asked, random);
    expect(Number.isInteger(ms)).toBe(true);
    expect(ms).toBeGreaterThanOrEqual(Math.max(750, asked));
    expect(ms).toBeLessThanOrEqual(Math.max(375_000, asked));
    expect(backoffMs(attempts + 1, asked, random)).toBeGreaterThanOrEqual(ms);
  });
  fc.assert(property);
});
