import { KEY_ROWS } from "../text/keyboard.ts";

/** What a thumb in a hurry does to a word, as the chance that one letter of a word meets it. */
const SLIP = Math.log(0.06);
/** Of the slips a quarter each: a letter left out, written twice, swapped with the next, or one of two neighbours of its key. */
const LEFT_OUT = SLIP + Math.log(1 / 4);
const TWICE = SLIP + Math.log(1 / 4);
const SWAPPED = SLIP + Math.log(1 / 4);
const KEY_BESIDE = SLIP + Math.log(1 / 8);
/** No slip but an ear: "baca" for "vaca", "seperate". */
const SOUNDS_ALIKE = SLIP + Math.log(0.02);
const ANY_LETTER = SLIP + Math.log(0.004);
const ANY_LETTER_MORE = SLIP + Math.log(0.008);

const SOUNDS = ["bv", "szc", "yl", "ei", "ij", "gj", "qk", "ck", "ou", "ao", "mn"];
const A = 97;
const LETTERS = 26;
/** ln of the chance that one letter stands where another was meant, by both. */
const INSTEAD = insteadOfEach();

/**
 * ln of the chance that somebody who meant one word typed the other, by at most so many slips; -Infinity if it takes more.
 * Both are plain words of a to z. One more slip in the same word is as likely as the first.
 */
export function slipChance(typed: string, meant: string, slips: number): number {
  return chanceFrom(typed, meant, { one: 0, two: 0, slips });
}

interface Place {
  readonly one: number;
  readonly two: number;
  readonly slips: number;
}

function chanceFrom(typed: string, meant: string, { one, two, slips }: Place): number {
  const alike = lengthAlike(typed, meant, { one, two });
  const [a, b] = [one + alike, two + alike];
  const left = typed.length - a;
  const right = meant.length - b;
  if (left === 0 && right === 0) return 0;
  if (slips === 0 || Math.abs(left - right) > slips) return -Infinity;
  const rest = (skipOne: number, skipTwo: number) =>
    chanceFrom(typed, meant, { one: a + skipOne, two: b + skipTwo, slips: slips - 1 });
  let best = -Infinity;
  if (right > 0) best = LEFT_OUT + rest(0, 1);
  if (left > 0) best = Math.max(best, moreOf(typed, a) + rest(1, 0));
  if (left > 0 && right > 0) {
    best = Math.max(best, insteadOf(typed.charCodeAt(a), meant.charCodeAt(b)) + rest(1, 1));
  }
  const isSwapped = typed[a] === meant[b + 1] && typed[a + 1] === meant[b];
  return left > 1 && right > 1 && isSwapped ? Math.max(best, SWAPPED + rest(2, 2)) : best;
}

function lengthAlike(typed: string, meant: string, { one, two }: Omit<Place, "slips">): number {
  let length = 0;
  const most = Math.min(typed.length - one, meant.length - two);
  while (length < most && typed.charCodeAt(one + length) === meant.charCodeAt(two + length)) {
    length += 1;
  }
  return length;
}

/** ln of the chance that a letter is one too many. */
function moreOf(typed: string, at: number): number {
  return typed[at] === typed[at + 1] || typed[at] === typed[at - 1] ? TWICE : ANY_LETTER_MORE;
}

function insteadOf(typed: number, meant: number): number {
  return INSTEAD[(typed - A) * LETTERS + meant - A]!;
}

function insteadOfEach(): Float64Array {
  const chances = new Float64Array(LETTERS * LETTERS).fill(ANY_LETTER);
  const set = (one: string, two: string, chance: number): void => {
    chances[(one.charCodeAt(0) - A) * LETTERS + two.charCodeAt(0) - A] = chance;
  };
  for (const sounds of SOUNDS) {
    for (const one of sounds) for (const two of sounds) set(one, two, SOUNDS_ALIKE);
  }
  for (const row of KEY_ROWS) {
    for (let at = 1; at < row.length; at++) {
      set(row[at]!, row[at - 1]!, KEY_BESIDE);
      set(row[at - 1]!, row[at]!, KEY_BESIDE);
    }
  }
  return chances;
}
