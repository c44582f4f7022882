import { expect, test } from "vitest";
import { BUCKETS, indexOf, makeRowOf } from "../../../../graph/understanding/model/buckets.ts";
import { makeRandom } from "../../../../graph/understanding/training/random.ts";

test("every bucket that was met has its row, and no other has one", () => {
  const random = makeRandom(7);
  const some = Array.from({ length: 5_000 }, () => Math.floor(random() * BUCKETS));
  // Both ends, and both sides of a number's edge.
  const buckets = [...new Set([BUCKETS - 1, 0, 32, 31, 63, 64, ...some])];
  const rowOf = makeRowOf(indexOf(Uint32Array.from(buckets)));
  expect(buckets.map(rowOf)).toEqual([...buckets.keys()]);
  const met = new Set(buckets);
  const others = Array.from({ length: BUCKETS }, (_, bucket) => bucket).filter(
    (bucket) => !met.has(bucket),
  );
  expect(others.every((bucket) => rowOf(bucket) === -1)).toBe(true);
});
