import type { Language } from "../core/conversation.ts";
import type { PolicyKind } from "../core/records.ts";
import {
  ENGLISH_AFTER_ALL,
  KIND_WORDS,
  SAME_WORDS,
  STOP_WORDS,
  WEAK_WORDS,
} from "./clause-words.ts";
import { fold } from "./fold.ts";

/** More of a question than this is not read: the cost of a turn stays bounded. */
const MAX_LENGTH = 1_000;

/** A question as it is searched. */
export interface ClauseQuestion {
  /** All words in their order, for phrases. */
  readonly sentence: string;
  /** The words that ask for something, each with those that mean the same; none when nothing in particular is asked. */
  readonly words: readonly (readonly string[])[];
  /** True when it holds only words about insurance itself. */
  readonly isWeak: boolean;
}

/** What a customer's question asks the clauses of a policy of this kind for. */
export function readQuestion(question: string, kind: PolicyKind): ClauseQuestion {
  const words = splitWords(question.slice(0, MAX_LENGTH));
  const content = contentOf(words, KIND_WORDS[kind]);
  const strong = content.filter((word) => !WEAK_WORDS.has(word));
  const isWeak = strong.length === 0;
  const asked = isWeak ? content : strong;
  return {
    sentence: sentenceOf(words),
    words: asked.map((word) => SAME_WORDS.get(word) ?? [word]),
    isWeak,
  };
}

/** Does a keyword of several words stand in the question as it is? */
export function holdsPhrase({ sentence }: ClauseQuestion, keyword: string): boolean {
  return /[ -]/.test(keyword) && sentence.includes(sentenceOf(splitWords(keyword)));
}

/** The folded words of a text, apostrophes kept but for the owner's. */
function splitWords(text: string): string[] {
  const words =
    fold(text)
      .replaceAll("’", "'")
      .match(/[a-z0-9]+(?:'[a-z]+)?/g) ?? [];
  return words.map((word) => word.replace(/'s$/, ""));
}

/** Words in a form in which a phrase can be looked for without hitting the middle of a word. */
function sentenceOf(words: readonly string[]): string {
  return ` ${words.join(" ")} `;
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
