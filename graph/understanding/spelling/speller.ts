import { isOddHere, makeMeaning, strangerChance } from "./meant.ts";
import type { Dictionary } from "./meant.ts";
import { makeRespacing } from "./spaces.ts";
import type { Usage } from "./usage.ts";

/** A single letter is one slip away from everything. */
const MIN_LETTERS = 2;
/** A letter held down: "pleaseeee", "nooo". */
const HELD = /(.)\1{2,}/gu;
const HELD_ONCE = /(.)\1\1/u;

/** Puts slips of the fingers right. */
export interface Speller {
  /** The same words come back, by identity, when there is nothing to put right. */
  (words: readonly string[]): readonly string[];
  readonly isKnown: (word: string) => boolean;
}

/**
 * Makes a speller: what was typed becomes the word that was most likely meant, by how likely the slip is, how often customers
 * write the word in the language of the message, and how well it stands beside its neighbours.
 *
 * @see Kernighan, Church, Gale 1990, "A Spelling Correction Program Based on a Noisy Channel Model".
 */
export function makeSpeller(usage: Usage, dictionary: Dictionary): Speller {
  const { isCertain, isSpelt } = dictionary;
  const isKnown = (word: string) => usage.has(word) || isCertain(word) || isSpelt(word);
  const meantAt = makeMeaning(usage, dictionary);
  const respacedAt = makeRespacing(usage);

  /** Nothing to think about, as with most words. */
  const isPlain = (words: readonly string[], at: number): boolean =>
    usage.has(words[at]!) &&
    (words[at + 1] === undefined || usage.has(words[at + 1]!)) &&
    !isOddHere(usage, words, at) &&
    !HELD_ONCE.test(words[at]!);

  const spell = (typed: readonly string[]): readonly string[] => {
    let words = typed;
    let share: number | undefined;
    const spanish = () => (share ??= usage.spanishIn(typed));
    for (let at = 0; at < words.length; at++) {
      if (isPlain(words, at)) continue;
      const word = calmed(words[at]!, isKnown);
      if (word !== words[at]) words = words.with(at, word);
      if (!isOfLetters(word)) continue;
      const spot = { words, at, spanish };
      const meant =
        word.length < MIN_LETTERS ? { word, chance: () => strangerChance(word) } : meantAt(spot);
      const mended = meant.word === word ? words : words.with(at, meant.word);
      const next = words[at + 1];
      const mayRunOver =
        next !== undefined && isOfLetters(next) && !(isKnown(next) && isKnown(word));
      const asTyped = () =>
        meant.chance() + meantAt({ words: mended, at: at + 1, spanish }).chance();
      const pair = mayRunOver ? respacedAt(spot, asTyped) : undefined;
      words = pair ? words.toSpliced(at, 2, ...pair) : mended;
    }
    return words;
  };
  return Object.assign(spell, { isKnown });
}

function isOfLetters(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (code < FIRST || code > LAST) return false;
  }
  return word.length > 0;
}

const FIRST = "a".charCodeAt(0);
const LAST = "z".charCodeAt(0);

/** The word without the letters that were held down for emphasis; as it is, if that makes no known word. */
function calmed(word: string, isKnown: (word: string) => boolean): string {
  if (!HELD_ONCE.test(word)) return word;
  const once = word.replace(HELD, "$1");
  // Nothing but one key held down is noise.
  if (once.length < MIN_LETTERS) return word;
  if (once === word || isKnown(once)) return once;
  const twice = word.replace(HELD, "$1$1");
  return isKnown(twice) ? twice : word;
}
