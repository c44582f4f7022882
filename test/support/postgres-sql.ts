import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { Clock } from "../../core/conversation.ts";
import { openPostgres } from "../../data/postgres/index.ts";
import { all, run } from "../../data/sql.ts";
import type { Sql, Work } from "../../data/sql.ts";

/** A migrated, empty Postgres database for one test. */
export interface PostgresDatabase {
  readonly url: string;
  /** Opens it: as often as there are processes to play. */
  open(clock?: Clock): Sql;
  /** Empties it for the next test, once everybody has closed it. */
  giveBack(): Promise<void>;
}

/** Databases of this file's earlier tests: emptying one takes a tenth of making one. */
const free: string[] = [];

/** Lends a database of the run's own Postgres. */
export async function lendPostgresDatabase(): Promise<PostgresDatabase> {
  const url = free.pop() ?? (await makeDatabase());
  return {
    url,
    open: (clock) => openPostgres(url, clock ? { clock } : {}),
    giveBack: async () => {
      await withDatabase(url, empty);
      free.push(url);
    },
  };
}

/** Makes a database of the run's own Postgres in which there is nothing at all, and no other test ever looks. */
export function makeBarePostgresDatabase(): Promise<string> {
  return makeDatabase("template1");
}

async function makeDatabase(template = "migrated"): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(inject("postgresUrl"));
  await withDatabase(url.href, () => run(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  url.pathname = name;
  return url.href;
}

/** Empties every table, without asking what refers to what; `notes` is what tests of the port make for themselves. */
function* empty(): Work<void> {
  yield* run("DROP TABLE IF EXISTS notes");
  yield* run("SET session_replication_role = replica");
  const tables = yield* all<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'",
  );
  for (const { name } of tables) yield* run(`DELETE FROM ${name}`);
}

async function withDatabase(url: string, work: () => Work<unknown>): Promise<void> {
  const sql = openPostgres(url);
  await sql.read(work);
  await sql.close();
}
