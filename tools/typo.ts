/** Shorter words have too many neighbours: "boat" is not a misspelt "coat". */
const MIN_LENGTH = 7;

/** The database keeps words without their endings, at most so many letters shorter ("earthquak"). */
const MAX_ENDING = 4;

/** The letters in which nobody slips: words that begin otherwise are others. */
export function beginningOf(word: string): string {
  return word.slice(0, 3);
}

/** Is a word long enough to tell what it is misspelt for? */
export function isLong(word: string): boolean {
  return word.length >= MIN_LENGTH;
}

/** Does a word begin with a root, but for one slip? */
export function isMisspelt(word: string, root: string): boolean {
  if (beginningOf(word) !== beginningOf(root) || word.length > root.length + MAX_ENDING + 1)
    return false;
  return [-1, 0, 1].some((more) => isOneSlipAway(word.slice(0, root.length + more), root));
}

/** Is one word the other with a single slip: a letter more, fewer, changed, or two swapped? The first letter is never wrong. */
export function isOneSlipAway(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length < MIN_LENGTH || long.length - short.length > 1) return false;
  if (short[0] !== long[0]) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const rest = long.slice(same + 1);
  if (long.length > short.length) return short.slice(same) === rest;
  const isSwapped = short[same] === long[same + 1] && short[same + 1] === long[same];
  return short.slice(same + 1) === rest || (isSwapped && short.slice(same + 2) === rest.slice(1));
}
