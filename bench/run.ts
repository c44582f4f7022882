import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Figure } from "./figures.ts";
import { judge } from "./support/judge.ts";
import type { Outcome } from "./support/judge.ts";
import { describeMachine } from "./support/machine.ts";
import { USAGE, readOptions } from "./support/options.ts";
import type { Options } from "./support/options.ts";
import type { Report } from "./support/report.ts";
import { resultsPage } from "./support/results-page.ts";
import { terminalLines } from "./support/table.ts";

try {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") process.stdout.write(USAGE);
  else await bench(options);
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${USAGE}`);
  process.exitCode = 2;
}

/** Runs the figures one after the other, each in its own process: a clean heap, and a JIT that knows nothing else. */
async function bench({ wanted, isQuick, isJson, isWritten }: Options): Promise<void> {
  const run = { at: new Date().toISOString(), isQuick, machine: describeMachine() };
  const outcomes: Outcome[] = [];
  for (const figure of wanted) {
    process.stderr.write(`${figure.name}: ${figure.about}\n`);
    const outcome = await runOne(figure, isQuick);
    outcomes.push(outcome);
    if (!isJson) process.stdout.write(`${terminalLines(outcome).join("\n")}\n`);
  }
  const result = { ...run, figures: outcomes };
  if (isJson) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (isQuick) process.stdout.write("A quick run: these numbers are for trying things out.\n");
  if (isWritten) await writeFile(join(import.meta.dirname, "results.md"), resultsPage(result));
}

async function runOne(figure: Figure, isQuick: boolean): Promise<Outcome> {
  const startedAt = performance.now();
  const args = [join(import.meta.dirname, figure.file), ...(isQuick ? ["--quick"] : [])];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  const seconds = (performance.now() - startedAt) / 1_000;
  // One figure that breaks must not take the others along.
  if (code !== 0) {
    const skipped = `It broke off (exit code ${code}); what it said is on standard error.`;
    return judge(figure, { readings: [], notes: [], skipped }, seconds);
  }
  return judge(figure, JSON.parse(printed) as Report, seconds);
}
