import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startArguments } from "../test/support/start-command.ts";
import { freePort } from "./support/free-port.ts";
import { median } from "./support/quantile.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Report } from "./support/report.ts";
import { inTempFolder } from "./support/temp-folder.ts";

const ROOT = join(import.meta.dirname, "..");
const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 30_000;

await runFigure((effort) => inTempFolder((folder) => start(folder, effort)));

/** How long a server takes from being spawned until it is ready, the first time and later. */
async function start(folder: string, effort: Effort): Promise<Report> {
  const times = effort.times(5, 3);
  progress(`starting ${2 * times} times`);
  const fresh: number[] = [];
  const again: number[] = [];
  for (let at = 0; at < times; at++) {
    const file = join(folder, `start-${at}.db`);
    fresh.push(await startToReady(file));
    again.push(await startToReady(file));
  }
  return {
    readings: [
      { what: "start to ready, empty database", value: median(fresh) / 1_000, unit: "s" },
      { what: "start to ready, existing database", value: median(again) / 1_000, unit: "s" },
      { what: "start to ready, longest", value: Math.max(...fresh, ...again) / 1_000, unit: "s" },
    ],
    notes: [
      `spawn of node server/main.ts until GET /readyz answers 200; median of ${times}. An empty database is migrated and filled with the demo insurer first.`,
    ],
  };
}

async function startToReady(file: string): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, startArguments, {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), DATABASE_URL: `sqlite:${file}` },
    stdio: "ignore",
  });
  try {
    while (!(await isReady(port))) {
      if (performance.now() - startedAt > PATIENCE_MS) throw new Error("The server is not ready.");
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return performance.now() - startedAt;
  } finally {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
  } catch {
    return false;
  }
}
