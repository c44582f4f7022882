const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** Shorter words are one slip away from too many others. */
const MIN_SWAP = 4;
const MIN_CHANGE = 6;

/**
 * The known word one slip of the fingers away: two letters swapped, one too many, one missing, one wrong;
 * the word itself when it is known, short, or nothing is near. People get the first letter right.
 */
export function corrected(word: string, known: ReadonlySet<string>): string {
  if (word.length < MIN_SWAP || known.has(word) || !/^[a-z]+$/u.test(word)) return word;
  const swapped = firstKnown(swaps(word), known);
  if (swapped !== undefined || word.length < MIN_CHANGE) return swapped ?? word;
  return firstKnown(drops(word), known) ?? firstKnown(changes(word), known) ?? word;
}

function firstKnown(candidates: Iterable<string>, known: ReadonlySet<string>): string | undefined {
  for (const candidate of candidates) if (known.has(candidate)) return candidate;
  return undefined;
}

function* swaps(word: string): Iterable<string> {
  for (let at = 1; at < word.length - 1; at++) {
    yield word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  }
}

function* drops(word: string): Iterable<string> {
  for (let at = 1; at < word.length; at++) yield word.slice(0, at) + word.slice(at + 1);
}

function* changes(word: string): Iterable<string> {
  for (let at = 1; at <= word.length; at++) {
    for (const letter of LETTERS) {
      yield word.slice(0, at) + letter + word.slice(at);
      yield word.slice(0, at) + letter + word.slice(at + 1);
    }
  }
}
