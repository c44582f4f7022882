import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { IntentName } from "../core/conversation.ts";
import type { Language } from "../core/conversation.ts";
import type { ReadingContext } from "../graph/understanding/index.ts";

/** Sets that ask for more than the right name: what is not ours, by how far; what only sounds like something. */
const SetName = z.enum(["near", "far", "not_person", "not_disconnect"]);

const Line = z.strictObject({
  text: z.string().min(1),
  /** Left out where only a wrong meaning is looked for. */
  intent: IntentName.optional(),
  set: SetName.optional(),
});

/** A message of the test split. */
export type SplitLine = z.infer<typeof Line>;

/** Reads the test split of a language: messages nothing was trained or tuned on. */
export function readSplit(language: Language): SplitLine[] {
  const file = readFileSync(join(import.meta.dirname, "split", `${language}.jsonl`), "utf8");
  const lines = file.split("\n").filter((line) => line !== "");
  return lines.map((line) => Line.parse(JSON.parse(line)));
}

/** The moment at which a message of its kind is written: a yes after a question, a goodbye while with a person. */
export function momentOf({ intent, set }: SplitLine, language: Language): ReadingContext {
  return {
    language,
    hasPendingQuestion: intent === "affirm" || intent === "deny",
    withPerson: intent === "disconnect" || set === "not_disconnect",
  };
}
