import { wordsOf } from "../text/fold.ts";
import { BUCKETS } from "./buckets.ts";
import { conceptsOf } from "./concepts.ts";

/** Long enough for any question; the rest of a longer message adds noise and time. */
const MAX_CHARS = 600;
const WORD_SEED = 0x811c9dc5;
const CHAR_SEED = 0x1b873593;
const CONCEPT_SEED = 0x27d4eb2f;
/** Pairs grow with the square; a long message makes its point early. */
const MAX_CONCEPTS = 16;
const DIGIT_OR_AT = /[\d@]/u;
const SPACE = 32;
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
  eachWord(tokens.map(hashOfWord), visit);
  for (const token of tokens) eachPiece(token, visit);
  eachConcept(conceptsIn(tokens.map(conceptsOf)), (first, second) =>
    visit(bucketOfConcepts(first, second)),
  );
}

/** The bucket of a word. */
export function bucketOfWord(word: string): number {
  return bucketOf(hashOfWord(word));
}

/** The bucket of two words beside each other. */
export function bucketOfPair(first: string, second: string): number {
  return bucketOf(pairOf(hashOfWord(first), hashOfWord(second)));
}

/** The bucket of two concepts in one message, the lower one first; of a single one beside itself. */
export function bucketOfConcepts(first: number, second: number): number {
  const one = Math.imul(CONCEPT_SEED ^ (first + 1), 0x01000193);
  return bucketOf(first === second ? one : Math.imul(one ^ (second + 1), 0x01000193));
}

/** What a word is known by: the buckets of it and of its neighbours follow from it. */
export function hashOfWord(token: string): number {
  let hash = WORD_SEED;
  for (let at = 0; at < token.length; at++) {
    hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  }
  return hash;
}

/** The buckets of words by their hashes, and of every pair of neighbours. */
export function eachWord(hashes: readonly number[], visit: (bucket: number) => void): void {
  let previous = 0;
  for (const hash of hashes) {
    visit(bucketOf(hash));
    if (previous !== 0) visit(bucketOf(pairOf(previous, hash)));
    previous = hash;
  }
}

/** The buckets of every run of 3 to 5 characters within the word and the spaces around it. */
export function eachPiece(token: string, visit: (bucket: number) => void): void {
  const end = token.length + 1;
  for (let start = -1; start < token.length; start++) {
    let hash = CHAR_SEED;
    for (let at = start; at < end && at < start + LONGEST_PIECE; at++) {
      const code = at < 0 || at >= token.length ? SPACE : token.charCodeAt(at);
      hash = Math.imul(hash ^ code, 0x01000193);
      if (at - start >= SHORTEST_PIECE - 1) visit(bucketOf(hash));
    }
  }
}

/** The first concepts of a message's words, each once, in ascending order. */
export function conceptsIn(ofWords: readonly (readonly number[])[]): readonly number[] {
  const said: number[] = [];
  for (const concepts of ofWords) {
    for (const concept of concepts) if (said.length < MAX_CONCEPTS) insert(said, concept);
  }
  return said;
}

/** Concepts, ascending: each by itself, then beside every later one, for they occur together in whatever order. */
export function eachConcept(
  concepts: readonly number[],
  visit: (first: number, second: number) => void,
): void {
  for (let at = 0; at < concepts.length; at++) {
    for (let other = at; other < concepts.length; other++) visit(concepts[at]!, concepts[other]!);
  }
}

function withPlaceholders(text: string): string {
  if (!DIGIT_OR_AT.test(text)) return text;
  return text
    .replace(/\S+@\S+/gu, " xemail ")
    .replace(/\b(?:aut|hom|lif|hea|trv)[\s-]?\d{3,6}\b/giu, " xpolicy ")
    .replace(/\bcl[\s-]?\d{4,}\b/giu, " xclaim ")
    .replace(/\d+/gu, "0");
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

function bucketOf(hash: number): number {
  // FNV's low bits are its weakest; fold the high ones in.
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
