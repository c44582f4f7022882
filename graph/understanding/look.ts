import type { Language } from "../../core/conversation.ts";
import { languageOf } from "./language.ts";
import { findMentions } from "./mentions/index.ts";
import { makeVectorizer } from "./model/features.ts";
import { marginsOf } from "./model/model.ts";
import type { Margins, Model } from "./model/model.ts";
import type { Mentions, ReadingContext } from "./reading.ts";
import { withoutGreeting } from "./rules/courtesy.ts";
import { ruleOn } from "./rules/index.ts";
import type { Ruling } from "./rules/index.ts";
import { makeSpelling } from "./spelling/index.ts";
import type { Words } from "./spelling/index.ts";

/** What rules and model see in a message, before anything is decided. */
export interface Look {
  /** What both readers say. */
  readonly margins: Margins;
  /** The share of its words nobody knows, 0..1: at 1 whatever the model says is a guess. */
  readonly strangeness: number;
  readonly mentions: Mentions;
  readonly language: Language | undefined;
  /** What the rules are certain of; they are asked about what was typed, then about what was meant to be. */
  readonly rule: Ruling | undefined;
}

/** A model and the words its training met. */
export interface Learned {
  readonly model: Model;
  readonly words: Words;
}

/** Makes the first look at a message. */
export function makeLook({
  model,
  words,
}: Learned): (text: string, context: ReadingContext, now: number) => Look {
  const vectorOf = makeVectorizer(model.vocabulary);
  const spelling = makeSpelling(words, model.vocabulary);
  const spanishHead = model.classes.indexOf("es");

  return (text, context, now) => {
    const { text: meant, strangeness } = spelling(text);
    const margins = marginsOf(model, vectorOf(withoutGreeting(meant)));
    const language = languageOf(withoutEmails(text), margins.linear[spanishHead] ?? 0);
    const mentions = findMentions(text, now, language ?? context.language);
    const rule =
      ruleOn(text, context, mentions) ??
      (meant === text ? undefined : ruleOn(meant, context, mentions));
    return { margins, strangeness, mentions, language, rule };
  };
}

/** The letters of an address are no words of a language. */
function withoutEmails(text: string): string {
  return text.includes("@") ? text.replace(/\S+@\S+/gu, " ") : text;
}
