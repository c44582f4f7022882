import type { Vector } from "../model/features.ts";

/** A vector to learn from, packed: training keeps half a million of them at once. */
export interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** Packs a vector. */
export function packed({ rows, values }: Vector): SparseVector {
  return { rows: Int32Array.from(rows), values: Float64Array.from(values) };
}
