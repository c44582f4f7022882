import type { IntentName, Language } from "../../../core/conversation.ts";
import { makeLook } from "../look.ts";
import type { Learned } from "../look.ts";
import type { Margins } from "../model/model.ts";
import { impossibleIn } from "../possible.ts";
import type { ReadingContext } from "../reading.ts";
import type { Example } from "./examples.ts";

/** A message the rules leave to the model, as a model judges it that has not seen it. */
export interface HeldOut {
  readonly margins: Margins;
  readonly intent: IntentName;
  readonly impossible: ReadonlySet<IntentName>;
}

/** Looks at messages kept out of training; those the rules are certain of never reach the model's gates. */
export function holdOut(learned: Learned, messages: readonly Example[]): HeldOut[] {
  const look = makeLook(learned);
  return messages.flatMap(({ text, intent, language }) => {
    const context = momentOf(intent, language);
    const { rule, margins } = look(text, context, 0);
    return rule ? [] : [{ margins, intent, impossible: impossibleIn(text, context) }];
  });
}

/** The moment at which a message of its kind is written: a yes after a question. */
function momentOf(intent: IntentName, language: Language): ReadingContext {
  const hasPendingQuestion = intent === "affirm" || intent === "deny";
  return { language, hasPendingQuestion, withPerson: false };
}
