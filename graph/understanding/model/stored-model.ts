import { BUCKETS, indexOf, makeRowOf } from "./buckets.ts";
import type { Matrix, Model, Network } from "./model.ts";

/** A model as it is kept: what people may read of it, and the numbers as bytes, little-endian. */
export interface StoredModel {
  readonly classes: readonly string[];
  readonly blockWeights: readonly number[];
  readonly linearScales: readonly number[];
  readonly hiddenScales: readonly number[];
  readonly rows: number;
}

/** The numbers: of the vocabulary and the linear reader, and of the network. */
export interface StoredNumbers {
  readonly linear: Uint8Array;
  readonly network: Uint8Array;
}

/**
 * Reads a model: which buckets were met (a bit each), the rows of those (32 bits each), then of all rows how telling they are
 * and the weights of the linear reader (8 bits each).
 *
 * @param network reads the numbers of the network.
 */
export function loadModel(
  stored: StoredModel,
  { buffer, byteOffset }: Uint8Array,
  network: () => Uint8Array,
): Model {
  const { classes, blockWeights, linearScales, rows } = stored;
  const met = new Uint32Array(buffer, byteOffset, BUCKETS / 32);
  let from = byteOffset + met.byteLength;
  const ofBuckets = new Uint32Array(buffer, from, rows);
  from += ofBuckets.byteLength;
  const idf = new Uint8Array(buffer, from, rows);
  from += idf.byteLength;
  const weights = new Int8Array(buffer, from, (rows + 1) * linearScales.length);
  let loaded: Network | undefined;
  return {
    classes,
    vocabulary: { rowOf: makeRowOf({ met, rows: ofBuckets }), idf, blockWeights },
    linear: { weights, scales: linearScales },
    network: () => (loaded ??= loadNetwork(stored, network())),
  };
}

/** Reads a network: what its hidden units tell (32 bits each), then their weights (8 bits each). */
function loadNetwork(
  { classes, hiddenScales, rows }: StoredModel,
  { buffer, byteOffset }: Uint8Array,
): Network {
  // All classes but the language head, and one row more for the bias.
  const told = (hiddenScales.length + 1) * (classes.length - 1);
  const outputs = new Float32Array(buffer, byteOffset, told);
  const from = byteOffset + outputs.byteLength;
  const weights = new Int8Array(buffer, from, (rows + 1) * hiddenScales.length);
  return { hidden: { weights, scales: hiddenScales }, outputs };
}

/** Writes a model, weights rounded to 8 bits: a quarter of the bytes for no measurable loss. */
export function storeModel(
  { classes, vocabulary, linear, network }: Model,
  buckets: Uint32Array,
): { stored: StoredModel; numbers: StoredNumbers } {
  const { met, rows } = indexOf(buckets);
  const { hidden, outputs } = network();
  const [linearly, hiddenly] = [rounded(linear), rounded(hidden)];
  return {
    stored: {
      classes,
      blockWeights: vocabulary.blockWeights,
      linearScales: linearly.scales,
      hiddenScales: hiddenly.scales,
      rows: buckets.length,
    },
    numbers: {
      linear: bytesOf([met, rows, vocabulary.idf, linearly.weights]),
      network: bytesOf([outputs, hiddenly.weights]),
    },
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

/** All bytes in a buffer of their own, where numbers of four bytes lie at every fourth place. */
function bytesOf(numbers: readonly NodeJS.TypedArray[]): Uint8Array {
  const bytes = new Uint8Array(numbers.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of numbers) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}
