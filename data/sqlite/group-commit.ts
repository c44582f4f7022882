import type Database from "better-sqlite3";
import type { Work } from "../sql.ts";
import { isBusy, whenFree } from "./busy.ts";
import { toStoreError } from "./errors.ts";
import { drive } from "./execute.ts";
import type { Execute } from "./execute.ts";

/** Transactions that may share one commit; bounds how long the event loop is held. */
const GROUP_LIMIT = 64;

interface Queued {
  /** Must it survive a power cut? */
  readonly isDurable: boolean;
  readonly work: () => Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Transactions of one connection: those asked for in one tick share a commit (one fsync), each in its own savepoint. */
export function makeGroupCommit(db: Database.Database, execute: Execute) {
  const brackets = makeBrackets(db);
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
      sync(group.some(({ isDurable }) => isDurable));
      await whenFree(brackets.begin);
      settle =
        group.length === 1
          ? [alone(execute, group[0]!)]
          : group.map((queued) => attempt(db, { execute, brackets }, queued));
      brackets.commit();
    } catch (thrown) {
      if (db.inTransaction) brackets.rollBack();
      // The file has been held for seconds: nobody behind them would fare better, and they have waited as well.
      if (isBusy(thrown)) group.push(...queue.splice(0));
      const error = toStoreError(thrown);
      settle = group.map((queued) => () => queued.reject(error));
    }
    isScheduled = false;
    for (const each of settle) each();
  }

  /** Without it a commit is safe from the death of the process, and with the next durable commit from everything else. */
  let isSynced = true;
  function sync(isWanted: boolean): void {
    if (isWanted === isSynced) return;
    // Not prepared with the others: SQLite obeys this pragma when it reads it, not when it runs it.
    db.exec(`PRAGMA synchronous = ${isWanted ? "FULL" : "NORMAL"}`);
    isSynced = isWanted;
  }

  const enqueue =
    (isDurable: boolean) =>
    <T>(work: () => Work<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        queue.push({ isDurable, work, resolve: resolve as (value: unknown) => void, reject });
        schedule();
      });

  return {
    transaction: enqueue(true),
    lease: enqueue(false),
    /** Resolves once nothing is waiting. */
    async finish(): Promise<void> {
      while (queue.length > 0 || isScheduled) await new Promise((done) => setImmediate(done));
    },
  };
}

/** What stands around the works of a group, prepared once. */
function makeBrackets(db: Database.Database) {
  const bracket = (sql: string) => {
    const statement = db.prepare(sql);
    return (): void => void statement.run();
  };
  return {
    begin: bracket("BEGIN IMMEDIATE"),
    commit: bracket("COMMIT"),
    rollBack: bracket("ROLLBACK"),
    save: bracket("SAVEPOINT work"),
    keep: bracket("RELEASE work"),
    undo: bracket("ROLLBACK TO work"),
  };
}

interface Tools {
  readonly execute: Execute;
  readonly brackets: ReturnType<typeof makeBrackets>;
}

/** Runs the only transaction of a group: there are no neighbours to be spared when it fails. */
function alone(execute: Execute, { work, resolve }: Queued): () => void {
  const value = drive(execute, work());
  return () => resolve(value);
}

/** Runs one transaction in its savepoint; what it returns tells the caller, after the commit. */
function attempt(
  db: Database.Database,
  { execute, brackets }: Tools,
  { work, resolve, reject }: Queued,
): () => void {
  brackets.save();
  try {
    const value = drive(execute, work());
    brackets.keep();
    return () => resolve(value);
  } catch (thrown) {
    // A full disk or an I/O error ends the whole transaction: then nobody of the group may be told it is stored.
    if (!db.inTransaction) throw thrown;
    brackets.undo();
    brackets.keep();
    const error = toStoreError(thrown);
    return () => reject(error);
  }
}
