import type { Choice } from "./conversation.ts";

/**
 * The text with a number for each choice, so that it can be answered wherever only text is seen (`/chat`, the console,
 * a channel without buttons): a choice that the text already describes in a line of its own ("• AUT-1042: …") gets its
 * number there, the others follow at the end. Done once, when the graph says something; the transcript keeps this text,
 * channels without buttons send it as it is, and channels with buttons take the list at the end away again.
 */
export function withNumbers(text: string, choices: readonly Choice[]): string {
  const lines = text.split("\n");
  const rest = choices.flatMap(({ id, title }, index) => {
    const at = lines.findIndex((line) => describes(line, id));
    if (at < 0) return [`${index + 1}. ${title}`];
    lines[at] = lines[at]!.replace("•", `${index + 1}.`);
    return [];
  });
  return [...lines, ...rest].join("\n");
}

/** Does the text number these choices already? The last one tells: a long text may have left in several parts. */
export function hasNumbers(text: string, choices: readonly Choice[]): boolean {
  const name = choices.at(-1)?.title.split(" ")[0];
  return (
    name !== undefined &&
    text.split("\n").some((line) => line.startsWith(`${choices.length}. ${name}`))
  );
}

function describes(line: string, id: string): boolean {
  return line.startsWith(`• ${id}:`) || line.startsWith(`• ${id},`);
}
