import type { Language } from "../../../core/conversation.ts";
import { BUCKETS, indexOf, makeRowOf } from "../model/buckets.ts";
import { IDF_STEP, makeVectorizer, RAREST } from "../model/features.ts";
import type { Vocabulary } from "../model/features.ts";
import { eachGram, tokensOf } from "../model/grams.ts";
import type { Model } from "../model/model.ts";
import { makeSpelling } from "../spelling/index.ts";
import type { Words } from "../spelling/index.ts";
import { trainCommittee } from "./committee.ts";
import type { Example } from "./examples.ts";
import { lessonsOf } from "./lessons.ts";
import { withSlips } from "./slips.ts";
import { packed } from "./sparse-vector.ts";
import { makeSvmTrainer } from "./svm.ts";

/** The column of the head that tells Spanish from English. */
export const LANGUAGE_HEAD = "es";
const SEED = 20261122;
/** A word of two letters in fewer examples is an abbreviation of few, or a slip. */
const MANY = 30;

/** What training can be told; the values were chosen on the development messages. */
export interface FitOptions {
  /** Words, pieces of words, concepts. */
  readonly blockWeights: readonly number[];
  /** Price of a mistake. */
  readonly cost: number;
  /** Mistyped copies of every example, and what a mistake costs on one of them. */
  readonly copies: number;
  readonly copyCost: number;
  /** An n-gram that stands in fewer examples would teach no more than those. */
  readonly minExamples: number;
  readonly rounds: number;
  /** Hidden units in all, and how many networks have an equal share of them. */
  readonly units: number;
  readonly networks: number;
}

const DEFAULTS: FitOptions = {
  blockWeights: [2, 2, 2],
  cost: 0.3,
  copies: 2,
  copyCost: 0.15,
  minExamples: RAREST,
  rounds: 10,
  units: 48,
  networks: 3,
};

/** What training makes: the model, its rows' buckets, ascending, and the words it met. */
export interface Fitted {
  readonly model: Model;
  readonly buckets: Uint32Array;
  readonly words: Words;
}

/** Trains both readers and the language head on the examples and mistyped copies of them. */
export function fit(originals: readonly Example[], options: FitOptions = DEFAULTS): Fitted {
  const { buckets, vocabulary } = vocabularyOf(originals, options);
  const words = wordsOf(originals);
  const spelling = makeSpelling(words, vocabulary);
  const vectorOf = makeVectorizer(vocabulary);
  // Words are put right in the examples as they will be in messages; in the copies slips stay, for those nobody puts right.
  const copies = copiesOf(originals, options.copies);
  const examples = [...originals, ...copies];
  const vectors = [
    ...originals.map(({ text }) => packed(vectorOf(spelling(text).text))),
    ...copies.map(({ text }) => packed(vectorOf(text))),
  ];
  const intents = [...new Set(originals.map(({ intent }) => intent))].sort();
  const classes = [...intents, LANGUAGE_HEAD];
  const trainSvm = makeSvmTrainer(vectors, buckets.length);
  const columns = classes.map((name) => {
    const isPositive = Uint8Array.from(examples, ({ intent, language }) =>
      Number(name === LANGUAGE_HEAD ? language === name : intent === name),
    );
    const costs = costsOf(isPositive, originals.length, options);
    const { rounds } = options;
    return trainSvm(isPositive, { costs, rounds, seed: SEED });
  });
  const { inputs, outputs } = trainCommittee(
    lessonsOf(
      vectors,
      originals.map(({ intent }) => intents.indexOf(intent)),
    ),
    { rows: buckets.length, intents: intents.length, units: options.units, seed: SEED },
    options.networks,
  );
  const linear = { weights: sideBySide(columns), scales: classes.map(() => 1) };
  const hidden = { weights: inputs, scales: Array.from({ length: options.units }, () => 1) };
  const network = { hidden, outputs };
  return { model: { classes, vocabulary, linear, network: () => network }, buckets, words };
}

function sideBySide(columns: readonly Float64Array[]): Float32Array {
  const width = columns.length;
  const weights = new Float32Array(columns[0]!.length * width);
  for (const [at, column] of columns.entries()) {
    for (let row = 0; row < column.length; row++) weights[row * width + at] = column[row]!;
  }
  return weights;
}

function copiesOf(originals: readonly Example[], copies: number): Example[] {
  return Array.from({ length: copies }, (_, copy) =>
    originals.map((example, at) => ({
      ...example,
      text: withSlips(example.text, SEED + copy * originals.length + at),
    })),
  ).flat();
}

/** A rare class must be heard: mistakes on its examples cost more, by the square root of how rare it is. */
function costsOf(
  isPositive: Uint8Array,
  originals: number,
  { cost, copyCost }: FitOptions,
): Float64Array {
  const positives = isPositive.reduce((sum, is) => sum + is, 0);
  const rarity = Math.sqrt((isPositive.length - positives) / Math.max(1, positives));
  return Float64Array.from(
    isPositive,
    (is, at) => (at < originals ? cost : copyCost) * (is === 1 ? rarity : 1),
  );
}

/** Words of two examples or more, most frequent first: what stands once may be a slip itself. So are most words of two letters. */
function wordsOf(examples: readonly Example[]): Words {
  const counts = { all: new Map<string, number>(), en: new Map(), es: new Map() };
  for (const { text, language } of examples) {
    for (const word of new Set(tokensOf(text))) {
      if (!/^[a-z]{2,}$/u.test(word)) continue;
      for (const count of [counts.all, counts[language]])
        count.set(word, (count.get(word) ?? 0) + 1);
    }
  }
  const isMet = (word: string) => counts.all.get(word)! >= (word.length === 2 ? MANY : 2);
  const listOf = (language: Language): string[] =>
    [...counts[language]]
      .filter(([word]) => isMet(word))
      .sort(([one, often], [two, oftener]) => oftener - often || (one < two ? -1 : 1))
      .map(([word]) => word);
  return { en: listOf("en"), es: listOf("es") };
}

function vocabularyOf(
  examples: readonly Example[],
  { blockWeights, minExamples }: FitOptions,
): { buckets: Uint32Array; vocabulary: Vocabulary } {
  const found = new Uint32Array(BUCKETS);
  const lastIn = new Int32Array(BUCKETS).fill(-1);
  for (const [at, { text }] of examples.entries()) {
    eachGram(text, (bucket) => {
      if (lastIn[bucket] === at) return;
      lastIn[bucket] = at;
      found[bucket]! += 1;
    });
  }
  // The commonest first: what most messages need then lies close together, and is at hand.
  const buckets = Uint32Array.from(
    [...found.keys()]
      .filter((bucket) => found[bucket]! >= minExamples)
      .sort((one, two) => found[two]! - found[one]! || one - two),
  );
  const idf = Uint8Array.from(buckets, (bucket) => {
    const exact = Math.log((1 + examples.length) / (1 + found[bucket]!)) + 1;
    return Math.round(exact / IDF_STEP);
  });
  return { buckets, vocabulary: { rowOf: makeRowOf(indexOf(buckets)), idf, blockWeights } };
}
