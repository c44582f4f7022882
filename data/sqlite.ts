import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Clock } from "../core/conversation.ts";
import { AppError } from "../core/errors.ts";
import { storeUnavailable } from "./sql.ts";
import type { Outcome, Sql, Work } from "./sql.ts";

/** Waiting in SQLite stops the whole process, so wait little there and the rest asynchronously. */
const BUSY_TIMEOUT_MS = 50;
const BUSY_RETRIES = 60;
/** Transactions that may share one commit; bounds how long the event loop is held. */
const GROUP_LIMIT = 64;

interface Queued {
  readonly work: () => Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Opens a SQLite database as the store of one process.
 * Transactions asked for in one tick share a commit (one fsync), each in its own savepoint.
 * @param path a file, or `:memory:`.
 * @throws AppError `misconfigured` when another process already uses the file.
 */
export function openSqlite(path: string, clock: Clock): Sql {
  const lock = path === ":memory:" ? undefined : takeLock(path);
  const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.function("now_ms", { deterministic: false }, () => clock());

  const execute = makeExecute(db);
  const queue: Queued[] = [];
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || queue.length === 0) return;
    isScheduled = true;
    setImmediate(() => void commitGroup().finally(schedule));
  }

  async function commitGroup(): Promise<void> {
    const group = queue.splice(0, GROUP_LIMIT);
    const settle: (() => void)[] = [];
    try {
      await begin(db);
      for (const queued of group) settle.push(attempt(db, execute, queued));
      db.exec("COMMIT");
    } catch (thrown) {
      if (db.inTransaction) db.exec("ROLLBACK");
      const error = toStoreError(thrown);
      settle.splice(
        0,
        settle.length,
        ...group.map(
          ({ reject }) =>
            () =>
              reject(error),
        ),
      );
    }
    isScheduled = false;
    for (const each of settle) each();
  }

  return {
    dialect: "sqlite",
    now: "now_ms()",
    lock: "",
    transaction: <T>(work: () => Work<T>) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
        schedule();
      }),
    close: async () => {
      while (queue.length > 0 || isScheduled) await new Promise((done) => setImmediate(done));
      db.close();
      lock?.close();
    },
  };
}

type Execute = (sql: string, args: readonly unknown[]) => Outcome;

/** Statements are prepared once and kept. */
function makeExecute(db: Database.Database): Execute {
  const statements = new Map<string, Database.Statement>();
  return (sql, args) => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = db.prepare(sql)));
    // SQLite reads `$1` as a parameter named "1".
    const named = Object.fromEntries(args.map((value, index) => [String(index + 1), value]));
    const bound = args.length > 0 ? [named] : [];
    if (!statement.reader) return { rows: [], changes: statement.run(...bound).changes };
    const rows = statement.all(...bound);
    return { rows, changes: rows.length };
  };
}

/** Runs one transaction in its savepoint; what it returns tells the caller, after the commit. */
function attempt(
  db: Database.Database,
  execute: Execute,
  { work, resolve, reject }: Queued,
): () => void {
  db.exec("SAVEPOINT work");
  try {
    const steps = work();
    let step = steps.next();
    while (!step.done) step = steps.next(execute(step.value.sql, step.value.args));
    const { value } = step;
    db.exec("RELEASE work");
    return () => resolve(value);
  } catch (thrown) {
    // A full disk or an I/O error ends the whole transaction: then nobody of the group may be told it is stored.
    if (!db.inTransaction) throw thrown;
    db.exec("ROLLBACK TO work");
    db.exec("RELEASE work");
    const error = toStoreError(thrown);
    return () => reject(error);
  }
}

async function begin(db: Database.Database): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      db.exec("BEGIN IMMEDIATE");
      return;
    } catch (thrown) {
      const isBusy =
        thrown instanceof Database.SqliteError && thrown.code.startsWith("SQLITE_BUSY");
      if (!isBusy || tries >= BUSY_RETRIES) throw thrown;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

/** The database said no: our callers retry or answer 503. Anything else is a mistake in our own code. */
function toStoreError(thrown: unknown): unknown {
  if (!(thrown instanceof Database.SqliteError)) return thrown;
  if (thrown.code.startsWith("SQLITE_CONSTRAINT")) {
    // Never `conflict`: what comes twice by right has its ON CONFLICT, so this is a mistake of ours that no retry heals.
    return new AppError("internal", "This contradicts what is stored.", { cause: thrown });
  }
  return /^SQLITE_(FULL|BUSY|LOCKED|IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB)/.test(thrown.code)
    ? storeUnavailable(thrown)
    : thrown;
}

/** An exclusive transaction on a side file, held while we live: the operating system frees it on any death. */
function takeLock(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
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
