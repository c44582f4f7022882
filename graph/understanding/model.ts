import type { SparseVector, Vocabulary } from "./features.ts";

/** Weights row by row, a column for each thing they tell; the last row is the bias. */
export interface Matrix {
  readonly weights: Int8Array | Float32Array;
  /** What one step of a column's weight is worth; as many as there are columns, a multiple of four. */
  readonly scales: readonly number[];
}

/**
 * Two readers of the same vector. The linear one has a weight for each class and row: sure of what it knows in these words.
 * The network, small ones side by side (`training/committee.ts`), has one hidden layer, which finds what words have in common:
 * it guesses better where the linear one is in doubt.
 */
export interface Model {
  /** Intents, then `es`: the linear head that tells Spanish from English. */
  readonly classes: readonly string[];
  readonly vocabulary: Vocabulary;
  /** A column per class. */
  readonly linear: Matrix;
  /** A column per hidden unit. */
  readonly hidden: Matrix;
  /** What the hidden units tell of the intents, unit by unit; the last is the bias. */
  readonly outputs: Float32Array;
}

/** What both readers make of a message. */
export interface Margins {
  /** One per class. */
  readonly linear: Float64Array;
  /** One per intent; worked out when it is asked. */
  readonly network: () => Float64Array;
}

/** Columns summed up side by side: as many as a processor keeps at hand. */
const ABREAST = 4;

/** The margins of a vector. */
export function marginsOf({ linear, hidden, outputs }: Model, vector: SparseVector): Margins {
  return {
    linear: sumsOf(linear, vector),
    network: () => conclude(sumsOf(hidden, vector), outputs),
  };
}

function sumsOf({ weights, scales }: Matrix, { rows, values }: SparseVector): Float64Array {
  const width = scales.length;
  const bias = weights.length - width;
  const sums = new Float64Array(width);
  for (let column = 0; column < width; column += ABREAST) {
    let first = weights[bias + column]!;
    let second = weights[bias + column + 1]!;
    let third = weights[bias + column + 2]!;
    let fourth = weights[bias + column + 3]!;
    for (let at = 0; at < rows.length; at++) {
      const start = rows[at]! * width + column;
      const value = values[at]!;
      first += value * weights[start]!;
      second += value * weights[start + 1]!;
      third += value * weights[start + 2]!;
      fourth += value * weights[start + 3]!;
    }
    sums[column] = first * scales[column]!;
    sums[column + 1] = second * scales[column + 1]!;
    sums[column + 2] = third * scales[column + 2]!;
    sums[column + 3] = fourth * scales[column + 3]!;
  }
  return sums;
}

/** What follows from the hidden units; those below zero are silent. */
function conclude(units: Float64Array, outputs: Float32Array): Float64Array {
  const intents = outputs.length / (units.length + 1);
  const margins = Float64Array.from(outputs.subarray(units.length * intents));
  for (let unit = 0; unit < units.length; unit++) {
    const strength = units[unit]!;
    if (strength <= 0) continue;
    for (let intent = 0; intent < intents; intent++) {
      margins[intent]! += strength * outputs[unit * intents + intent]!;
    }
  }
  return margins;
}
