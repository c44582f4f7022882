import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");

/** As a test run does: starts Postgres, finds a fault, says so by its exit code, stops Postgres. */
const runEndingWith = (code: number) => `
  const { startPostgres } = await import("./test/support/postgres-server.ts");
  const server = await startPostgres();
  process.exitCode = ${code};
  await server.stop();
`;

test.for([0, 3])(
  "a run that had a Postgres and ends with %i says so, so that a failing test fails the run",
  async (code) => {
    const run = spawn(process.execPath, ["--input-type=module", "-e", runEndingWith(code)], {
      cwd: ROOT,
    });
    expect(await once(run, "exit")).toEqual([code, null]);
  },
);
