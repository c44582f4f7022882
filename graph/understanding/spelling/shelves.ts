import { bitsOf } from "../model/bits.ts";

/** Finds the words that may have been meant by one that was typed: all within so many slips, and some farther away. */
export type Shelves = (typed: string, slips: number) => readonly string[];

/** Of words so short a slip leaves neither end in place. */
const TINY = 2;
const A = 97;

/** Words of one length that begin, or end, with the same letter. */
interface Shelf {
  readonly words: string[];
  /** For each word a bit for each letter in it. */
  readonly letters: number[];
}

/** Puts plain words of a to z on shelves, by their first letter and length and by their last: slips mostly leave one of them in place. */
export function makeShelves(words: Iterable<string>): Shelves {
  const byFirst = new Map<number, Shelf>();
  const byLast = new Map<number, Shelf>();
  for (const word of words) {
    put(byFirst, numberOf(word, 0, word.length), word);
    put(byLast, numberOf(word, word.length - 1, word.length), word);
    if (word.length <= TINY) put(byFirst, word.length, word);
  }
  return (typed, slips) => {
    const letters = lettersOf(typed);
    const found = new Set<string>();
    for (let length = typed.length - slips; length <= typed.length + slips; length++) {
      // A letter more or less changes one of the set, another letter instead of one changes two.
      const most = 2 * slips - Math.abs(typed.length - length);
      const look = (shelf: Shelf | undefined): void => {
        if (!shelf) return;
        for (let at = 0; at < shelf.letters.length; at++) {
          if (bitsOf(letters ^ shelf.letters[at]!) <= most) found.add(shelf.words[at]!);
        }
      };
      look(byFirst.get(numberOf(typed, 0, length)));
      look(byLast.get(numberOf(typed, typed.length - 1, length)));
      if (length <= TINY) look(byFirst.get(length));
    }
    return [...found];
  };
}

/** A shelf's number: a letter and a length; the numbers below 32 are free. */
function numberOf(word: string, at: number, length: number): number {
  return (word.charCodeAt(at) << 5) + length;
}

function put(shelves: Map<number, Shelf>, number: number, word: string): void {
  const shelf = shelves.get(number) ?? { words: [], letters: [] };
  shelf.words.push(word);
  shelf.letters.push(lettersOf(word));
  shelves.set(number, shelf);
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) - A);
  return letters;
}
