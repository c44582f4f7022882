import { makeLayer, move, sumsOf } from "./layer.ts";
import type { Layer } from "./layer.ts";
import { makeRandom, shuffle } from "./random.ts";
import type { SparseVector } from "./sparse-vector.ts";

/** A message to learn from: what is seen of it, which intent it has, and how much it counts. */
export interface Lesson {
  readonly vector: SparseVector;
  readonly intent: number;
  readonly weight: number;
}

/** Sizes, and what makes a training repeatable. */
export interface NetworkOptions {
  readonly rows: number;
  readonly intents: number;
  readonly units: number;
  readonly seed: number;
}

/** One hidden layer, as `Model` keeps it. */
export interface Network {
  /** Row-major, a column per hidden unit; the last row is the bias. */
  readonly inputs: Float32Array;
  /** Row-major, a column per intent; the last row is the bias. */
  readonly outputs: Float32Array;
}

/** Of ten things seen in a message three are left out while learning, so that none is relied on alone. */
const LEFT_OUT = 0.3;
/** Vectors have the length of about 3.5, which is far for weights that start near nothing. */
const INPUT_SCALE = 0.5;
/** Makes its margins about as large as those of the linear reader. */
const MARGIN_SCALE = 0.12;

/**
 * Trains a network with one hidden layer by steps down the surprise at the true intents, round after round.
 *
 * @see Duchi et al. 2011, "Adaptive Subgradient Methods": a rate of its own, here for each row of a layer.
 * @see Srivastava et al. 2014, "Dropout", section 10: on what goes in.
 */
export function trainNetwork(
  rounds: readonly (readonly Lesson[])[],
  { rows, intents, units, seed }: NetworkOptions,
): Network {
  const random = makeRandom(seed);
  const first = makeLayer({ rows, columns: units, spread: 0.05 }, random);
  const second = makeLayer({ rows: units, columns: intents, spread: Math.sqrt(3 / units) }, random);
  for (const lessons of rounds) {
    const order = Int32Array.from(lessons, (_, at) => at);
    shuffle(order, random);
    for (const at of order) {
      const { vector, intent, weight } = lessons[at]!;
      learn({ first, second }, some(vector, random), (margins) =>
        slopesOf(margins, intent, weight),
      );
    }
  }
  return {
    inputs: first.weights.map((weight, at) => (at < rows * units ? weight * INPUT_SCALE : weight)),
    outputs: second.weights.map((weight) => weight * MARGIN_SCALE),
  };
}

/** What of a message is seen this time. */
function some({ rows, values }: SparseVector, random: () => number): SparseVector {
  const seen = { rows: new Int32Array(rows.length), values: new Float64Array(rows.length) };
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    if (random() < LEFT_OUT) continue;
    seen.rows[count] = rows[at]!;
    seen.values[count++] = values[at]! * INPUT_SCALE;
  }
  return { rows: seen.rows.subarray(0, count), values: seen.values.subarray(0, count) };
}

/** Goes through both layers, and moves both towards a smaller surprise. */
function learn(
  { first, second }: { first: Layer; second: Layer },
  vector: SparseVector,
  slopesAt: (margins: Float64Array) => Float64Array,
): void {
  const units = activeOf(sumsOf(first, vector));
  const slopes = slopesAt(sumsOf(second, units));
  const back = new Float64Array(first.columns);
  for (const unit of units.rows) {
    const start = unit * second.columns;
    for (let column = 0; column < second.columns; column++) {
      back[unit]! += slopes[column]! * second.weights[start + column]!;
    }
  }
  move(second, units, slopes);
  move(first, vector, back);
}

/** The units that say something. */
function activeOf(sums: Float64Array): SparseVector {
  const rows: number[] = [];
  for (let unit = 0; unit < sums.length; unit++) if (sums[unit]! > 0) rows.push(unit);
  return {
    rows: new Int32Array(rows),
    values: new Float64Array(rows.map((unit) => sums[unit]!)),
  };
}

/** How the surprise at an intent grows with each margin: how likely each is taken to be, less what is true. */
function slopesOf(margins: Float64Array, intent: number, weight: number): Float64Array {
  const largest = Math.max(...margins);
  const shares = margins.map((margin) => Math.exp(margin - largest));
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share, at) => (share / sum - Number(at === intent)) * weight);
}
