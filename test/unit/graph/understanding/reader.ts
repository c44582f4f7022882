import { makeUnderstanding } from "../../../../graph/understanding/index.ts";
import type { Reading, ReadingContext } from "../../../../graph/understanding/index.ts";

/** A Sunday. */
export const NOW = Date.parse("2026-11-22T12:00:00Z");

const understand = makeUnderstanding({ now: () => NOW });

/** Reads a message in a calm English conversation with the bot, unless told otherwise. */
export function read(text: string, context: Partial<ReadingContext> = {}): Reading {
  return understand(text, {
    language: "en",
    hasPendingQuestion: false,
    withPerson: false,
    ...context,
  });
}

/** The sentences of a table: one per line. */
export function lines(table: string): string[] {
  return table
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
