import type { Lesson } from "./network.ts";
import type { SparseVector } from "./sparse-vector.ts";

/** How often the network goes through the examples. */
const ROUNDS = 4;
/** A mistyped copy is worth half of what it was made of. */
const COPY_WEIGHT = 0.5;
/** However rare, an intent counts no more than this. */
const MOST_WEIGHT = 3;

/**
 * What the network learns from, round by round: every example, and of its mistyped copies another one each time.
 *
 * @param vectors the examples, then copies of all of them, as often as they were copied.
 * @param intents of the examples.
 */
export function lessonsOf(
  vectors: readonly SparseVector[],
  intents: readonly number[],
): readonly (readonly Lesson[])[] {
  const copies = vectors.length / intents.length - 1;
  const weights = weightsOf(intents);
  const lessonsFrom = (start: number, share: number) =>
    intents.map((intent, at) => ({
      vector: vectors[start + at]!,
      intent,
      weight: weights[intent]! * share,
    }));
  return Array.from({ length: ROUNDS }, (_, round) => [
    ...lessonsFrom(0, 1),
    ...lessonsFrom((1 + (round % copies)) * intents.length, COPY_WEIGHT),
  ]);
}

/** A rare intent must be heard: it counts more, by the square root of how rare it is. */
function weightsOf(intents: readonly number[]): number[] {
  const counts: number[] = [];
  for (const intent of intents) counts[intent] = (counts[intent] ?? 0) + 1;
  const usual = intents.length / counts.length;
  return counts.map((count) => Math.min(MOST_WEIGHT, Math.sqrt(usual / count)));
}
