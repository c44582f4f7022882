/** Shorter words are one slip away from too many others; in a message of a word or three they say everything. */
const MIN_LETTERS = 5;
const FEW_WORDS = 3;
const MIN_LETTERS_OF_FEW = 3;

/** Words in their own right that stand one slip from one that calls for help; training need not have met them. */
const NO_SLIPS = new Set(
  `tripped drying dried dyeing turning blending breeding trying tying frying browning frowning filled billed skilled chilled scarred shared
  curious curioso curiosa curiosos tire tires hire wire dine fined crushed brushed paused parsed traded tracked wrapped trimmed
  atrasado atrasada atrasados atrasadas puerto puertos huerto huertos puerta puertas huerta juego juegos ruego humor cheque cheques gasto gastos`.split(
    /\s+/u,
  ),
);

/** The words that patterns look for, endings that may be missing both with and without. */
export function wordsOfPatterns(patterns: readonly RegExp[]): string[] {
  return patterns.flatMap(({ source }) => {
    // What is between the letters of a pattern is no word: escapes, counts, classes that are not two letters.
    const bare = source.replace(/\\[a-zA-Z]|\{[^}]*\}/gu, " ");
    return ["$1", "$2"].flatMap((letter) => {
      const chosen = bare.replace(/\[([a-z])([a-z])\]/gu, letter).replace(/\[[^\]]*\]/gu, " ");
      return [chosen.replace(/([a-z])\?/gu, "$1"), chosen.replace(/[a-z]\?/gu, "")].flatMap(
        wordsIn,
      );
    });
  });
}

/** The words of phrases. */
export function wordsIn(text: string): string[] {
  return text.match(/[a-z]{3,}/gu) ?? [];
}

/**
 * Makes a repairer of slips of the fingers: words nobody knows become the word the rules look for that is one slip away
 * (two letters swapped, one too many, missing or wrong). Undefined when there is nothing to repair.
 * @param isKnown whether a word is one that customers write; those stay as they are.
 */
export function makeRepair(
  wanted: readonly string[],
  isKnown: (word: string) => boolean,
): (words: readonly string[]) => string | undefined {
  const known = new Set(wanted);
  // Made when the first slip turns up: a start waits for nothing it may never need.
  let byPiece: ReadonlyMap<string, readonly string[]> | undefined;
  const nearest = (word: string, least: number): string | undefined => {
    if (
      word.length < MIN_LETTERS_OF_FEW ||
      known.has(word) ||
      !/^[a-z]+$/u.test(word) ||
      NO_SLIPS.has(word) ||
      isKnown(word)
    )
      return undefined;
    byPiece ??= wordsByPiece(known);
    const near = piecesOf(word).flatMap((piece) => byPiece?.get(piece) ?? []);
    const swapped = near.find((other) => isSwapped(word, other));
    // A swap is the commonest slip and the surest to tell; anything else makes a short word any other.
    if (swapped !== undefined || word.length < least) return swapped;
    return near.find((other) => isOneSlipAway(word, other));
  };
  return (words) => {
    const least = words.length <= FEW_WORDS ? MIN_LETTERS_OF_FEW : MIN_LETTERS;
    const repaired = words.map((word) => nearest(word, least) ?? word);
    return repaired.every((word, at) => word === words[at]) ? undefined : repaired.join(" ");
  };
}

function wordsByPiece(words: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const byPiece = new Map<string, string[]>();
  for (const word of words) {
    for (const piece of piecesOf(word)) {
      const sharing = byPiece.get(piece);
      if (sharing) sharing.push(word);
      else byPiece.set(piece, [word]);
    }
  }
  return byPiece;
}

/** The word, and what is left of it without any one letter: words one slip apart have such a piece in common. */
function piecesOf(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

/** One letter too many, missing or wrong. */
function isOneSlipAway(one: string, two: string): boolean {
  let from = 0;
  while (from < one.length && one[from] === two[from]) from += 1;
  let end = 0;
  const most = Math.min(one.length, two.length) - from;
  while (end < most && one.at(-1 - end) === two.at(-1 - end)) end += 1;
  const left = one.slice(from, one.length - end);
  const right = two.slice(from, two.length - end);
  return left.length <= 1 && right.length <= 1;
}

/** Two neighbouring letters in each other's place. */
function isSwapped(one: string, two: string): boolean {
  if (one.length !== two.length) return false;
  const at = Array.from(one).findIndex((letter, place) => letter !== two[place]);
  return (
    at >= 0 &&
    one[at] === two[at + 1] &&
    one[at + 1] === two[at] &&
    one.slice(at + 2) === two.slice(at + 2)
  );
}
