import { plain } from "../graph/understanding/text/fold.ts";

/** Above this share of common letter triples two messages are the same one, written twice. */
const ALIKE = 0.8;

/** A message of one collection that stands in the other as well, or nearly. */
export interface Copy {
  readonly text: string;
  readonly of: string;
}

/** Names every text that equals or nearly equals one of the others, once folded; messages are compared by letter triples. */
export function findCopies(texts: readonly string[], others: readonly string[]): Copy[] {
  const grams = texts.map(gramsOf);
  // Which texts have a triple: most pairs have next to none in common, and are never looked at.
  const holders = new Map<string, number[]>();
  for (const [at, set] of grams.entries()) {
    for (const gram of set) {
      const held = holders.get(gram);
      if (held) held.push(at);
      else holders.set(gram, [at]);
    }
  }
  const twins = new Map<number, string>();
  for (const other of others) {
    const set = gramsOf(other);
    const shared = new Map<number, number>();
    for (const gram of set) {
      for (const at of holders.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    for (const [at, count] of shared) {
      const isAlike = count / (grams[at]!.size + set.size - count) >= ALIKE;
      if (isAlike && !twins.has(at)) twins.set(at, other);
    }
  }
  return texts.flatMap((text, at) => {
    const twin = twins.get(at);
    return twin === undefined ? [] : [{ text, of: twin }];
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
