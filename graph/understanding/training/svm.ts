import { makeRandom, shuffle } from "./random.ts";
import type { SparseVector } from "./sparse-vector.ts";

/** What makes a training of one class repeatable and balanced. */
export interface SvmOptions {
  /** Price of a mistake, per example. */
  readonly costs: Float64Array;
  readonly rounds: number;
  readonly seed: number;
}

/** Stops when no example pulls by more than this any more. */
const TOLERANCE = 0.02;

/** Trains one class, those that are positive against all others; the last weight is the bias. */
export type SvmTrainer = (isPositive: Uint8Array, options: SvmOptions) => Float64Array;

/**
 * Makes the trainer of linear L2-loss support vector machines on the same vectors, by dual coordinate descent.
 *
 * @param width rows of the vectors.
 * @see Hsieh et al. 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM", algorithm 3: with shrinking.
 */
export function makeSvmTrainer(vectors: readonly SparseVector[], width: number): SvmTrainer {
  const squares = Float64Array.from(vectors, squareOf);
  return (isPositive, options) => trainSvm({ vectors, squares, width }, isPositive, options);
}

function trainSvm(
  {
    vectors,
    squares,
    width,
  }: { vectors: readonly SparseVector[]; squares: Float64Array; width: number },
  isPositive: Uint8Array,
  { costs, rounds, seed }: SvmOptions,
): Float64Array {
  const weights = new Float64Array(width + 1);
  const alphas = new Float64Array(vectors.length);
  const order = Int32Array.from(vectors, (_, at) => at);
  const random = makeRandom(seed);
  let active = vectors.length;
  let bound = Infinity;

  for (let round = 0; round < rounds; round++) {
    shuffle(order.subarray(0, active), random);
    let highest = -Infinity;
    let lowest = Infinity;
    for (let place = 0; place < active; place++) {
      const at = order[place]!;
      const vector = vectors[at]!;
      const sign = isPositive[at] === 1 ? 1 : -1;
      const slack = 1 / (2 * costs[at]!);
      const alpha = alphas[at]!;
      const gradient = sign * dot(weights, vector) - 1 + slack * alpha;
      if (alpha === 0 && gradient > bound) {
        // Well on the right side: it will hardly come back, and is looked at again at the end.
        active -= 1;
        order[place] = order[active]!;
        order[active] = at;
        place -= 1;
        continue;
      }
      const pull = alpha === 0 ? Math.min(gradient, 0) : gradient;
      highest = Math.max(highest, pull);
      lowest = Math.min(lowest, pull);
      if (pull === 0) continue;
      const next = Math.max(alpha - gradient / (squares[at]! + slack), 0);
      alphas[at] = next;
      add(weights, vector, sign * (next - alpha));
    }
    bound = highest > 0 ? highest : Infinity;
    if (highest - lowest > TOLERANCE) continue;
    if (active === vectors.length) break;
    active = vectors.length;
    bound = Infinity;
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
  let sum = 1;
  for (let at = 0; at < values.length; at++) sum += values[at]! * values[at]!;
  return sum;
}
