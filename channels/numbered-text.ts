import type { Choice } from "../core/conversation.ts";
import { hasNumbers } from "../core/numbered-choices.ts";

/** Longest text both WhatsApp providers take, in UTF-16 code units. */
export const WHATSAPP_TEXT = 4_096;

/** What a channel that may have to number its choices leaves free: ten lines of number, 20 characters and a break. */
export const NUMBERING_ROOM = 256;

/** A text with its choices as a numbered list, for channels or lengths that have no buttons; never numbered twice. */
export function numberedText(text: string, choices: readonly Choice[]): string {
  if (choices.length === 0 || hasNumbers(text, choices)) return text;
  const lines = choices.map((choice, index) => `${index + 1}. ${choice.title}`);
  return `${text}\n\n${lines.join("\n")}`;
}

/** The text without the list of choices at its end, for buttons that say the same; descriptions stay, with their numbers. */
export function withoutList(text: string, choices: readonly Choice[]): string {
  const lines = text.split("\n");
  const list = new Set(choices.map(({ title }, index) => `${index + 1}. ${title}`));
  while (lines.length > 1 && list.has(lines.at(-1) ?? "")) lines.pop();
  return lines.join("\n");
}
