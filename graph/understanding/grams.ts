import { conceptsOf } from "./concepts.ts";
import { wordsOf } from "./fold.ts";
import { remembering } from "./remembering.ts";

/** Size of the space n-grams are hashed into; what training never saw is dropped, so the file stays small. */
export const BUCKETS = 1 << 20;

/** In how many examples the rarest row of a vocabulary was met. */
export const RAREST = 4;

/** A message as the model sees it: rows of the weights and how strongly each is meant. */
export interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** The learned vocabulary: which bucket has which row, counted from 1 (0: none), and how telling each row is. */
export interface Vocabulary {
  readonly rowOf: Int32Array;
  readonly idf: Float32Array;
  /** Weight of whole words (1-2), pieces of words (3-5 characters) and concepts (1-2) against each other. */
  readonly blockWeights: readonly number[];
}

/** Long enough for any question; the rest of a longer message adds noise and time. */
const MAX_CHARS = 600;
const WORD_SEED = 0x811c9dc5;
const CHAR_SEED = 0x1b873593;
const CONCEPT_SEED = 0x27d4eb2f;
/** Pairs grow with the square; a long message makes its point early. */
const MAX_CONCEPTS = 16;
const DIGIT_OR_AT = /[\d@]/u;
const SPACE = 32;
/** Words whose pieces are kept: a few megabytes at most. */
const WORDS_REMEMBERED = 10_000;
const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 5;

/** The words of a message as the model sees them: folded, numbers and addresses replaced by what they are. */
export function tokensOf(text: string): readonly string[] {
  const words = wordsOf(withPlaceholders(text.slice(0, MAX_CHARS)));
  return words[0] === "" ? [] : words;
}

/** Names the bucket of every feature of a message, as often as it occurs. */
export function eachGram(text: string, visit: (bucket: number) => void): void {
  const tokens = tokensOf(text);
  const meet = (hash: number): void => visit(bucketOf(hash));
  eachWord(tokens.map(hashOfWord), meet);
  for (const token of tokens) eachPiece(token, meet);
  eachConcept(tokens.map(conceptsOf), meet);
}

/** The bucket of a word. */
export function bucketOfWord(word: string): number {
  return bucketOf(hashOfWord(word));
}

/** The bucket of two words beside each other. */
export function bucketOfPair(first: string, second: string): number {
  return bucketOf(pairOf(hashOfWord(first), hashOfWord(second)));
}

/** Makes the reader of vectors: n-grams weighed by how telling they are. */
export function makeVectorizer({
  rowOf,
  idf,
  blockWeights,
}: Vocabulary): (text: string) => SparseVector {
  // Kept between messages and always left at zero: a map for each message would take most of its time.
  const times = new Uint16Array(idf.length);
  // Most words of a message were in others before.
  const wordOf = remembering((token) => {
    const pieces: number[] = [];
    eachPiece(token, (hash) => {
      const row = rowOf[bucketOf(hash)]! - 1;
      if (row >= 0) pieces.push(row);
    });
    return { hash: hashOfWord(token), pieces, concepts: conceptsOf(token) };
  }, WORDS_REMEMBERED);
  return (text) => {
    const said = tokensOf(text).map(wordOf);
    const rows: number[] = [];
    const meet = (row: number): void => {
      if (row < 0) return;
      if (times[row] === 0) rows.push(row);
      times[row]! += 1;
    };
    const meetHash = (hash: number): void => meet(rowOf[bucketOf(hash)]! - 1);
    eachWord(
      said.map(({ hash }) => hash),
      meetHash,
    );
    const words = rows.length;
    for (const { pieces } of said) for (const row of pieces) meet(row);
    const pieces = rows.length;
    eachConcept(
      said.map(({ concepts }) => concepts),
      meetHash,
    );
    const values = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      const often = times[row]!;
      values[at] = (often === 1 ? 1 : 1 + Math.log(often)) * idf[row]!;
      times[row] = 0;
    }
    normalise(values, { from: 0, to: words }, blockWeights[0]!);
    normalise(values, { from: words, to: pieces }, blockWeights[1]!);
    normalise(values, { from: pieces, to: rows.length }, blockWeights[2]!);
    return { rows: new Int32Array(rows), values };
  };
}

function normalise(
  values: Float64Array,
  { from, to }: { from: number; to: number },
  weight: number,
): void {
  let squares = 0;
  for (let at = from; at < to; at++) squares += values[at]! * values[at]!;
  const scale = squares > 0 ? weight / Math.sqrt(squares) : 0;
  for (let at = from; at < to; at++) values[at]! *= scale;
}

function withPlaceholders(text: string): string {
  if (!DIGIT_OR_AT.test(text)) return text;
  return text
    .replace(/\S+@\S+/gu, " xemail ")
    .replace(/\b(?:aut|hom|lif|hea|trv)[\s-]?\d{3,6}\b/giu, " xpolicy ")
    .replace(/\bcl[\s-]?\d{4,}\b/giu, " xclaim ")
    .replace(/\d+/gu, "0");
}

/** Every word and every pair of neighbours. */
function eachWord(hashes: readonly number[], visit: (hash: number) => void): void {
  let previous = 0;
  for (const hash of hashes) {
    visit(hash);
    if (previous !== 0) visit(pairOf(previous, hash));
    previous = hash;
  }
}

/** Every run of 3 to 5 characters within the word and the spaces around it. */
function eachPiece(token: string, visit: (hash: number) => void): void {
  const end = token.length + 1;
  for (let start = -1; start < token.length; start++) {
    let hash = CHAR_SEED;
    for (let at = start; at < end && at < start + LONGEST_PIECE; at++) {
      const code = at < 0 || at >= token.length ? SPACE : token.charCodeAt(at);
      hash = Math.imul(hash ^ code, 0x01000193);
      if (at - start >= SHORTEST_PIECE - 1) visit(hash);
    }
  }
}

/** The concepts of a message's words, and which occur together in whatever order. */
function eachConcept(
  concepts: readonly (readonly number[])[],
  visit: (hash: number) => void,
): void {
  const said: number[] = [];
  for (const ofWord of concepts) {
    for (const concept of ofWord) {
      if (said.length < MAX_CONCEPTS) insert(said, concept);
    }
  }
  for (let at = 0; at < said.length; at++) {
    const hash = Math.imul(CONCEPT_SEED ^ (said[at]! + 1), 0x01000193);
    visit(hash);
    for (let other = at + 1; other < said.length; other++) {
      visit(Math.imul(hash ^ (said[other]! + 1), 0x01000193));
    }
  }
}

/** Puts a number in its place among ascending ones, unless it is there. */
function insert(sorted: number[], number: number): void {
  let at = sorted.length;
  while (at > 0 && sorted[at - 1]! > number) at -= 1;
  if (sorted[at - 1] === number) return;
  for (let from = sorted.length; from > at; from--) sorted[from] = sorted[from - 1]!;
  sorted[at] = number;
}

function pairOf(first: number, second: number): number {
  return Math.imul(first ^ 0x9e3779b9, 0x01000193) ^ second;
}

function hashOfWord(token: string): number {
  let hash = WORD_SEED;
  for (let at = 0; at < token.length; at++) {
    hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  }
  return hash;
}

function bucketOf(hash: number): number {
  // FNV's low bits are its weakest; fold the high ones in.
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
