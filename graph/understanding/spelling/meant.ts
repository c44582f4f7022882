import { remembering } from "../text/remembering.ts";
import { makeShelves } from "./shelves.ts";
import type { Shelves } from "./shelves.ts";
import { slipChance } from "./slips.ts";
import type { Usage } from "./usage.ts";

/** A word where it stands; `spanish` tells how likely the message is Spanish, 0..1. */
export interface Spot {
  readonly words: readonly string[];
  readonly at: number;
  readonly spanish: () => number;
}

/** What was meant, and ln of how likely that is; few ask. */
export interface Meant {
  readonly word: string;
  readonly chance: () => number;
}

/** What is known of single words. */
export interface Dictionary {
  /** Whether a word is meant as it stands, however odd its place. */
  readonly isCertain: (word: string) => boolean;
  /** Whether a word that training never met is one for all that. */
  readonly isSpelt: (word: string) => boolean;
}

/** From so many letters on a word bears two slips and can still be told. */
const MIN_LETTERS_OF_TWO_SLIPS = 5;
/** A slip makes another known word only of a short one. */
const MAX_LETTERS_OF_ANOTHER = 4;
/** How much a word's neighbours say, beside its own chance; below 1, for both of them say much the same. */
export const NEIGHBOURS = 0.7;
/** ln of the chance of a word nobody told us of, a name or a rare one: less with every letter. */
const STRANGER = -6;
const STRANGER_A_LETTER = -2.5;
/** Words whose neighbours by a slip are kept: a few megabytes at most. */
const WORDS_REMEMBERED = 1_000;
/** What is known is only another word's slip if that is surely likelier. */
const DOUBT = 2;

/** Makes the reader of single words: which known word somebody meant who typed this one here. */
export function makeMeaning(
  usage: Usage,
  { isCertain, isSpelt }: Dictionary,
): (spot: Spot) => Meant {
  // Made when the first slip turns up: a start waits for nothing it may never need.
  let shelves: Shelves | undefined;
  // The same few short words stand in odd places again and again.
  const near = [1, 2].map((slips) =>
    remembering((typed) => {
      shelves ??= makeShelves(usage.words());
      return shelves(typed, slips)
        .map((word) => ({ word, slip: slipChance(typed, word, slips) }))
        .filter(({ word, slip }) => slip !== -Infinity && word !== typed);
    }, WORDS_REMEMBERED),
  );

  return ({ words, at, spanish }) => {
    const typed = words[at]!;
    const [before, after] = [words[at - 1], words[at + 1]];
    const chanceOf = (word: string) =>
      usage.chanceOf(word, spanish()) +
      NEIGHBOURS * (usage.together(before, word) + usage.together(word, after));
    const isAWord = usage.has(typed);
    const isCandid = isAWord ? !isOddHere(usage, words, at) : isSpelt(typed);
    if (isCandid || isCertain(typed)) return { word: typed, chance: () => chanceOf(typed) };
    let meant = typed;
    let best = isAWord ? chanceOf(typed) + DOUBT : strangerChance(typed);
    const most = isAWord || typed.length < MIN_LETTERS_OF_TWO_SLIPS ? 1 : 2;
    // Two slips in a word are looked for where one explains nothing.
    for (const within of near.slice(0, most)) {
      if (meant !== typed) break;
      for (const { word, slip } of within(typed)) {
        const chance = slip + chanceOf(word);
        if (chance <= best) continue;
        meant = word;
        best = chance;
      }
    }
    return { word: meant, chance: () => best };
  };
}

/** ln of the chance that somebody writes just this word, which nobody told us of. */
export function strangerChance(word: string): number {
  return STRANGER + STRANGER_A_LETTER * word.length;
}

/** A short word beside known ones it never stands beside may be the slip of another. */
export function isOddHere(usage: Usage, words: readonly string[], at: number): boolean {
  const [before, word, after] = [words[at - 1], words[at]!, words[at + 1]];
  return (
    word.length <= MAX_LETTERS_OF_ANOTHER &&
    !usage.areSeen(before, word) &&
    !usage.areSeen(word, after) &&
    [before, after].some((beside) => beside !== undefined && usage.has(beside))
  );
}
