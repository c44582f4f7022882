import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem } from "node:os";

const PACKAGES = [
  "@langchain/langgraph",
  "@langchain/langgraph-checkpoint-sqlite",
  "better-sqlite3",
  "koa",
  "pg",
];

/** Where and with what figures were measured. */
export function describeMachine() {
  const cores = cpus();
  return {
    cpu: cores[0]?.model ?? "unknown",
    cores: cores.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    /** Averages of the last 1, 5 and 15 minutes when the run began; the bench itself had not started. */
    load: loadavg().map((load) => Number(load.toFixed(2))),
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
  };
}

export type Machine = ReturnType<typeof describeMachine>;

function versionOf(name: string): string {
  const folder = createRequire(import.meta.url)
    .resolve.paths(name)!
    .map((path) => `${path}/${name}/package.json`);
  for (const file of folder) {
    try {
      return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
    } catch {
      // Not in this node_modules; the next one up may have it.
    }
  }
  return "not installed";
}
