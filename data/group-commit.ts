import type Database from "better-sqlite3";
import type { Work } from "./sql.ts";
import { isBusy, whenFree } from "./sqlite-busy.ts";
import { toStoreError } from "./sqlite-errors.ts";
import { drive } from "./sqlite-execute.ts";
import type { Execute } from "./sqlite-execute.ts";

/** Transactions that may share one commit; bounds how long the event loop is held. */
const GROUP_LIMIT = 64;

interface Queued {
  readonly work: () => Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Transactions of one connection: those asked for in one tick share a commit (one fsync), each in its own savepoint. */
export function makeGroupCommit(db: Database.Database, execute: Execute) {
  const queue: Queued[] = [];
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || queue.length === 0) return;
    isScheduled = true;
    setImmediate(() => void commitGroup().finally(schedule));
  }

  async function commitGroup(): Promise<void> {
    const group = queue.splice(0, GROUP_LIMIT);
    let settle: (() => void)[];
    try {
      await whenFree(() => db.exec("BEGIN IMMEDIATE"));
      settle = group.map((queued) => attempt(db, execute, queued));
      db.exec("COMMIT");
    } catch (thrown) {
      if (db.inTransaction) db.exec("ROLLBACK");
      // The file has been held for seconds: nobody behind them would fare better, and they have waited as well.
      if (isBusy(thrown)) group.push(...queue.splice(0));
      const error = toStoreError(thrown);
      settle = group.map((queued) => () => queued.reject(error));
    }
    isScheduled = false;
    for (const each of settle) each();
  }

  return {
    transaction: <T>(work: () => Work<T>) =>
      new Promise<T>((resolve, reject) => {
        queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
        schedule();
      }),
    /** Resolves once nothing is waiting. */
    async finish(): Promise<void> {
      while (queue.length > 0 || isScheduled) await new Promise((done) => setImmediate(done));
    },
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
    const value = drive(execute, work());
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
