import type { SparseVector } from "../features.ts";

/** What makes a training of one class repeatable and balanced. */
export interface SvmOptions {
  /** Price of a mistake, per example. */
  readonly costs: Float64Array;
  readonly rounds: number;
  readonly seed: number;
}

/** Stops when no example moved by more than this in a round. */
const TOLERANCE = 1e-3;

/**
 * Trains one linear L2-loss support vector machine by dual coordinate descent; the last weight is the bias.
 *
 * @see Hsieh et al. 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM", algorithm 1.
 */
export function trainSvm(
  vectors: readonly SparseVector[],
  isPositive: Uint8Array,
  width: number,
  { costs, rounds, seed }: SvmOptions,
): Float64Array {
  const weights = new Float64Array(width + 1);
  const alphas = new Float64Array(vectors.length);
  const squares = vectors.map(squareOf);
  const order = Int32Array.from(vectors, (_, at) => at);
  const random = makeRandom(seed);

  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    let largest = 0;
    for (const at of order) {
      const vector = vectors[at]!;
      const sign = isPositive[at] === 1 ? 1 : -1;
      const slack = 1 / (2 * costs[at]!);
      const alpha = alphas[at]!;
      const gradient = sign * dot(weights, vector) - 1 + slack * alpha;
      const next = Math.max(alpha - gradient / (squares[at]! + slack), 0);
      const step = next - alpha;
      if (step === 0) continue;
      alphas[at] = next;
      add(weights, vector, sign * step);
      largest = Math.max(largest, Math.abs(step));
    }
    if (largest < TOLERANCE) break;
  }
  return weights;
}

function dot(weights: Float64Array, { rows, values }: SparseVector): number {
  let sum = weights[weights.length - 1]!;
  for (let at = 0; at < rows.length; at++) sum += weights[rows[at]!]! * values[at]!;
  return sum;
}

function add(weights: Float64Array, { rows, values }: SparseVector, times: number): void {
  for (let at = 0; at < rows.length; at++) weights[rows[at]!]! += values[at]! * times;
  weights[weights.length - 1]! += times;
}

function squareOf({ values }: SparseVector): number {
  return values.reduce((sum, value) => sum + value * value, 1);
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
}

/** mulberry32: the same sequence on every machine. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
