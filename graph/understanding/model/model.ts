import type { Vector, Vocabulary } from "./features.ts";

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
  /** Two thirds of all numbers; read when the first message leaves the linear one in doubt. */
  readonly network: () => Network;
}

/** Weights of the network. */
export interface Network {
  /** A column per hidden unit. */
  readonly hidden: Matrix;
  /** What the hidden units tell of the intents, unit by unit; the last is the bias. */
  readonly outputs: Float32Array;
}

/** What both readers make of a message. */
export interface Margins {
  /** One per class. */
  readonly linear: readonly number[];
  /** One per intent; worked out when it is asked. */
  readonly network: () => readonly number[];
}

/** Columns summed up side by side: as many as a processor keeps at hand. */
const ABREAST = 4;

/** The margins of a vector. */
export function marginsOf({ linear, network }: Model, vector: Vector): Margins {
  return {
    linear: sumsOf(linear, vector),
    network: () => {
      const { hidden, outputs } = network();
      return conclude(sumsOf(hidden, vector), outputs);
    },
  };
}

function sumsOf({ weights, scales }: Matrix, { rows, values }: Vector): readonly number[] {
  const width = scales.length;
  const bias = weights.length - width;
  const sums: number[] = [];
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
    sums.push(
      first * scales[column]!,
      second * scales[column + 1]!,
      third * scales[column + 2]!,
      fourth * scales[column + 3]!,
    );
  }
  return sums;
}

/** What follows from the hidden units; those below zero are silent. */
function conclude(units: readonly number[], outputs: Float32Array): readonly number[] {
  const intents = outputs.length / (units.length + 1);
  const margins = [...outputs.subarray(units.length * intents)];
  for (let unit = 0; unit < units.length; unit++) {
    const strength = units[unit]!;
    if (strength <= 0) continue;
    for (let intent = 0; intent < intents; intent++) {
      margins[intent]! += strength * outputs[unit * intents + intent]!;
    }
  }
  return margins;
}
