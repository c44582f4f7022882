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

/** Reads the examples of every language, in the order they stand, with the hash of the files. */
export function readExamples(): { examples: Example[]; hash: string } {
  const hash = createHash("sha256");
  const examples = Language.options.flatMap((language) => {
    const file = readFileSync(
      join(import.meta.dirname, "..", "examples", `${language}.jsonl`),
      "utf8",
    );
    hash.update(file);
    const lines = file.split("\n").filter((line) => line !== "");
    return lines.map((line) => {
      const { text, intent } = Line.parse(JSON.parse(line));
      return { text, intent, language };
    });
  });
  return { examples, hash: hash.digest("hex") };
}
