/** Shorter words are one slip away from too many others. */
const MIN_LETTERS = 3;
/** A short word becomes none but one of the commonest, unless it is nearly all the message says. */
const SHORT = 3;
const COMMONEST = 200;
const FEW_WORDS = 3;
/** Long words bear two slips and can still be told. */
const MIN_LETTERS_OF_TWO_SLIPS = 7;

/** Puts slips of the fingers right: words nobody knows become the commonest known word that is a slip away. */
export interface Speller {
  (words: readonly string[]): readonly string[];
  readonly isKnown: (word: string) => boolean;
}

/**
 * Makes a speller. The same words come back, by identity, when there is nothing to put right.
 * @param common words customers write, most frequent first.
 * @param isSpelt whether some other word is right as it is, though it may look like a slip of a known one.
 */
export function makeSpeller(
  common: ReadonlySet<string>,
  isSpelt: (word: string) => boolean = () => false,
): Speller {
  const isKnown = (word: string) => common.has(word) || isSpelt(word);
  // Made when the first slip turns up: a start waits for nothing it may never need.
  let shelves: ReadonlyMap<string, readonly Ranked[]> | undefined;
  const nearest = (word: string, isShortText: boolean): string | undefined => {
    if (word.length < MIN_LETTERS || isKnown(word) || !/^[a-z]+$/u.test(word)) return undefined;
    shelves ??= shelve(common);
    const most = word.length > SHORT || isShortText ? Infinity : COMMONEST;
    const near = commonest(shelves, word, { slips: 1, most });
    if (near !== undefined || word.length < MIN_LETTERS_OF_TWO_SLIPS) return near;
    return commonest(shelves, word, { slips: 2, most });
  };
  const spell = (words: readonly string[]): readonly string[] => {
    const isShortText = words.length <= FEW_WORDS;
    const spelled = words.map((word) => nearest(word, isShortText) ?? word);
    return spelled.every((word, at) => word === words[at]) ? words : spelled;
  };
  return Object.assign(spell, { isKnown });
}

interface Ranked {
  readonly word: string;
  readonly rank: number;
  /** A bit for each letter in it. */
  readonly letters: number;
}
type Shelves = ReadonlyMap<string, readonly Ranked[]>;

/** Words by their first letter and length, and by their last: a slip or two mostly leave one of the letters in place. */
function shelve(known: ReadonlySet<string>): Shelves {
  const shelves = new Map<string, Ranked[]>();
  for (const [rank, word] of [...known].entries()) {
    if (word.length < MIN_LETTERS) continue;
    const ranked = { word, rank, letters: lettersOf(word) };
    for (const shelf of [`${word[0]}${word.length}`, `${word.length}${word.at(-1)}`]) {
      const on = shelves.get(shelf);
      if (on) on.push(ranked);
      else shelves.set(shelf, [ranked]);
    }
  }
  return shelves;
}

function commonest(
  shelves: Shelves,
  word: string,
  { slips, most }: { readonly slips: 1 | 2; readonly most: number },
): string | undefined {
  const letters = lettersOf(word);
  let best: Ranked | undefined;
  for (let length = word.length - slips; length <= word.length + slips; length++) {
    for (const shelf of [`${word[0]}${length}`, `${length}${word.at(-1)}`]) {
      for (const candidate of shelves.get(shelf) ?? []) {
        // The words of a shelf are sorted: what follows is rarer.
        if (candidate.rank >= Math.min(most, best?.rank ?? Infinity)) break;
        // A slip changes two letters at most; most words are told apart by that alone.
        if (bitsOf(letters ^ candidate.letters) > 2 * slips) continue;
        if (isWithin(word, candidate.word, { one: 0, two: 0, slips })) best = candidate;
      }
    }
  }
  return best?.word;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) - A);
  return letters;
}
const A = 97;

function bitsOf(set: number): number {
  let bits = 0;
  for (let left = set; left !== 0; left &= left - 1) bits += 1;
  return bits;
}

/** From there on, at most so many slips apart: two neighbours swapped, or one letter too many, missing or wrong. */
function isWithin(
  first: string,
  second: string,
  { one, two, slips }: { readonly one: number; readonly two: number; readonly slips: number },
): boolean {
  let from = 0;
  while (
    one + from < first.length &&
    two + from < second.length &&
    first.charCodeAt(one + from) === second.charCodeAt(two + from)
  )
    from += 1;
  const [a, b] = [one + from, two + from];
  const left = first.length - a;
  const right = second.length - b;
  if (left === 0 || right === 0) return left + right <= slips;
  if (slips === 0 || Math.abs(left - right) > slips) return false;
  const rest = (skipOne: number, skipTwo: number) =>
    isWithin(first, second, { one: a + skipOne, two: b + skipTwo, slips: slips - 1 });
  const isSwapped = first[a] === second[b + 1] && first[a + 1] === second[b];
  return rest(1, 1) || rest(1, 0) || rest(0, 1) || (isSwapped && rest(2, 2));
}
