import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inspectStore } from "../../../data/inspect.ts";
import { openPostgres } from "../../../data/postgres/index.ts";
import { migrate } from "../../../data/migrate.ts";
import type { Sql } from "../../../data/sql.ts";
import { openSqlite } from "../../../data/sqlite/index.ts";
import { makeBarePostgresDatabase } from "../../support/postgres-sql.ts";

const saying = (status: string, found: string) => ({
  status,
  found: expect.stringContaining(found) as string,
});

async function change(sql: Sql, statement: string): Promise<void> {
  await sql.transaction(function* () {
    yield { sql: statement, args: [] };
  });
}

describe("a SQLite file", () => {
  let folder: string;
  let path: string;
  const look = () => inspectStore(`sqlite:${path}`);
  const open = () => openSqlite(path, () => 0);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "inspect-"));
    path = join(folder, "deep/er/house.db");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("that is not there yet is fine, and stays away", async () => {
    expect(await look()).toMatchObject(saying("works", "not there yet"));
    expect(readdirSync(folder)).toEqual([]);
  });

  test("that is empty is fine, and stays empty", async () => {
    await open().close();
    expect(await look()).toMatchObject(saying("works", "empty"));
    expect(await look()).toMatchObject(saying("works", "empty"));
  });

  test("of ours is up to date, in use or not", async () => {
    const sql = open();
    await migrate(sql);
    expect(await look()).toMatchObject(saying("works", "in use by a running server: up to date"));
    await sql.close();
    const { found } = await look();
    expect(found).toBe(`SQLite, ${path}: up to date`);
    // Looking has left nothing beside it and keeps no lock.
    expect(readdirSync(join(path, ".."))).toEqual(["house.db", "house.db.lock"]);
    await open().close();
  });

  test("of an older version tells what is to come, and of a newer one that it is", async () => {
    const sql = open();
    await migrate(sql);
    await change(sql, "DELETE FROM migrations WHERE name LIKE '0004%'");
    expect(await look()).toMatchObject(saying("works", "applies 1 more"));
    await change(sql, "INSERT INTO migrations (name, applied_at) VALUES ('9999_future.sql', 0)");
    expect(await look()).toMatchObject(saying("warning", "newer version"));
    await sql.close();
  });

  test("whose server died is looked at as it was left", async () => {
    const sql = open();
    await migrate(sql);
    const left = join(folder, "left.db");
    for (const part of ["", "-wal"]) copyFileSync(path + part, left + part);
    await sql.close();
    path = left;
    const wal = readFileSync(`${left}-wal`);
    expect(wal.length).toBeGreaterThan(0);
    expect(await look()).toMatchObject(saying("works", "up to date"));
    expect(readFileSync(`${left}-wal`).equals(wal)).toBe(true);
  });

  test("of somebody else is a fault", async () => {
    const sql = open();
    await change(sql, "CREATE TABLE theirs (id TEXT)");
    await sql.close();
    expect(await look()).toMatchObject(saying("fault", "not ours"));
  });

  test("that is no database is a fault", async () => {
    path = join(folder, "text.db");
    writeFileSync(path, "This is a letter, and no database at all.".repeat(100));
    expect(await look()).toMatchObject(saying("fault", "SQLITE_NOTADB"));
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  if (process.getuid?.() === 0) console.warn("A test is skipped: root may write everywhere.");
  test.skipIf(process.getuid?.() === 0)("that cannot be written is a fault", async () => {
    chmodSync(folder, 0o500);
    expect(await look()).toMatchObject(saying("fault", "cannot be written"));
    chmodSync(folder, 0o700);
  });
});

test("SQLite in memory forgets, which is said", async () => {
  expect(await inspectStore("sqlite::memory:")).toMatchObject(saying("warning", "forgotten"));
});

describe("a Postgres database", () => {
  test("is empty, then ours, then somebody else's", async () => {
    const url = await makeBarePostgresDatabase();
    const sql = openPostgres(url);
    try {
      expect(await inspectStore(url)).toMatchObject(saying("works", "empty"));
      await migrate(sql);
      expect(await inspectStore(url)).toMatchObject(saying("works", "up to date"));
      await change(sql, "DROP TABLE migrations");
      expect(await inspectStore(url)).toMatchObject(saying("fault", "not ours"));
    } finally {
      await sql.close();
    }
  });

  test("that is away says so, without its password", async () => {
    const away = inspectStore("postgres://us:geheim@127.0.0.1:1/house");
    await expect(away).rejects.toMatchObject({ code: "store_unavailable" });
    await expect(away).rejects.not.toThrow(/geheim/);
  });
});
