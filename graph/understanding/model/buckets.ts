import { bitsOf } from "./bits.ts";

/** Size of the space n-grams are hashed into; what training never met is dropped, so the files stay small. */
export const BUCKETS = 1 << 20;

/** Tells the row of a bucket; -1 for one that training never met. */
export type RowOf = (bucket: number) => number;

/** Which buckets training met. */
export interface BucketIndex {
  /** A bit for each of all buckets, 32 to a number, the lowest first. */
  readonly met: Uint32Array;
  /** The rows of those that it met, in the order of the buckets. */
  readonly rows: Uint32Array;
}

const BITS = 32;

/** Makes the index of the buckets of all rows. */
export function indexOf(buckets: Uint32Array): BucketIndex {
  const met = new Uint32Array(BUCKETS / BITS);
  for (const bucket of buckets) met[bucket >>> 5]! |= 1 << (bucket & 31);
  const rows = Uint32Array.from(buckets.keys()).sort((one, two) => buckets[one]! - buckets[two]!);
  return { met, rows };
}

/**
 * Makes the finder of rows: a bucket's place among those that were met is how many bits are set below its own. Next to
 * nothing has to be built before the first is found, and the bits, which are all that most n-grams ask, are few enough to
 * stay at hand.
 *
 * @see Jacobson 1989, "Space-efficient Static Trees and Graphs", for counting bits below a place.
 */
export function makeRowOf({ met, rows }: BucketIndex): RowOf {
  const below = new Uint32Array(met.length);
  for (let at = 1; at < met.length; at++) below[at] = below[at - 1]! + bitsOf(met[at - 1]!);
  return (bucket) => {
    const at = bucket >>> 5;
    const bits = met[at]!;
    const bit = 1 << (bucket & 31);
    return (bits & bit) === 0 ? -1 : rows[below[at]! + bitsOf(bits & (bit - 1))]!;
  };
}
