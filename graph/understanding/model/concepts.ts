import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What words are about, as small numbers. */
export type ConceptsOf = (word: string) => readonly number[];

/** Where the thesaurus is. */
export const THESAURUS = join(import.meta.dirname, "thesaurus.txt");

/** Shorter stems would catch too many words of other families; the thesaurus has none. */
const SHORTEST_STEM = 5;
/** Words whose concepts are kept, first come first served: half a megabyte. */
const MAX_KNOWN = 5_000;
const NONE: readonly number[] = [];
const LINES = readFileSync(THESAURUS, "utf8").split("\n");

/** How many concepts there are. */
export const CONCEPTS = LINES.length;

/**
 * The concepts of a folded word; none for many words. The thesaurus names them, a line each: the same ones in English and
 * Spanish, so that one language's examples teach the other and a word no example holds still says what it is about. A
 * star ends a stem. A word may carry several concepts, as customers' words do.
 */
export const conceptsOf: ConceptsOf = makeConcepts(LINES);

const GIVEN_NAMES = new Set(
  LINES.flatMap((line, concept) => (line.startsWith("given_names") ? [concept] : [])),
);

/** Whether a folded word is one that people are called by; it may mean something else as well, as "will" does. */
export function isGivenName(word: string): boolean {
  return conceptsOf(word).some((concept) => GIVEN_NAMES.has(concept));
}

/** Makes the reader of concepts from the lines of a thesaurus. */
function makeConcepts(thesaurus: readonly string[]): ConceptsOf {
  const exact = new Map<string, number[]>();
  const stems = new Map<string, number[]>();
  for (const [concept, line] of thesaurus.entries()) {
    for (const word of line
      .slice(line.indexOf(":") + 1)
      .split(" ")
      .filter(Boolean)) {
      const isStem = word.endsWith("*");
      const into = isStem ? stems : exact;
      const key = isStem ? word.slice(0, -1) : word;
      const known = into.get(key);
      if (known) known.push(concept);
      else into.set(key, [concept]);
    }
  }
  // Customers use few words often; the rest is worked out anew.
  const known = new Map<string, readonly number[]>();
  return (word) => {
    const before = known.get(word);
    if (before) return before;
    const found: number[] = [];
    for (let length = SHORTEST_STEM; length <= word.length; length++) {
      const begun = stems.get(word.slice(0, length));
      if (begun) found.push(...begun);
    }
    const whole = exact.get(word) ?? NONE;
    const all = found.length === 0 ? whole : [...whole, ...found];
    if (known.size < MAX_KNOWN) known.set(word, all);
    return all;
  };
}
