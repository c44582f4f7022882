import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../core/conversation.ts";
import { migrate } from "../../data/migrate.ts";
import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import { openSqlite } from "../../data/sqlite/index.ts";
import { lendPostgresDatabase } from "./postgres-sql.ts";

/** A migrated, empty database whose clock stands still until a test moves it. */
export interface TestSql {
  readonly sql: Sql;
  /** What the database's clock shows. */
  readonly now: Clock;
  /** Moves the database's clock. */
  advance(ms: number): void;
  /** Closes it and removes what it left behind. */
  close(): Promise<void>;
}

/** Opens a database for one test; one such function per engine. */
export type MakeSql = () => Promise<TestSql>;

/** Any moment will do; this one is the day the demo insurer was written for. */
const START = Date.UTC(2026, 10, 22, 12);

/** SQLite that lives as long as the test. */
export const openMemorySql: MakeSql = () => open(":memory:", () => {});

/** SQLite in a file of its own, as the house runs it. */
export const openFileSql: MakeSql = () => {
  const folder = mkdtempSync(join(tmpdir(), "contact-center-"));
  return open(join(folder, "test.db"), () => rmSync(folder, { recursive: true }));
};

async function open(path: string, clean: () => void): Promise<TestSql> {
  const time = { now: START };
  const sql = openSqlite(path, () => time.now);
  await migrate(sql);
  return {
    sql,
    now: () => time.now,
    advance: (ms) => void (time.now += ms),
    close: async () => {
      await sql.close();
      clean();
    },
  };
}

/** Postgres, in a database of its own. */
export const openPostgresSql: MakeSql = async () => {
  const time = { now: START };
  const database = await lendPostgresDatabase();
  const sql = database.open(() => time.now);
  return {
    sql,
    now: () => time.now,
    advance: (ms) => void (time.now += ms),
    close: async () => {
      await sql.close();
      await database.giveBack();
    },
  };
};

/** Every engine there is: each contract runs on each of them. */
export const engines: readonly { readonly name: string; readonly makeSql: MakeSql }[] = [
  { name: "SQLite in memory", makeSql: openMemorySql },
  { name: "SQLite in a file", makeSql: openFileSql },
  { name: "Postgres", makeSql: openPostgresSql },
];

const TABLES = [
  "conversations",
  "inputs",
  "lines",
  "deliveries",
  "early_reports",
  "windows",
  "user_ids",
  "changed_addresses",
  "files",
  "handoffs",
  "quarantine",
  "audit",
  "customers",
  "claims",
  "service_requests",
  "checkpoints",
  "checkpoint_channels",
  "checkpoint_writes",
];

/** All rows of a table, in any order. */
export function rowsOf<Row = Record<string, unknown>>(sql: Sql, table: string): Promise<Row[]> {
  return sql.transaction(() => all<Row>(`SELECT * FROM ${table}`));
}

/** Postgres moves a row that is written, even if it is the same afterwards. */
function inOrder<Row>(rows: readonly Row[]): Row[] {
  const keyed = rows.map((row) => ({ row, key: JSON.stringify(row) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
}

/** Everything the house remembers, to compare before with after. */
export async function everythingIn(sql: Sql): Promise<Readonly<Record<string, unknown[]>>> {
  const tables = TABLES.map(async (table) => [table, inOrder(await rowsOf(sql, table))] as const);
  return Object.fromEntries(await Promise.all(tables));
}
