import type { SparseVector } from "./sparse-vector.ts";

/** One layer of a network while it learns: row-major, a column for each thing it tells; the last row is the bias. */
export interface Layer {
  readonly columns: number;
  readonly weights: Float32Array;
  /** How hard each row was pulled so far. */
  readonly pulls: Float64Array;
}

const RATE = 0.1;
/** Keeps the first step of a row from being endless. */
const LEAST_PULL = 1e-6;

/** A layer that knows nothing: weights up to `spread` from zero, drawn by chance. */
export function makeLayer(
  { rows, columns, spread }: { rows: number; columns: number; spread: number },
  random: () => number,
): Layer {
  const drawn = Float32Array.from({ length: rows * columns }, () => (random() * 2 - 1) * spread);
  const weights = new Float32Array(drawn.length + columns);
  weights.set(drawn);
  return { columns, weights, pulls: new Float64Array(rows + 1).fill(LEAST_PULL) };
}

/** What the layer makes of what it is given. */
export function sumsOf({ columns, weights }: Layer, { rows, values }: SparseVector): Float64Array {
  const sums = new Float64Array(weights.subarray(weights.length - columns));
  for (let at = 0; at < rows.length; at++) {
    const start = rows[at]! * columns;
    const value = values[at]!;
    for (let column = 0; column < columns; column++) {
      sums[column]! += value * weights[start + column]!;
    }
  }
  return sums;
}

/** Moves the weights of what was given against the slopes; a row that was pulled often moves little. */
export function move(
  { columns, weights, pulls }: Layer,
  { rows, values }: SparseVector,
  slopes: Float64Array,
): void {
  let steepness = 0;
  for (let column = 0; column < columns; column++) steepness += slopes[column]! * slopes[column]!;
  steepness /= columns;
  if (steepness === 0) return;
  // The bias comes last: a row that is always given, with the value 1.
  for (let at = 0; at <= rows.length; at++) {
    const row = at < rows.length ? rows[at]! : pulls.length - 1;
    const value = at < rows.length ? values[at]! : 1;
    pulls[row]! += value * value * steepness;
    const step = (RATE * value) / Math.sqrt(pulls[row]!);
    for (let column = 0; column < columns; column++) {
      weights[row * columns + column]! -= step * slopes[column]!;
    }
  }
}
