import { wordsOf } from "./fold.ts";

/** What a phrase says, as the author of a phrase book calls it. */
export type PhraseBook<Kind extends string> = (text: string) => readonly Kind[] | undefined;

/** Words of a message that may be nothing but courtesy. */
const LONGEST = 24;

/**
 * Makes a reader for messages that consist of known phrases only, longest phrase first:
 * it returns what each of them says, or undefined as soon as any word is left over.
 * Phrases are written as `plain` leaves text; several may share a line, parted by "|".
 */
export function makePhraseBook<Kind extends string>(
  pages: Readonly<Record<Kind, string>>,
): PhraseBook<Kind> {
  const kinds = new Map<string, Kind>();
  for (const kind of Object.keys(pages) as Kind[]) {
    for (const phrase of pages[kind].split("|")) kinds.set(phrase.trim(), kind);
  }
  const known = new Set([...kinds.keys()].flatMap((phrase) => phrase.split(" ")));
  const longest = Math.max(...[...kinds.keys()].map((phrase) => phrase.split(" ").length));

  return (text) => {
    const words = wordsOf(text);
    // A message of nothing but courtesy is short; most say more, and say so with one of their first words.
    if (words.length > LONGEST || !words.every((word) => known.has(word))) return undefined;
    const said: Kind[] = [];
    for (let at = 0; at < words.length;) {
      const found = longestAt(kinds, words, { at, longest });
      if (!found) return undefined;
      said.push(found.kind);
      at += found.length;
    }
    return said;
  };
}

function longestAt<Kind>(
  kinds: ReadonlyMap<string, Kind>,
  words: readonly string[],
  { at, longest }: { at: number; longest: number },
): { kind: Kind; length: number } | undefined {
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    const kind = kinds.get(words.slice(at, at + length).join(" "));
    if (kind !== undefined) return { kind, length };
  }
  return undefined;
}
