import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { makeGroupCommit } from "./group-commit.ts";
import { noHints } from "../hints.ts";
import type { Sql } from "../sql.ts";
import { whenFree } from "./busy.ts";
import { toStoreError } from "./errors.ts";
import { drive, makeExecute } from "./execute.ts";

/** Only while the file is opened, when there is nothing yet that waiting in SQLite could stop. */
const OPENING_MS = 5_000;
/** Pages kept in memory: with the two megabytes SQLite takes by itself, every turn of a larger file reads from disk. */
const CACHE_KIB = 8_192;

/**
 * Opens a SQLite database as the store of one process.
 * @param path a file, or `:memory:`.
 * @throws AppError `misconfigured` when another process already uses the file.
 */
export function openSqlite(path: string, clock: Clock): Sql {
  const lock = path === ":memory:" ? undefined : takeLock(path);
  const db = new Database(path, { timeout: OPENING_MS });
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma("busy_timeout = 0");
  db.function("now_ms", { deterministic: false }, () => clock());
  const execute = makeExecute(db);
  const { transaction, lease, finish } = makeGroupCommit(db, execute);

  return {
    dialect: "sqlite",
    now: "now_ms()",
    lock: "",
    hold: "",
    *alone() {
      // One process owns the file.
    },
    transaction,
    lease,
    // Nothing else runs between two statements here, so that what is read is of one moment.
    read: async (work) => {
      try {
        return await whenFree(() => drive(execute, work()));
      } catch (thrown) {
        throw toStoreError(thrown);
      }
    },
    hints: noHints,
    close: async () => {
      await finish();
      db.close();
      lock?.close();
    },
  };
}

/** An exclusive transaction on a side file, held while we live: the operating system frees it on any death. */
function takeLock(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // What customers wrote is for our own user's eyes; SQLite gives the files beside it the same rights.
  if (!existsSync(path)) writeFileSync(path, "", { mode: 0o600 });
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (cause) {
    lock.close();
    throw new AppError(
      "misconfigured",
      `Another contact center already uses ${path}. Stop it, or set DATABASE_URL to another file or to Postgres.`,
      { cause },
    );
  }
}
