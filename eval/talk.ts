import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseLine } from "../server/cli/script.ts";
import type { Step } from "../server/cli/script.ts";

/** What a talk can do besides what scripts of `npm run chat` can. */
export type TalkStep =
  | Step
  /** Time goes by, and the timers that are due ring. */
  | { readonly do: "wait"; readonly minutes: number };

/** One customer's conversation, and what it must leave behind. */
export interface Talk {
  readonly title: string;
  readonly steps: readonly TalkStep[];
  /** Everything in the database that is not as it was, in the words of `changesOf`. */
  readonly changes: readonly string[];
}

/** Reads every talk of a folder; its files hold several each. @throws Error naming the line that is none. */
export function readTalks(folder: string): Talk[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".talk"));
  return files.sort().flatMap((file) => parseTalks(readFileSync(join(folder, file), "utf8"), file));
}

/**
 * Reads talks: `## TITLE` begins one, then the lines of a script (`server/cli/script.ts`; `> one || two` writes twice at
 * once), `~ MINUTES` lets time go by, and `$ CHANGE` names one thing that must be different in the database at the end.
 */
export function parseTalks(text: string, file: string): Talk[] {
  const talks: { title: string; steps: TalkStep[]; script: Step[]; changes: string[] }[] = [];
  for (const [index, untrimmed] of text.split(/\r?\n/).entries()) {
    const line = untrimmed.trim();
    const fault = (what: string) => new Error(`${file}, line ${index + 1}: ${what}: ${line}`);
    if (line.startsWith("## ")) {
      talks.push({ title: line.slice(3), steps: [], script: [], changes: [] });
      continue;
    }
    if (line === "" || line.startsWith("#")) continue;
    const talk = talks.at(-1);
    if (!talk) throw fault("no talk has begun");
    if (line.startsWith("$")) talk.changes.push(line.slice(1).trim());
    else if (line.startsWith("~")) {
      const minutes = Number(line.slice(1));
      if (!(minutes > 0)) throw fault("how many minutes");
      talk.steps.push({ do: "wait", minutes });
    } else {
      const step = parseLine(line, talk.script);
      if (typeof step === "string") throw fault(step);
      talk.script.push(step);
      talk.steps.push(step);
    }
  }
  return talks.map(({ title, steps, changes }) => ({ title, steps, changes }));
}
