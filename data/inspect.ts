import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Finding } from "../core/finding.ts";
import { fails, warns, works } from "../core/finding.ts";
import { migrationNames } from "./migrate.ts";
import { openPostgres } from "./postgres/index.ts";
import { all, one } from "./sql.ts";
import type { Work } from "./sql.ts";

/** Looks at the database of `DATABASE_URL` and changes nothing in it. @throws AppError `store_unavailable`. */
export async function inspectStore(databaseUrl: string): Promise<Finding> {
  if (!databaseUrl.startsWith("sqlite:")) return inspectPostgres(databaseUrl);
  const path = databaseUrl.slice("sqlite:".length);
  if (path === ":memory:") {
    return warns(
      "SQLite in memory: everything is forgotten when the server stops",
      "set DATABASE_URL to sqlite:PATH or postgres://…",
    );
  }
  return inspectSqlite(path);
}

function inspectSqlite(path: string): Finding {
  const name = `SQLite, ${path}`;
  if (!existsSync(path)) {
    const place = nearestFolder(path);
    if (isWritable(place)) return works(`${name}: not there yet, the server makes it`);
    return fails(`${name}: ${place} cannot be written`, rights(place));
  }
  for (const each of [path, dirname(path)]) {
    if (!isWritable(each)) return fails(`${name}: ${each} cannot be written`, rights(each));
  }
  const db = openToLook(path);
  try {
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    const applied = tables.includes("migrations")
      ? (db.prepare("SELECT name FROM migrations").pluck().all() as string[])
      : [];
    const use = isInUse(path) ? ", in use by a running server" : "";
    return judge(`${name}${use}`, tables.length === 0, applied);
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unreadable";
    return fails(`${name}: ${code}`, "restore a backup, or set DATABASE_URL to another file");
  } finally {
    db.close();
  }
}

/**
 * A reader of a file in WAL mode needs the files beside it, and only a writer removes them again. So where there are none
 * we open as a writer that may not write; where there are some, they belong to a server, or to one that died.
 */
function openToLook(path: string): Database.Database {
  const db = new Database(path, { readonly: existsSync(`${path}-wal`), timeout: 1_000 });
  db.pragma("query_only = ON");
  return db;
}

async function inspectPostgres(url: string): Promise<Finding> {
  const sql = openPostgres(url);
  try {
    const state = await sql.read(stateOfPostgres);
    const name = `Postgres ${state.version}`;
    if (state.isStandby) return fails(`${name}: a standby`, "set DATABASE_URL to the primary");
    return judge(name, state.isEmpty, state.applied);
  } finally {
    await sql.close();
  }
}

function* stateOfPostgres(): Work<{
  version: string;
  isStandby: boolean;
  isEmpty: boolean;
  applied: string[];
}> {
  const server = yield* one<{ version: string; standby: boolean; known: string | null }>(
    "SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS standby, to_regclass('migrations')::TEXT AS known",
  );
  const tables = yield* one<{ count: number }>(
    "SELECT COUNT(*) AS count FROM information_schema.tables WHERE table_schema = current_schema()",
  );
  const applied =
    server!.known === null ? [] : yield* all<{ name: string }>("SELECT name FROM migrations");
  return {
    version: server!.version,
    isStandby: server!.standby,
    isEmpty: tables!.count === 0,
    applied: applied.map(({ name }) => name),
  };
}

function judge(name: string, isEmpty: boolean, applied: readonly string[]): Finding {
  const ours = migrationNames();
  if (isEmpty) return works(`${name}: empty, the server fills it`);
  if (applied.length === 0) {
    const elsewhere = "set DATABASE_URL to an empty database or to ours";
    return fails(`${name}: holds tables that are not ours`, elsewhere);
  }
  if (applied.some((each) => !ours.includes(each))) {
    const newer = "run the version that made it, or a newer one";
    return warns(`${name}: was last used by a newer version`, newer);
  }
  const waiting = ours.length - applied.length;
  if (waiting === 0) return works(`${name}: up to date`);
  return works(`${name}: the server applies ${waiting} more when it starts`);
}

/** Whoever runs a server holds its side file; reading it keeps nobody else out for longer than a moment. */
function isInUse(path: string): boolean {
  const side = `${path}.lock`;
  if (!existsSync(side)) return false;
  const lock = new Database(side, { readonly: true, timeout: 0 });
  try {
    lock.prepare("SELECT COUNT(*) FROM sqlite_master").get();
    return false;
  } catch {
    return true;
  } finally {
    lock.close();
  }
}

function nearestFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : nearestFolder(folder);
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function rights(path: string): string {
  const kind = statSync(path).isDirectory() ? "folder" : "file";
  return `give the user that runs the server read and write rights on this ${kind}, or set DATABASE_URL`;
}
