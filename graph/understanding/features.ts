import { conceptsOf } from "./concepts.ts";
import { plain } from "./fold.ts";
import { corrected } from "./spelling.ts";

/** Size of the space n-grams are hashed into; what training never saw is dropped, so the file stays small. */
export const BUCKETS = 1 << 18;

/** How often each feature occurs, by bucket: words (1-2), pieces of words (3-5 characters), concepts (1-2). */
export interface Grams {
  readonly words: ReadonlyMap<number, number>;
  readonly chars: ReadonlyMap<number, number>;
  readonly concepts: ReadonlyMap<number, number>;
}

/** A message as the model sees it: rows of the weights and how strongly each is meant. */
export interface SparseVector {
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** The learned vocabulary: which bucket has which row (-1: none), and how telling each row is. */
export interface Vocabulary {
  readonly rowOf: Int32Array;
  readonly idf: Float32Array;
  /** Weight of pieces of words against whole words. */
  readonly charWeight: number;
  /** Weight of concepts against whole words. */
  readonly conceptWeight: number;
  /** Words with a concept, to put slips of the fingers right by. */
  readonly known: ReadonlySet<string>;
}

/** Long enough for any question; the rest of a longer message adds noise and time. */
const MAX_CHARS = 600;
const WORD_SEED = 0x811c9dc5;
const CHAR_SEED = 0x1b873593;
const CONCEPT_SEED = 0x27d4eb2f;
/** Pairs grow with the square; a long message makes its point early. */
const MAX_CONCEPTS = 16;
const SPACE = 32;

/** Whether training saw the word in two examples or more; seldom true of others, whose hash is the same. */
export function isKnownWord(word: string, { rowOf }: Vocabulary): boolean {
  return rowOf[bucketOf(hashOf(word, WORD_SEED))]! >= 0;
}

/** The words of a message as the model sees them: folded, numbers and addresses replaced by what they are. */
export function tokensOf(text: string): string[] {
  return plain(withPlaceholders(text.slice(0, MAX_CHARS)))
    .split(" ")
    .filter(Boolean);
}

/** Counts the features of a message; for its concepts, slips of the fingers are put right by the known words. */
export function gramsOf(text: string, known: ReadonlySet<string>): Grams {
  const tokens = tokensOf(text);
  const words = new Map<number, number>();
  const chars = new Map<number, number>();
  let previous = 0;
  for (const token of tokens) {
    const hash = hashOf(token, WORD_SEED);
    count(words, hash);
    if (previous !== 0) count(words, Math.imul(previous ^ 0x9e3779b9, 0x01000193) ^ hash);
    previous = hash;
    countPieces(chars, token);
  }
  return { words, chars, concepts: conceptGramsOf(tokens, known) };
}

/** The concepts of a message, and which occur together in whatever order. */
function conceptGramsOf(
  tokens: readonly string[],
  known: ReadonlySet<string>,
): Map<number, number> {
  const concepts = new Map<number, number>();
  const said = [...new Set(tokens.flatMap((token) => conceptsOfTyped(token, known)))]
    .slice(0, MAX_CONCEPTS)
    .sort((a, b) => a - b);
  for (const [at, one] of said.entries()) {
    const hash = Math.imul(CONCEPT_SEED ^ (one + 1), 0x01000193);
    count(concepts, hash);
    for (const two of said.slice(at + 1)) count(concepts, Math.imul(hash ^ (two + 1), 0x01000193));
  }
  return concepts;
}

/** Weighs n-grams by how telling they are; all blocks count the same for short and long messages. */
export function vectorOf(grams: Grams, vocabulary: Vocabulary): SparseVector {
  const rows: number[] = [];
  const values: number[] = [];
  addBlock(grams.words, vocabulary, 1, { rows, values });
  addBlock(grams.chars, vocabulary, vocabulary.charWeight, { rows, values });
  addBlock(grams.concepts, vocabulary, vocabulary.conceptWeight, { rows, values });
  return { rows: Int32Array.from(rows), values: Float64Array.from(values) };
}

/** Pieces of words bear a slip, a lexicon does not. */
function conceptsOfTyped(token: string, known: ReadonlySet<string>): readonly number[] {
  const concepts = conceptsOf(token);
  if (concepts.length > 0) return concepts;
  const meant = corrected(token, known);
  return meant === token ? concepts : conceptsOf(meant);
}

function withPlaceholders(text: string): string {
  return text
    .replace(/\S+@\S+\.\S+/gu, " xemail ")
    .replace(/\b(?:aut|hom|lif|hea|trv)[\s-]?\d{3,6}\b/giu, " xpolicy ")
    .replace(/\bcl[\s-]?\d{4,}\b/giu, " xclaim ")
    .replace(/\d+/gu, "0");
}

/** Every run of 3 to 5 characters within the word and the spaces around it. */
function countPieces(chars: Map<number, number>, token: string): void {
  const end = token.length + 1;
  for (let start = -1; start < token.length; start++) {
    let hash = CHAR_SEED;
    for (let at = start; at <= end - 1 && at < start + 5; at++) {
      const code = at < 0 || at >= token.length ? SPACE : token.charCodeAt(at);
      hash = Math.imul(hash ^ code, 0x01000193);
      if (at - start >= 2) count(chars, hash);
    }
  }
}

function addBlock(
  block: ReadonlyMap<number, number>,
  { rowOf, idf }: Vocabulary,
  weight: number,
  into: { rows: number[]; values: number[] },
): void {
  const from = into.values.length;
  let squares = 0;
  for (const [bucket, times] of block) {
    const row = rowOf[bucket]!;
    if (row < 0) continue;
    const value = (1 + Math.log(times)) * idf[row]!;
    into.rows.push(row);
    into.values.push(value);
    squares += value * value;
  }
  const scale = squares > 0 ? weight / Math.sqrt(squares) : 0;
  for (let at = from; at < into.values.length; at++) into.values[at]! *= scale;
}

function hashOf(token: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < token.length; at++) {
    hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  }
  return hash;
}

function count(into: Map<number, number>, hash: number): void {
  const bucket = bucketOf(hash);
  into.set(bucket, (into.get(bucket) ?? 0) + 1);
}

function bucketOf(hash: number): number {
  // FNV's low bits are its weakest; fold the high ones in.
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
