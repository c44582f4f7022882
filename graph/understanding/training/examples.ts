import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { IntentName, Language } from "../../../core/conversation.ts";

const Line = z.strictObject({ text: z.string().min(1), intent: IntentName });

/** One sentence a customer might write, and what it means. */
export interface Example {
  readonly text: string;
  readonly intent: IntentName;
  readonly language: Language;
}

/** What the model learns from, and what its thresholds are learned on; written apart from each other. */
export type Collection = "examples" | "development";

/** Reads a collection in every language, in the order it stands, with the hash of the files. */
export function readExamples(collection: Collection): { examples: Example[]; hash: string } {
  const pathOf = (language: Language) =>
    join(import.meta.dirname, "..", collection, `${language}.jsonl`);
  const examples = Language.options.flatMap((language) => {
    const lines = readFileSync(pathOf(language), "utf8").split("\n").filter(Boolean);
    return lines.map((line) => {
      const { text, intent } = Line.parse(JSON.parse(line));
      return { text, intent, language };
    });
  });
  return { examples, hash: hashOf(Language.options.map(pathOf)) };
}

/** SHA-256 of files, one after the other. */
export function hashOf(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest("hex");
}
