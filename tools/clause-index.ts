import { Language } from "../core/conversation.ts";
import type { Clause, Product } from "../core/records.ts";
import { STOP_WORDS } from "./clause-words.ts";
import { fold } from "./fold.ts";
import { stem } from "./stem.ts";

/** How much a word counts by where a clause has it: its name says more than what it mentions. */
const WEIGHTS = { title: 1, keyword: 0.9, keywordPart: 0.7, text: 0.55 };

/** A clause as it is searched. */
export interface Entry {
  readonly clause: Clause;
  /** What each stem counts, 0..1, by language and stem ("en:windshield"). */
  readonly weights: ReadonlyMap<string, number>;
  /** Its keywords of several words, as sentences. */
  readonly phrases: readonly string[];
}

/** A product's clauses, English and Spanish together, ready to be searched. */
export function indexProduct(product: Product): readonly Entry[] {
  return product.clauses.map(indexClause);
}

/** Keeps each product's index until its text changes: building one takes 3 ms, comparing 0.05 ms. */
export function makeProductIndex(): (product: Product) => readonly Entry[] {
  const kept = new Map<string, { readonly text: string; readonly entries: readonly Entry[] }>();
  return (product) => {
    const text = JSON.stringify(product);
    const found = kept.get(product.product);
    if (found?.text === text) return found.entries;
    const entries = indexProduct(product);
    kept.set(product.product, { text, entries });
    return entries;
  };
}

function indexClause(clause: Clause): Entry {
  const weights = new Map<string, number>();
  const add = (text: string, language: Language, weight: number) => {
    // "pre-approval" is found by "preapproval" too.
    const joined = text.includes("-") ? splitWords(text.replaceAll("-", "")) : [];
    for (const word of new Set([...splitWords(text), ...joined])) {
      if (STOP_WORDS[language].has(word)) continue;
      const key = `${language}:${stem(word, language)}`;
      weights.set(key, Math.max(weight, weights.get(key) ?? 0));
    }
  };
  const { title, text, keywords, translations } = clause;
  add(title, "en", WEIGHTS.title);
  add(text, "en", WEIGHTS.text);
  add(translations.es.title, "es", WEIGHTS.title);
  add(translations.es.text, "es", WEIGHTS.text);
  const phrases: string[] = [];
  for (const language of Language.options) {
    for (const keyword of keywords[language]) {
      const words = splitWords(keyword);
      if (words.length > 1) phrases.push(sentenceOf(words));
      add(keyword, language, words.length > 1 ? WEIGHTS.keywordPart : WEIGHTS.keyword);
    }
  }
  return { clause, weights, phrases };
}

/** The folded words of a text, apostrophes kept. */
export function splitWords(text: string): string[] {
  return (
    fold(text)
      .replaceAll("’", "'")
      .match(/[a-z0-9]+(?:'[a-z]+)?/g) ?? []
  );
}

/** Words in a form in which a phrase can be looked for without hitting the middle of a word. */
export function sentenceOf(words: readonly string[]): string {
  return ` ${words.join(" ")} `;
}
