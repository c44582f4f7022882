import { readConfigFromProcess } from "../../core/config.ts";
import type { Config } from "../../core/config.ts";
import { AppError } from "../../core/errors.ts";
import { checksOf } from "./doctor/checks.ts";
import { HELP, parseDoctorOptions } from "./doctor/options.ts";
import { isFine, presentResults, resultsAsJson } from "./doctor/present.ts";
import { runChecks } from "./doctor/run.ts";
import type { Result } from "./doctor/run.ts";

/** Time for each check. */
const CHECK_MS = 5_000;

try {
  await main(process.argv.slice(2));
} catch (thrown) {
  const message = thrown instanceof AppError ? thrown.message : String((thrown as Error).stack);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

async function main(args: readonly string[]): Promise<void> {
  const { url, isJson, isHelp } = parseDoctorOptions(args);
  if (isHelp) {
    process.stdout.write(HELP);
    return;
  }
  const results = await diagnose(url);
  process.stdout.write(isJson ? resultsAsJson(results) : presentResults(results));
  process.exitCode = isFine(results) ? 0 : 1;
}

async function diagnose(url: string | undefined): Promise<Result[]> {
  const config = readSettings();
  return Array.isArray(config) ? config : runChecks(checksOf(config, url, Date.now), CHECK_MS);
}

/** The settings, or one result for each of their faults: with wrong ones there is nothing else to look at. */
function readSettings(): Config | Result[] {
  try {
    return readConfigFromProcess();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "misconfigured") throw thrown;
    const [, ...faults] = thrown.message.split("\n  - ");
    const fix = "mend it in .env or the environment; .env.example says what it takes";
    return faults.map((found) => ({ what: "settings", status: "fault", found, fix }));
  }
}
