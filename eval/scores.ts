/** What was meant, what was understood, and how sure we were of it. */
export interface Guess {
  readonly meant: string;
  readonly said: string;
  /** 0..1. */
  readonly confidence: number;
}

/** The F1 of every meaning that occurs, worst first. */
export function f1ByMeaning(guesses: readonly Guess[]): { meaning: string; f1: number }[] {
  const meanings = [...new Set(guesses.map(({ meant }) => meant))];
  const scores = meanings.map((meaning) => {
    const right = guesses.filter(({ meant, said }) => meant === meaning && said === meaning).length;
    const named = guesses.filter(({ meant, said }) => meant === meaning || said === meaning).length;
    // Precision and recall share their hits: F1 is twice those over all times either side named it.
    return { meaning, f1: (2 * right) / (named + right) };
  });
  return scores.toSorted((one, two) => one.f1 - two.f1);
}

/**
 * The largest share of `ours` that can be acted on, surest first, while so many of all decisions are right.
 * @param isRight of each decision, ours or not, with how sure it was.
 */
export function coverageAt(
  minPrecision: number,
  decisions: readonly { readonly confidence: number; readonly isRight: boolean }[],
  ours: number,
): number {
  const sorted = decisions.toSorted((one, two) => two.confidence - one.confidence);
  let right = 0;
  let covered = 0;
  for (const [at, { confidence, isRight }] of sorted.entries()) {
    right += Number(isRight);
    // A gate cannot part what is equally sure.
    if (sorted[at + 1]?.confidence === confidence) continue;
    if (right / (at + 1) >= minPrecision) covered = right;
  }
  return ours === 0 ? 0 : covered / ours;
}

const BINS = 10;

/** Expected calibration error, 0..1: how far the confidence is from how often it is right, over ten bins. */
export function calibrationError(guesses: readonly Guess[]): number {
  const bins = Array.from({ length: BINS }, (_, bin) =>
    guesses.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin),
  );
  return bins.reduce((sum, bin) => {
    const sure = bin.reduce((total, { confidence }) => total + confidence, 0);
    return sum + Math.abs(sure - bin.filter(isRight).length) / Math.max(1, guesses.length);
  }, 0);
}

/** A mix-up, with messages it happened to. */
export interface Confusion {
  readonly meant: string;
  readonly said: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** The commonest mix-ups, worst first. */
export function worstConfusions(
  guesses: readonly (Guess & { readonly text: string })[],
  most: number,
): Confusion[] {
  const groups = Map.groupBy(
    guesses.filter((guess) => !isRight(guess)),
    ({ meant, said }) => `${meant} ${said}`,
  );
  return [...groups.values()]
    .toSorted((one, two) => two.length - one.length)
    .slice(0, most)
    .map((group) => ({
      meant: group[0]!.meant,
      said: group[0]!.said,
      count: group.length,
      examples: group.slice(0, 3).map(({ text }) => text),
    }));
}

/** The share of those of whom it is true, 0..1. */
export function shareOf<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(is).length / all.length;
}

function isRight({ meant, said }: Guess): boolean {
  return meant === said;
}
