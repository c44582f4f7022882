import { conceptsOf } from "./concepts.ts";
import { makeVectorizer } from "./features.ts";
import { plain } from "./fold.ts";
import { marginsOf } from "./linear-model.ts";
import type { LinearModel } from "./linear-model.ts";
import { withoutGreeting } from "./rules/courtesy.ts";
import { ruleWords } from "./rules/index.ts";
import { NO_SLIPS } from "./rules/lexicon.ts";
import { makeSpeller } from "./spelling.ts";

/** Slips are put right so far into a message; what cannot wait comes first. */
const MAX_SPELLED = 600;

/** Makes the model's part of reading a message: the margin of every class. */
export function makeScoring(model: LinearModel): (text: string) => Float64Array {
  const vectorOf = makeVectorizer(model.vocabulary);
  return (text) => marginsOf(model, vectorOf(withoutGreeting(text)));
}

/** A message as it was meant to be typed. */
export interface Spelled {
  readonly text: string;
  /** The share of its words that nobody knows, 0..1: of made-up words, a foreign language, a cat on the keyboard. */
  readonly strangeness: number;
}

/** A shorter word put right may as well be a word of its own. */
const SURELY_MEANT = 6;
/** "The" and "una" stand beside nonsense as well as beside sense. */
const LITTLE = 3;
const NOISE = /^(?:h+m+|m{2,}|u+h*m*|e+h+m*|e+r+m*|p+f+)$/u;

/**
 * Makes a reader of what was meant to be typed; what is spelled right comes back as it is, the rest as plain words.
 * @param words those training saw, most frequent first.
 */
export function makeSpelling(words: readonly string[]): (text: string) => Spelled {
  const rare = new Set(NO_SLIPS);
  const spell = makeSpeller(
    new Set([...words, ...ruleWords]),
    (word) => rare.has(word) || conceptsOf(word).length > 0,
  );
  return (text) => {
    // An address is no word; it stays one thing, as the model knows it.
    const typed = plain(text.slice(0, MAX_SPELLED).replace(/\S+@\S+/gu, " xemail ")).split(" ");
    const spelled = spell(typed);
    const isMeant = (word: string, at: number) =>
      word === "xemail" ||
      (spell.isKnown(word) && !NOISE.test(word)) ||
      (word !== spelled[at] && word.length >= SURELY_MEANT);
    const least = typed.some((word) => word.length > LITTLE) ? LITTLE : -1;
    const telling = typed.filter((word) => word.length > least).length;
    const known = typed.filter((word, at) => word.length > least && isMeant(word, at)).length;
    return {
      text: spelled === typed ? text : spelled.join(" "),
      strangeness: 1 - known / telling,
    };
  };
}
