import { BUCKETS } from "./features.ts";
import type { SparseVector, Vocabulary } from "./features.ts";

/** How finely it is kept how telling a row is; training rounds to it, so that nothing is lost on the way. */
export const IDF_STEP = 1 / 16;

/** One weight per class for every row of the vocabulary; the last row is the bias. */
export interface LinearModel {
  /** Intents, then `es`: the head that tells Spanish from English. */
  readonly classes: readonly string[];
  readonly vocabulary: Vocabulary;
  /** Row-major: `weights[row * classes.length + class]`. */
  readonly weights: Int8Array | Float32Array;
  /** What one step of a class's weight is worth. */
  readonly scales: readonly number[];
}

/** A model as it is kept: what people may read, and the numbers of its rows as bytes, little-endian. */
export interface StoredModel {
  readonly classes: readonly string[];
  readonly blockWeights: readonly number[];
  readonly scales: readonly number[];
  readonly rows: number;
}

/** The margin of every class for a vector. */
export function marginsOf(model: LinearModel, { rows, values }: SparseVector): Float64Array {
  const { weights, scales } = model;
  const width = model.classes.length;
  const margins = new Float64Array(width);
  for (let at = 0; at < rows.length; at++) {
    const start = rows[at]! * width;
    const value = values[at]!;
    for (let column = 0; column < width; column++) {
      margins[column]! += value * weights[start + column]!;
    }
  }
  const bias = weights.length - width;
  for (let column = 0; column < width; column++) {
    margins[column] = (margins[column]! + weights[bias + column]!) * scales[column]!;
  }
  return margins;
}

/**
 * Reads a model: of `rows` rows how far each one's bucket is from the one before (16 bits), how telling it is in steps of
 * `IDF_STEP` (8 bits), and its weights (8 bits a class), the bias last.
 */
export function loadModel(
  { classes, blockWeights, scales, rows }: StoredModel,
  { buffer, byteOffset }: Uint8Array,
): LinearModel {
  const gaps = new Uint16Array(buffer, byteOffset, rows);
  const steps = new Uint8Array(buffer, byteOffset + rows * 2, rows);
  const buckets = new Uint32Array(rows);
  const idf = new Float32Array(rows);
  let bucket = 0;
  for (let row = 0; row < rows; row++) {
    buckets[row] = bucket += gaps[row]!;
    idf[row] = steps[row]! * IDF_STEP;
  }
  return {
    classes,
    vocabulary: { rowOf: rowsOf(buckets), idf, blockWeights },
    weights: new Int8Array(buffer, byteOffset + rows * 3, (rows + 1) * classes.length),
    scales,
  };
}

/** Writes a model, weights rounded to 8 bits: a quarter of the bytes for no measurable loss. */
export function storeModel(
  model: LinearModel,
  buckets: Uint32Array,
): { stored: StoredModel; bytes: Uint8Array } {
  const width = model.classes.length;
  const largest = model.scales.map(() => 0);
  model.weights.forEach((weight, at) => {
    largest[at % width] = Math.max(largest[at % width]!, Math.abs(weight));
  });
  // A class with a few large weights would lose the small ones; those beyond 60 % are cut off.
  const steps = largest.map((weight) => Math.fround((weight * 0.6) / 127) || 1);
  const rounded = Int8Array.from(model.weights, (weight, at) =>
    Math.max(-127, Math.min(127, Math.round(weight / steps[at % width]!))),
  );
  const gaps = Uint16Array.from(buckets, (bucket, row) => bucket - (buckets[row - 1] ?? 0));
  const idf = Uint8Array.from(model.vocabulary.idf, (value) => Math.round(value / IDF_STEP));
  return {
    stored: {
      classes: model.classes,
      blockWeights: model.vocabulary.blockWeights,
      scales: steps.map((step, column) => Math.fround(step * model.scales[column]!)),
      rows: buckets.length,
    },
    bytes: Buffer.concat([gaps, idf, rounded].map(bytesOf)),
  };
}

/** Finds a bucket's row, counted from 1; 0 for what training never saw. */
export function rowsOf(buckets: Uint32Array): Int32Array {
  const rowOf = new Int32Array(BUCKETS);
  for (let row = 0; row < buckets.length; row++) rowOf[buckets[row]!] = row + 1;
  return rowOf;
}

function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
