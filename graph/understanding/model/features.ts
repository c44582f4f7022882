import { remembering } from "../text/remembering.ts";
import type { RowOf } from "./buckets.ts";
import { CONCEPTS, conceptsOf } from "./concepts.ts";
import {
  bucketOfConcepts,
  conceptsIn,
  eachConcept,
  eachPiece,
  eachWord,
  hashOfWord,
  tokensOf,
} from "./grams.ts";

/** In how many examples the rarest row of a vocabulary was met. */
export const RAREST = 4;

/** How finely it is kept how telling a row is. */
export const IDF_STEP = 1 / 16;

/** A message as the model sees it: rows of the weights and how strongly each is meant. */
export interface Vector {
  readonly rows: readonly number[];
  readonly values: readonly number[];
}

/** The learned vocabulary: which bucket has which row, and how telling each row is, in steps of `IDF_STEP`. */
export interface Vocabulary {
  readonly rowOf: RowOf;
  readonly idf: Uint8Array;
  /** Weight of whole words (1-2), pieces of words (3-5 characters) and concepts (1-2) against each other. */
  readonly blockWeights: readonly number[];
}

/** Words whose rows are kept: a few megabytes at most. */
const WORDS_REMEMBERED = 10_000;

/** Makes the reader of vectors: n-grams weighed by how telling they are. */
export function makeVectorizer({ rowOf, idf, blockWeights }: Vocabulary): (text: string) => Vector {
  // Kept between messages and always left at zero: a map for each message would take most of its time.
  const times = new Uint16Array(idf.length);
  // Most words of a message were in others before, and most concepts.
  const wordOf = remembering((token) => {
    const pieces: number[] = [];
    eachPiece(token, (bucket) => pieces.push(rowOf(bucket)));
    return { hash: hashOfWord(token), pieces, concepts: conceptsOf(token) };
  }, WORDS_REMEMBERED);
  const rowsOfConcepts = rowsOfAllConcepts(rowOf);
  return (text) => {
    const said = tokensOf(text).map(wordOf);
    const rows: number[] = [];
    const meet = (row: number): void => {
      if (row < 0) return;
      if (times[row] === 0) rows.push(row);
      times[row]! += 1;
    };
    eachWord(
      said.map(({ hash }) => hash),
      (bucket) => meet(rowOf(bucket)),
    );
    const words = rows.length;
    for (const { pieces } of said) for (const row of pieces) meet(row);
    const pieces = rows.length;
    eachConcept(conceptsIn(said.map(({ concepts }) => concepts)), (first, second) =>
      meet(rowsOfConcepts[first * CONCEPTS + second]!),
    );
    const values = rows.map((row) => loudnessOf(times[row]!) * idf[row]!);
    for (const row of rows) times[row] = 0;
    normalise(values, { from: 0, to: words }, blockWeights[0]!);
    normalise(values, { from: words, to: pieces }, blockWeights[1]!);
    normalise(values, { from: pieces, to: rows.length }, blockWeights[2]!);
    return { rows, values };
  };
}

/** The row of any two concepts, or of one beside itself; -1 where training met none. */
function rowsOfAllConcepts(rowOf: RowOf): Int32Array {
  const rows = new Int32Array(CONCEPTS * CONCEPTS);
  for (let first = 0; first < CONCEPTS; first++) {
    for (let second = first; second < CONCEPTS; second++) {
      rows[first * CONCEPTS + second] = rowOf(bucketOfConcepts(first, second));
    }
  }
  return rows;
}

/** How much an n-gram says that stands in a message so often: twice is more than once, and less than double. */
function loudnessOf(often: number): number {
  return often === 1 ? 1 : 1 + Math.log(often);
}

function normalise(
  values: number[],
  { from, to }: { from: number; to: number },
  weight: number,
): void {
  let squares = 0;
  for (let at = from; at < to; at++) squares += values[at]! * values[at]!;
  const scale = squares > 0 ? weight / Math.sqrt(squares) : 0;
  for (let at = from; at < to; at++) values[at]! *= scale;
}
