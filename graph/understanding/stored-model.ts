import { BUCKETS } from "./features.ts";
import type { Matrix, Model } from "./model.ts";

/** How finely it is kept how telling a row is; training rounds to it, so that nothing is lost on the way. */
export const IDF_STEP = 1 / 16;

/** A model as it is kept: what people may read, and the numbers as bytes, little-endian. */
export interface StoredModel {
  readonly classes: readonly string[];
  readonly blockWeights: readonly number[];
  readonly linearScales: readonly number[];
  readonly hiddenScales: readonly number[];
  readonly rows: number;
}

/**
 * Reads a model: what its hidden units tell (32 bits each), then of `rows` rows each one's bucket (32 bits) and how telling it
 * is in steps of `IDF_STEP` (8 bits), then the weights of both readers (8 bits each).
 */
export function loadModel(stored: StoredModel, { buffer, byteOffset }: Uint8Array): Model {
  const { classes, blockWeights, linearScales, hiddenScales, rows } = stored;
  // All classes but the language head, and one row more for the bias.
  const told = (hiddenScales.length + 1) * (classes.length - 1);
  const outputs = new Float32Array(buffer, byteOffset, told);
  let from = byteOffset + outputs.byteLength;
  const buckets = new Uint32Array(buffer, from, rows);
  from += buckets.byteLength;
  const steps = new Uint8Array(buffer, from, rows);
  from += steps.byteLength;
  const linear = new Int8Array(buffer, from, (rows + 1) * linearScales.length);
  from += linear.byteLength;
  const hidden = new Int8Array(buffer, from, (rows + 1) * hiddenScales.length);
  const idf = new Float32Array(rows);
  for (let row = 0; row < rows; row++) idf[row] = steps[row]! * IDF_STEP;
  return {
    classes,
    vocabulary: { rowOf: rowsOf(buckets), idf, blockWeights },
    linear: { weights: linear, scales: linearScales },
    hidden: { weights: hidden, scales: hiddenScales },
    outputs,
  };
}

/** Writes a model, weights rounded to 8 bits: a quarter of the bytes for no measurable loss. */
export function storeModel(
  { classes, vocabulary, linear, hidden, outputs }: Model,
  buckets: Uint32Array,
): { stored: StoredModel; bytes: Uint8Array } {
  const idf = Uint8Array.from(vocabulary.idf, (value) => Math.round(value / IDF_STEP));
  const [linearly, hiddenly] = [rounded(linear), rounded(hidden)];
  return {
    stored: {
      classes,
      blockWeights: vocabulary.blockWeights,
      linearScales: linearly.scales,
      hiddenScales: hiddenly.scales,
      rows: buckets.length,
    },
    bytes: Buffer.concat([outputs, buckets, idf, linearly.weights, hiddenly.weights].map(bytesOf)),
  };
}

function rounded({ weights, scales }: Matrix): Matrix & { readonly weights: Int8Array } {
  const width = scales.length;
  const largest = scales.map(() => 0);
  weights.forEach((weight, at) => {
    largest[at % width] = Math.max(largest[at % width]!, Math.abs(weight));
  });
  // A column with a few large weights would lose the small ones; those beyond 60 % are cut off.
  const steps = largest.map((weight) => Math.fround((weight * 0.6) / 127) || 1);
  return {
    weights: Int8Array.from(weights, (weight, at) =>
      Math.max(-127, Math.min(127, Math.round(weight / steps[at % width]!))),
    ),
    scales: steps.map((step, column) => Math.fround(step * scales[column]!)),
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
