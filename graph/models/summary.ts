import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import type { Model, Question } from "./model.ts";

/** Shorter than this it is good as it is; a call for every line that falls out of the window would be waste. */
const WORTH_LENGTH = 1_200;
const MAX_LENGTH = 800;

const INSTRUCTIONS = `Shorten what was said between a customer, our agents and people of our team to at most 100 words, oldest first.
Keep what the customer wanted, what was settled, and every policy number, claim number, date and amount that still matters, exactly as it is written.
Say who said what where a person of our team spoke. Add nothing that is not there. Plain text, no list.`;

/** Is so much said before the remembered lines that shortening it is worth a call? */
export function isWorthShortening(summary: string): boolean {
  return summary.length > WORTH_LENGTH;
}

/**
 * Lets the model shorten what was said before.
 * @returns undefined when its words are too many, none, or hold a figure that was never said.
 * @throws AppError when the model cannot be asked.
 */
export async function summaryByModel(
  { model, signal, onUsage }: Pick<Question, "signal" | "onUsage"> & { readonly model: Model },
  summary: string,
): Promise<string | undefined> {
  const messages = [new SystemMessage(INSTRUCTIONS), new HumanMessage(summary)];
  const said = await model.ask({ messages, tools: [], signal, onUsage });
  const text = said.text.trim();
  if (text === "" || text.length > MAX_LENGTH) return undefined;
  return saysNoMore(text, summary) ? text : undefined;
}

/** Every figure, number and address of the short form stands in the long one. */
function saysNoMore(text: string, source: string): boolean {
  const known = factsIn(source);
  return [...factsIn(text)].every((fact) => known.has(fact));
}

/** The words that hold a digit or an @, without the punctuation around them. */
function factsIn(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().split(/\s+/u);
  const bare = words.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  return new Set(bare.filter((word) => /[\d@]/u.test(word)));
}
