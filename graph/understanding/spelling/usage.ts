import type { Language } from "../../../core/conversation.ts";
import { IDF_STEP, RAREST } from "../model/features.ts";
import type { Vocabulary } from "../model/features.ts";
import { bucketOfPair, bucketOfWord } from "../model/grams.ts";

/** The words training met in each language, most frequent first. */
export type Words = Readonly<Record<Language, readonly string[]>>;

/** How customers use words. Chances are natural logarithms. */
export interface Usage {
  /** Every word training met. */
  readonly words: () => Iterable<string>;
  readonly has: (word: string) => boolean;
  /** How likely the next word of somebody is this one; `spanish` is how likely they write Spanish, 0..1. */
  readonly chanceOf: (word: string, spanish: number) => number;
  /** How much likelier two words stand beside each other than chance would have it; 0 where one is unknown. */
  readonly together: (first: string | undefined, second: string | undefined) => number;
  /** Whether training saw them beside each other. */
  readonly areSeen: (first: string | undefined, second: string | undefined) => boolean;
  /** How likely words are Spanish rather than English, 0..1. */
  readonly spanishIn: (words: readonly string[]) => number;
}

/** How often a word comes falls with its place in the list, a little slower at the top (Zipf, Mandelbrot). */
const HEAD = 8;
/** The place of a word that its language never had. */
const NOWHERE = 60_000;
/** Above every place. */
const SHIFT = 1 << 16;
/** One word says only so much of a language. */
const MOST_TELLING = 3;
/** Even the plainest English may hold a word of Spanish. */
const LEAST_SHARE = 0.02;
const WORDS_A_MESSAGE = 9;
/** Added to what was met and to what chance would have it, so that a pair nobody met is no proof. */
const HALF = 0.5;

/**
 * Makes what is known of words, from lists of them and from how telling the model's vocabulary finds words and pairs.
 * @param others words nobody may have written yet.
 */
export function makeUsage(
  { en, es }: Words,
  { rowOf, idf }: Vocabulary,
  others: readonly string[] = [],
): Usage {
  // Both places of a word in one number: nothing to make for each of them.
  const places = new Map<string, number>();
  for (let at = 0; at < en.length; at++) places.set(en[at]!, at * SHIFT + NOWHERE);
  for (let at = 0; at < es.length; at++) {
    const place = places.get(es[at]!) ?? NOWHERE * SHIFT;
    places.set(es[at]!, place - (place % SHIFT) + at);
  }
  for (const word of others) if (!places.has(word)) places.set(word, NOWHERE * SHIFT + NOWHERE);
  const heights = { en: heightOf(en.length), es: heightOf(es.length) };
  const inEnglish = (place: number) => heights.en / (Math.floor(place / SHIFT) + HEAD);
  const inSpanish = (place: number) => heights.es / ((place % SHIFT) + HEAD);
  let most = 0;
  for (let row = 0; row < idf.length; row++) most = Math.max(most, idf[row]! * IDF_STEP);
  /** In how many examples a row was met, from how telling it is: the other way round than training. */
  const metIn = (bucket: number) => {
    const row = rowOf(bucket);
    return row < 0 ? 0 : (RAREST + 1) * Math.exp(most - idf[row]! * IDF_STEP) - 1;
  };
  const messages = (RAREST + 1) * Math.exp(most - 1);

  return {
    words: () => places.keys(),
    has: (word) => places.has(word),
    chanceOf: (word, spanish) => {
      const place = places.get(word) ?? NOWHERE * SHIFT + NOWHERE;
      return Math.log((1 - spanish) * inEnglish(place) + spanish * inSpanish(place));
    },
    together: (first, second) => {
      if (first === undefined || second === undefined) return 0;
      const both = metIn(bucketOfWord(first)) * metIn(bucketOfWord(second));
      const byChance = both / messages / WORDS_A_MESSAGE;
      return Math.log((metIn(bucketOfPair(first, second)) + HALF) / (byChance + HALF));
    },
    areSeen: (first, second) =>
      first !== undefined && second !== undefined && rowOf(bucketOfPair(first, second)) >= 0,
    spanishIn: (words) => {
      let lean = 0;
      for (const word of words) {
        const place = places.get(word);
        if (place === undefined) continue;
        const telling = Math.log(inSpanish(place) / inEnglish(place));
        lean += Math.max(-MOST_TELLING, Math.min(MOST_TELLING, telling));
      }
      return LEAST_SHARE + (1 - 2 * LEAST_SHARE) / (1 + Math.exp(-lean));
    },
  };
}

/** What makes the chances of so many words sum to one. */
function heightOf(words: number): number {
  let sum = 0;
  for (let at = 0; at < words; at++) sum += 1 / (at + HEAD);
  return 1 / sum;
}
