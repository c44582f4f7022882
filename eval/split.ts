import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { IntentName } from "../core/conversation.ts";
import type { Language } from "../core/conversation.ts";
import type { ReadingContext } from "../graph/understanding/index.ts";

/** Sets that ask for more than the right name: what is not ours, by how far; why a person is wanted; what only sounds like something. */
const SetName = z.enum([
  "near",
  "far",
  "asks",
  "hints",
  "complains",
  "danger",
  "not_person",
  "not_disconnect",
]);

const Line = z.strictObject({
  text: z.string().min(1),
  /** Left out where only a wrong meaning is looked for. */
  intent: IntentName.optional(),
  set: SetName.optional(),
});

/** A message of the test split. */
export type SplitLine = z.infer<typeof Line>;

/** Every meaning in turn, and more of those who need a person or are none of ours, where one message in 200 must tell. */
export type Part = "all" | "more";

/** Reads the test split of a language: messages nothing was trained or tuned on. */
export function readSplit(
  language: Language,
  parts: readonly Part[] = ["all", "more"],
): SplitLine[] {
  return parts.flatMap((part) => {
    const name = part === "all" ? `${language}.jsonl` : `more-${language}.jsonl`;
    const lines = readFileSync(join(import.meta.dirname, "split", name), "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => Line.parse(JSON.parse(line)));
  });
}

/** The moment at which a message of its kind is written: a yes after a question, a goodbye while with a person. */
export function momentOf({ intent, set }: SplitLine, language: Language): ReadingContext {
  return {
    language,
    hasPendingQuestion: intent === "affirm" || intent === "deny",
    withPerson: intent === "disconnect" || set === "not_disconnect",
  };
}
