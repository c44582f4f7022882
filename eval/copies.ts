import { plain } from "../graph/understanding/fold.ts";

/** Above this share of common letter triples two messages are the same one, written twice. */
const ALIKE = 0.8;

/** A message of one collection that stands in the other as well, or nearly. */
export interface Copy {
  readonly text: string;
  readonly of: string;
}

/** Names every text that equals or nearly equals one of the others, once folded; messages are compared by letter triples. */
export function findCopies(texts: readonly string[], others: readonly string[]): Copy[] {
  const known = others.map((text) => ({ text, grams: gramsOf(text) }));
  return texts.flatMap((text) => {
    const grams = gramsOf(text);
    const twin = known.find((other) => likeness(grams, other.grams) >= ALIKE);
    return twin ? [{ text, of: twin.text }] : [];
  });
}

function gramsOf(text: string): ReadonlySet<string> {
  const bare = plain(text);
  // "👍" and "???" have no letters; they are compared as they stand.
  const padded = bare === "" ? text : `  ${bare}  `;
  return new Set(
    Array.from({ length: Math.max(1, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)),
  );
}

function likeness(one: ReadonlySet<string>, two: ReadonlySet<string>): number {
  // Sets of very different sizes cannot have much in common, and most pairs are such.
  if (Math.min(one.size, two.size) < ALIKE * Math.max(one.size, two.size)) return 0;
  let shared = 0;
  for (const gram of one) if (two.has(gram)) shared += 1;
  return shared / (one.size + two.size - shared);
}
