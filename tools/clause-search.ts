import { Language } from "../core/conversation.ts";
import type { Clause, PolicyKind } from "../core/records.ts";
import { sentenceOf, splitWords } from "./clause-index.ts";
import type { Entry } from "./clause-index.ts";
import { ENGLISH_AFTER_ALL, KIND_WORDS, STOP_WORDS, WEAK_WORDS } from "./clause-words.ts";
import { stem } from "./stem.ts";
import { isOneSlipAway } from "./typo.ts";

/** A clause and how well it answers, 0..1. */
export interface ClauseHit {
  readonly clause: Clause;
  readonly score: number;
}

/*
 * Every number below was set by the questions in test/unit/tools/clause-quality.test.ts.
 */

/** Below this we rather say that we found nothing. */
const FLOOR = 0.39;

/** The floor for weak words alone ("how do I claim"): a clause must be called so, not just mention it. */
const WEAK_FLOOR = 0.7;

/** A keyword of several words that stands in the question as it is. */
const PHRASE_BONUS = 0.25;

/** A word that no clause knows; without it "alien abduction in my garage" would be about garages. */
const UNKNOWN_WEIGHT = 0.7;

/** Less than this is not divided by: a word that most clauses hold does not find one alone. */
const MIN_ASKED = 0.6;

/** Terms (deductible, duties) say neither yes nor no, so they lose ties. */
const TERMS_FACTOR = 0.9;

/** A contract has at least so many clauses; in a shorter one "most clauses" means nothing. */
const MIN_CLAUSES = 8;

/** More of a question than this is not read: the cost of a turn stays bounded. */
const MAX_QUESTION_LENGTH = 1_000;

/** A question as it is searched. */
interface Asked {
  /** All words in their order, for phrases. */
  readonly sentence: string;
  /** The stems of each word that counts. */
  readonly terms: readonly (readonly string[])[];
  /** True when it holds only words about insurance itself. */
  readonly isWeak: boolean;
}

/** The clause that says most about what a question asks, or undefined when none says enough. */
export function searchClauses(
  entries: readonly Entry[],
  kind: PolicyKind,
  question: string,
): ClauseHit | undefined {
  const asked = readQuestion(question, KIND_WORDS[kind], entries);
  const rarities = asked.terms.map((keys) => rarityOf(keys, entries));
  const hits = entries
    .map((entry) => ({ clause: entry.clause, score: scoreOf(entry, asked, rarities) }))
    .sort((left, right) => right.score - left.score);
  const [best, second] = hits;
  if (!best || best.score < (asked.isWeak ? WEAK_FLOOR : FLOOR)) return undefined;
  // Two clauses of the same name: weak words cannot tell which was meant.
  if (asked.isWeak && second?.score === best.score) return undefined;
  return best;
}

/** Does a question name nothing that a clause could be about? */
export function isEmptyQuestion(question: string, kind: PolicyKind): boolean {
  const words = splitWords(question.slice(0, MAX_QUESTION_LENGTH));
  return contentOf(words, KIND_WORDS[kind]).length === 0;
}

function readQuestion(
  question: string,
  kindWords: ReadonlySet<string>,
  entries: readonly Entry[],
): Asked {
  const words = splitWords(question.slice(0, MAX_QUESTION_LENGTH));
  const content = contentOf(words, kindWords);
  const strong = content.filter((word) => !WEAK_WORDS.has(word));
  const isWeak = strong.length === 0;
  const terms = (isWeak ? content : strong).map((word) => keysOf(word, entries));
  return { sentence: sentenceOf(words), terms, isWeak };
}

/** The words that ask for something; "what does my car insurance cover?" holds none. */
function contentOf(words: readonly string[], kindWords: ReadonlySet<string>): string[] {
  const count = (language: Language) =>
    words.filter((word) => STOP_WORDS[language].has(word)).length;
  const isEnglish = count("en") > count("es");
  const isStop = (word: string) =>
    STOP_WORDS.en.has(word) ||
    kindWords.has(word) ||
    (STOP_WORDS.es.has(word) && !(isEnglish && ENGLISH_AFTER_ALL.has(word)));
  return [...new Set(words)].filter((word) => !isStop(word));
}

/** The stems a word may stand for; those one slip away when nothing is spelt like it. */
function keysOf(word: string, entries: readonly Entry[]): readonly string[] {
  const keys = Language.options.map((language) => `${language}:${stem(word, language)}`);
  if (entries.some(({ weights }) => keys.some((key) => weights.has(key)))) return keys;
  const vocabulary = new Set(entries.flatMap(({ weights }) => [...weights.keys()]));
  const near = [...vocabulary].filter((key) =>
    keys.some(
      (own) => own.slice(0, 3) === key.slice(0, 3) && isOneSlipAway(own.slice(3), key.slice(3)),
    ),
  );
  return near.length > 0 ? near : keys;
}

/** 1 for a word of one clause, 0 for a word of all; null for a word of none. */
function rarityOf(keys: readonly string[], entries: readonly Entry[]): number | null {
  const holders = entries.filter(({ weights }) => keys.some((key) => weights.has(key))).length;
  if (holders === 0) return null;
  return 1 - Math.log(holders) / Math.log(Math.max(entries.length, MIN_CLAUSES));
}

/** The share of the question's weight that the clause holds. */
function scoreOf(entry: Entry, asked: Asked, rarities: readonly (number | null)[]): number {
  const held = asked.terms.reduce((sum, keys, index) => {
    const weight = Math.max(0, ...keys.map((key) => entry.weights.get(key) ?? 0));
    return sum + weight * (rarities[index] ?? 0);
  }, 0);
  if (held === 0) return 0;
  const known = rarities.reduce<number>((sum, rarity) => sum + (rarity ?? 0), 0);
  const total = asked.isWeak ? known : Math.max(MIN_ASKED, known + unknownWeight(rarities));
  const bonus = entry.phrases.some((phrase) => asked.sentence.includes(phrase)) ? PHRASE_BONUS : 0;
  const share = held / total + bonus;
  return Math.min(1, share * (entry.clause.effect === "terms" ? TERMS_FACTOR : 1));
}

/** Each further unknown word weighs less, so that a long story still finds the clause its one telling word names. */
function unknownWeight(rarities: readonly (number | null)[]): number {
  const unknown = rarities.filter((rarity) => rarity === null);
  return unknown.reduce((sum, _, index) => sum + UNKNOWN_WEIGHT / (index + 1), 0);
}
