import { conceptsOf } from "../concepts.ts";
import { BUCKETS, gramsOf, tokensOf, vectorOf } from "../features.ts";
import type { Grams, SparseVector } from "../features.ts";
import { rowsOf } from "../linear-model.ts";
import type { LinearModel } from "../linear-model.ts";
import type { Example } from "./examples.ts";
import { trainSvm } from "./svm.ts";

/** The column of the head that tells Spanish from English. */
export const LANGUAGE_HEAD = "es";

const CHAR_WEIGHT = 2;
const CONCEPT_WEIGHT = 2;
const COST = 0.3;
const ROUNDS = 60;
const SEED = 20261122;
/** An n-gram of one example only teaches that example. */
const MIN_EXAMPLES = 2;

/** Trains the intents and the language head on the examples; `buckets` are the rows' buckets, ascending. */
export function fit(examples: readonly Example[]): { model: LinearModel; buckets: Uint32Array } {
  const known = knownWordsOf(examples);
  const grams = examples.map(({ text }) => gramsOf(text, known));
  const { buckets, idf } = vocabularyOf(grams);
  const vocabulary = {
    rowOf: rowsOf(buckets),
    idf,
    charWeight: CHAR_WEIGHT,
    conceptWeight: CONCEPT_WEIGHT,
    known,
  };
  const vectors = grams.map((gram) => vectorOf(gram, vocabulary));
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const classes = [...intents, LANGUAGE_HEAD];
  const columns = classes.map((name) => {
    const isPositive = Uint8Array.from(examples, ({ intent, language }) =>
      Number(name === LANGUAGE_HEAD ? language === name : intent === name),
    );
    return trainColumn(vectors, isPositive, buckets.length);
  });
  const weights = new Float32Array((buckets.length + 1) * classes.length);
  columns.forEach((column, at) => {
    column.forEach((weight, row) => {
      weights[row * classes.length + at] = weight;
    });
  });
  return { model: { classes, vocabulary, weights, scales: classes.map(() => 1) }, buckets };
}

/** A rare class must be heard: mistakes on its examples cost more, by the square root of how rare it is. */
function trainColumn(
  vectors: readonly SparseVector[],
  isPositive: Uint8Array,
  width: number,
): Float64Array {
  const positives = isPositive.reduce((sum, is) => sum + is, 0);
  const weight = Math.sqrt((vectors.length - positives) / Math.max(1, positives));
  const costs = Float64Array.from(isPositive, (is) => (is === 1 ? COST * weight : COST));
  return trainSvm(vectors, isPositive, width, { costs, rounds: ROUNDS, seed: SEED });
}

/** Words of two examples or more that carry a concept: what stands once may be a slip itself. */
function knownWordsOf(examples: readonly Example[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { text } of examples) {
    for (const word of new Set(tokensOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const known = [...counts].filter(
    ([word, count]) => count >= MIN_EXAMPLES && conceptsOf(word).length > 0,
  );
  return new Set(known.map(([word]) => word).sort());
}

function vocabularyOf(grams: readonly Grams[]): { buckets: Uint32Array; idf: Float32Array } {
  const found = new Uint32Array(BUCKETS);
  for (const { words, chars, concepts } of grams) {
    for (const bucket of new Set([...words.keys(), ...chars.keys(), ...concepts.keys()]))
      found[bucket]! += 1;
  }
  const buckets = Uint32Array.from(
    [...found.keys()].filter((bucket) => found[bucket]! >= MIN_EXAMPLES),
  );
  const idf = Float32Array.from(
    buckets,
    (bucket) => Math.log((1 + grams.length) / (1 + found[bucket]!)) + 1,
  );
  return { buckets, idf };
}
