import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { all, run } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import { openSqlite } from "../../data/sqlite/index.ts";
import { engines } from "../support/engines.ts";
import { sqlContract } from "./suites/sql.ts";

for (const { name, makeSql } of engines) sqlContract(name, makeSql);

const unavailable = expect.objectContaining({ code: "store_unavailable", retryable: true });
const ROOT = join(import.meta.dirname, "../..");

describe("SQLite in a file", () => {
  let folder: string;
  let path: string;
  let sql: Sql;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "contact-center-"));
    path = join(folder, "deep", "er", "test.db");
    sql = openSqlite(path, Date.now);
    await sql.transaction(() => run("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)"));
  });
  afterEach(async () => {
    await sql.close();
    rmSync(folder, { recursive: true });
  });

  const write = (text: string) =>
    sql.transaction(() => run("INSERT INTO notes (text) VALUES ($1)", text));
  const texts = async () => {
    const rows = await sql.transaction(() => all<{ text: string }>("SELECT text FROM notes"));
    return rows.map(({ text }) => text);
  };

  const setLimit = (pages: number) =>
    sql.transaction(() => all<object>(`PRAGMA max_page_count = ${pages}`));

  /** Another program holds the file, as a backup or a shell would. */
  function holdByAnother(): { letGo: () => void } {
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    return { letGo: () => void other.close() };
  }

  test("waits for another program to let go of the file, and writes then", async () => {
    const other = holdByAnother();
    const written = write("late");
    // Until it has tried in vain at least once.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    other.letGo();
    expect(await written).toBe(1);
    expect(await texts()).toEqual(["late"]);
  });

  test("says that it is not available when the file stays locked, without stopping the process, and recovers", async () => {
    const other = holdByAnother();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const askedAt = Date.now();
    const first = [write("one"), write("two")];
    // Comes while they are being tried, and waits behind them.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    const results = await Promise.allSettled([...first, write("three")]);
    const elapsedMs = Date.now() - askedAt;
    delay.disable();
    other.letGo();
    const refused = { status: "rejected", reason: unavailable };
    expect(results).toEqual([refused, refused, refused]);
    expect(elapsedMs).toBeLessThan(7_000);
    // The machine itself may hiccup now and then; the driver would do so at every try.
    expect(delay.percentile(90) / 1e6).toBeLessThan(30);
    expect(await texts()).toEqual([]);
    expect(await write("four")).toBe(1);
  });

  test("a full disk is told to whom it concerns, and nothing that was told as stored is missing", async () => {
    await setLimit(1);
    const large = "x".repeat(100_000);
    const works = ["a", large, "b", large, "c"].map((text) => write(text));
    const results = await Promise.allSettled(works);
    const rejected = results.filter((result) => result.status === "rejected");
    expect(rejected.length).toBeGreaterThanOrEqual(2);
    for (const { reason } of rejected) expect(reason).toEqual(unavailable);
    expect(await texts()).toHaveLength(results.length - rejected.length);
    expect(await texts()).not.toContain(large);
    await setLimit(1_000_000);
    expect(await write(large)).toBe(1);
    expect(await texts()).toContain(large);
  });

  test("is nobody else's to read, nor are the files beside it", async () => {
    await write("private");
    const files = readdirSync(dirname(path)).filter((name) => !name.includes(".lock"));
    expect(files.toSorted()).toEqual(["test.db", "test.db-shm", "test.db-wal"]);
    for (const name of files) expect(statSync(join(dirname(path), name)).mode & 0o077).toBe(0);
  });

  test("syncs every commit that must survive a power cut, and no group of leases alone", async () => {
    const asked: string[] = [];
    const synchronous = function* (name: string) {
      const rows = yield* all<{ synchronous: number }>("PRAGMA synchronous");
      // 2 is FULL, 1 is NORMAL.
      asked.push(`${name} ${rows[0]!.synchronous}`);
    };
    await sql.lease(() => synchronous("lease"));
    await sql.transaction(() => synchronous("transaction"));
    await Promise.all([
      sql.lease(() => synchronous("lease beside a transaction")),
      sql.transaction(() => synchronous("its neighbour")),
    ]);
    await sql.lease(() => synchronous("lease"));
    expect(asked).toEqual([
      "lease 1",
      "transaction 2",
      "lease beside a transaction 2",
      "its neighbour 2",
      "lease 1",
    ]);
  });

  test("is refused to a second one in the same process, with what to do", async () => {
    const open = () => openSqlite(path, Date.now);
    expect(open).toThrow(
      expect.objectContaining({
        code: "misconfigured",
        message: expect.stringContaining(path) as string,
      }),
    );
    expect(open).toThrow(/DATABASE_URL/);
    expect(await write("still mine")).toBe(1);
  });

  test("is free again once it is closed", async () => {
    await write("kept");
    await sql.close();
    sql = openSqlite(path, Date.now);
    expect(await texts()).toEqual(["kept"]);
  });

  test("is refused to a second process, which leaves it unharmed", async () => {
    await write("kept");
    const second = promisify(execFile)(process.execPath, ["-e", opening(path)], { cwd: ROOT });
    await expect(second).rejects.toMatchObject({
      stderr: expect.stringContaining("Another contact center already uses") as string,
    });
    expect(await texts()).toEqual(["kept"]);
  });

  test("is free again when its process was killed, with all that was committed", async () => {
    await sql.close();
    const first = spawn(process.execPath, ["-e", opening(path)], { cwd: ROOT });
    try {
      await once(first.stdout, "data");
      expect(() => openSqlite(path, Date.now)).toThrow("Another contact center");
    } finally {
      first.kill("SIGKILL");
      await once(first, "exit");
    }
    sql = openSqlite(path, Date.now);
    expect(await texts()).toEqual(["from the other process"]);
  });
});

/** A program that opens the file, writes, says so and stays. */
function opening(path: string): string {
  return `
    const { openSqlite } = await import("./data/sqlite/index.ts");
    const { run } = await import("./data/sql.ts");
    const sql = openSqlite(${JSON.stringify(path)}, Date.now);
    await sql.transaction(() => run("INSERT INTO notes (text) VALUES ('from the other process')"));
    console.log("open");
    setInterval(() => {}, 1000);
  `;
}
