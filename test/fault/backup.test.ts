import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDoors, until } from "../support/house.ts";
import { startServer } from "../support/server-process.ts";
import type { ServerProcess } from "../support/server-process.ts";

const ROOT = join(import.meta.dirname, "../..");

let folder: string;
let server: ServerProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "backup-"));
});
afterEach(async () => {
  await server?.end("SIGKILL");
  server = undefined;
  rmSync(folder, { recursive: true });
});

function backUp(databaseUrl: string, ...args: readonly string[]) {
  return promisify(execFile)(process.execPath, ["server/cli/backup.ts", ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
}

test("a backup taken under traffic is whole: it holds all that was accepted before, and a server runs on it", async () => {
  const file = join(folder, "house.db");
  const copy = join(folder, "copies", "copy.db");
  server = await startServer(`sqlite:${file}`);
  const { webhook } = openDoors(server.url);
  let accepted = 0;
  let isBusy = true;
  const traffic = (async () => {
    while (isBusy) {
      await webhook(`+1425555${4000 + (accepted % 40)}`, "hello");
      accepted++;
    }
  })();
  await until("there is something to lose", async () => accepted > 20);
  const before = accepted;
  const { stdout } = await backUp(`sqlite:${file}`, copy);
  isBusy = false;
  await traffic;
  expect(accepted).toBeGreaterThan(before);
  expect(stdout).toMatch(/conversations, \d+ lines; checked, complete/);
  expect(statSync(copy).mode & 0o077).toBe(0);

  const db = new Database(copy, { readonly: true });
  const { kept } = db.prepare("SELECT COUNT(*) AS kept FROM inputs").get() as { kept: number };
  db.close();
  expect(kept).toBeGreaterThanOrEqual(before);
  await server.end("SIGTERM");
  server = await startServer(`sqlite:${copy}`);
  await until("the copy's server has answered what was waiting", async () => {
    const open = new Database(copy, { readonly: true });
    const { waiting } = open
      .prepare("SELECT COUNT(*) AS waiting FROM inputs WHERE status = 'waiting'")
      .get() as { waiting: number };
    open.close();
    return waiting === 0;
  });
}, 60_000);

test("a backup never writes over a file, and leaves nothing half done", async () => {
  const file = join(folder, "house.db");
  const db = new Database(file);
  db.exec("CREATE TABLE conversations (id TEXT)");
  db.close();
  const taken = join(folder, "taken.db");
  new Database(taken).close();
  await expect(backUp(`sqlite:${file}`, taken)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("exists already") as string,
  });
  // A database that is not the contact center's has no lines to count.
  const to = join(folder, "copy.db");
  await expect(backUp(`sqlite:${file}`, to)).rejects.toMatchObject({ code: 1 });
  expect(existsSync(to)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);
});

test.each([
  ["postgres://user:sekret@127.0.0.1:1/house", "pg_dump"],
  ["sqlite::memory:", "in memory"],
  ["sqlite:/nowhere/at/all.db", "There is no database at /nowhere/at/all.db"],
])("says in a sentence why %s cannot be copied", async (url, sentence) => {
  const refused = backUp(url, join(folder, "copy.db"));
  await expect(refused).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(sentence) as string,
  });
  await expect(refused).rejects.not.toMatchObject({
    stderr: expect.stringContaining("sekret") as string,
  });
});
