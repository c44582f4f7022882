import { BUCKETS, gramsOf, vectorOf } from "./features.ts";
import type { SparseVector, Vocabulary } from "./features.ts";

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

/** A model as text: numbers as base64 of little-endian arrays. */
export interface StoredModel {
  readonly classes: readonly string[];
  readonly charWeight: number;
  readonly conceptWeight: number;
  /** The known words, parted by spaces. */
  readonly known: string;
  readonly buckets: string;
  readonly idf: string;
  readonly scales: readonly number[];
  readonly weights: string;
}

/** The margin of every class for a message, and how many n-grams of it the model knows. */
export function marginsOf(
  model: LinearModel,
  text: string,
): { margins: Float64Array; knownGrams: number } {
  const vector = vectorOf(gramsOf(text, model.vocabulary.known), model.vocabulary);
  return { margins: marginsOfVector(model, vector), knownGrams: vector.rows.length };
}

/** The margin of every class for a vector. */
export function marginsOfVector(model: LinearModel, { rows, values }: SparseVector): Float64Array {
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

/** Reads a model from the weights file. */
export function loadModel(stored: StoredModel): LinearModel {
  const buckets = new Uint32Array(bytesOf(stored.buckets));
  const idf = new Float32Array(bytesOf(stored.idf));
  return {
    classes: stored.classes,
    vocabulary: {
      rowOf: rowsOf(buckets),
      idf,
      charWeight: stored.charWeight,
      conceptWeight: stored.conceptWeight,
      known: new Set(stored.known.split(" ")),
    },
    weights: new Int8Array(bytesOf(stored.weights)),
    scales: stored.scales,
  };
}

/** Writes a model as text, weights rounded to 8 bits: a tenth of the file for no measurable loss. */
export function storeModel(model: LinearModel, buckets: Uint32Array): StoredModel {
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
  return {
    classes: model.classes,
    charWeight: model.vocabulary.charWeight,
    conceptWeight: model.vocabulary.conceptWeight,
    known: [...model.vocabulary.known].join(" "),
    buckets: textOf(buckets),
    idf: textOf(model.vocabulary.idf),
    scales: steps.map((step, column) => Math.fround(step * model.scales[column]!)),
    weights: textOf(rounded),
  };
}

/** Finds a bucket's row; -1 for what training never saw. */
export function rowsOf(buckets: Uint32Array): Int32Array {
  const rowOf = new Int32Array(BUCKETS).fill(-1);
  buckets.forEach((bucket, row) => {
    rowOf[bucket] = row;
  });
  return rowOf;
}

function bytesOf(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, "base64")).buffer;
}

function textOf(array: Uint32Array | Float32Array | Int8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
}
