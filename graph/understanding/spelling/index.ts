import { conceptsOf } from "../model/concepts.ts";
import type { Vocabulary } from "../model/features.ts";
import { ruleWords } from "../rules/index.ts";
import { NO_SLIPS } from "../rules/lexicon.ts";
import { wordsOf } from "../text/fold.ts";
import { makeSpeller } from "./speller.ts";
import { makeUsage } from "./usage.ts";
import type { Words } from "./usage.ts";

export type { Words } from "./usage.ts";

/** A message as it was meant to be typed. */
export interface Spelled {
  readonly text: string;
  /** The share of its words that nobody knows, 0..1: of made-up words, a foreign language, a cat on the keyboard. */
  readonly strangeness: number;
}

/** Slips are put right so far into a message; what cannot wait comes first. */
const MAX_SPELLED = 600;
/** A shorter word put right may as well be a word of its own. */
const SURELY_MEANT = 6;
/** "The" and "una" stand beside nonsense as well as beside sense. */
const LITTLE = 3;
const NOISE = /^(?:h+m+|m{2,}|u+h*m*|e+h+m*|e+r+m*|p+f+)$/u;

/** Makes a reader of what was meant to be typed; what is spelled right comes back as it is, the rest as plain words. */
export function makeSpelling(words: Words, vocabulary: Vocabulary): (text: string) => Spelled {
  const certain = new Set(NO_SLIPS);
  const spell = makeSpeller(makeUsage(words, vocabulary, ruleWords), {
    isCertain: (word) => certain.has(word),
    isSpelt: (word) => conceptsOf(word).length > 0,
  });
  return (text) => {
    const read = text.slice(0, MAX_SPELLED);
    // An address is no word; it stays one thing, as the model knows it.
    const typed = wordsOf(read.includes("@") ? read.replace(/\S+@\S+/gu, " xemail ") : read);
    const spelled = spell(typed);
    const isMeant = (word: string, at: number) =>
      word === "xemail" ||
      (spell.isKnown(word) && !NOISE.test(word)) ||
      (word !== spelled[at] && word.length >= SURELY_MEANT);
    const least = typed.some((word) => word.length > LITTLE) ? LITTLE : -1;
    let telling = 0;
    let known = 0;
    for (const [at, word] of typed.entries()) {
      if (word.length <= least) continue;
      telling += 1;
      if (isMeant(word, at)) known += 1;
    }
    return {
      text: spelled === typed ? text : spelled.join(" "),
      strangeness: 1 - known / telling,
    };
  };
}
