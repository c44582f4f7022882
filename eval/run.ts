import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { terminalLines } from "../bench/support/table.ts";
import { evaluate } from "./evaluate.ts";
import { parts } from "./figures.ts";
import { recordShownTalk } from "./model-talks.ts";
import { evalPage } from "./results-page.ts";

const RECORD = "docs/runs/talk-with-a-model.md";
const USAGE = `npm run eval -- [--only ${parts.map(({ name }) => name).join("|")}] [--json]
npm run eval -- --record

  --only NAME  only this part
  --json       one JSON object on standard output
  --record     only writes down one talk with a scripted model

A whole run rewrites eval/results.md and ${RECORD}.
`;

try {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      json: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) process.stdout.write(USAGE);
  else if (values.record) await record();
  else await run(values.only, values.json);
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${USAGE}`);
  process.exitCode = 2;
}

/** Evaluates and prints; a missed target is a mark in the table, not a failure of the program. */
async function run(only: string | undefined, isJson: boolean): Promise<void> {
  const wanted = parts.filter(({ name }) => only === undefined || name === only);
  if (wanted.length === 0) throw new Error(`There is no ${only} to evaluate.`);
  const outcomes = [];
  for (const part of wanted) {
    const outcome = await evaluate(part);
    outcomes.push(outcome);
    if (isJson) continue;
    const notes = outcome.notes.map((note) => `  - ${note}`);
    process.stdout.write(`${[...terminalLines(outcome), ...notes, ""].join("\n")}\n`);
  }
  const result = { at: new Date().toISOString(), node: process.version, parts: outcomes };
  if (isJson) process.stdout.write(`${JSON.stringify(result)}\n`);
  if (only === undefined) {
    await writeFile(join(import.meta.dirname, "results.md"), evalPage(result));
    await record();
  }
}

/** Writes down the talk that shows tools, guards and our own answers at work. */
async function record(): Promise<void> {
  await writeFile(join(import.meta.dirname, "..", RECORD), await recordShownTalk());
}
