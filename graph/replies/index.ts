import type { Language } from "../../core/conversation.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { Replies } from "./replies.ts";

export type * from "./facts.ts";
export type * from "./replies.ts";

const byLanguage: Readonly<Record<Language, Replies>> = { en, es };

/** Every language's replies, for words that count in whatever language they come. */
export const allReplies: readonly Replies[] = Object.values(byLanguage);

/** What the local answers say in this language. */
export function repliesFor(language: Language): Replies {
  return byLanguage[language];
}
