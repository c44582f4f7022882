import { AppError } from "../core/errors.ts";
import type { Hints } from "./hints.ts";

export type SqlValue = string | number | null;

/** One statement with `$1`, `$2` … placeholders, in SQL that both engines understand. */
export interface Statement {
  readonly sql: string;
  readonly args: readonly SqlValue[];
}

/** What a statement gave back: its rows, and how many it changed. */
export interface Outcome {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

/**
 * The body of a transaction: yields a statement and is resumed with its outcome, or several and is resumed with the last one's.
 * SQLite runs it without leaving the event loop's turn; Postgres awaits each statement. Stores are written once, as
 * functions that return `Work`, and are combined with `yield*` into one transaction.
 */
export type Work<T> = Generator<Statement | readonly Statement[], T, Outcome>;

/** A database engine. */
export interface Sql {
  readonly dialect: "sqlite" | "postgres";
  /** SQL expression for the database's own clock, in milliseconds since the Unix epoch. */
  readonly now: string;
  /** Appended to the select of a claim so that claimers do not wait for each other; empty on SQLite. */
  readonly lock: string;
  /** Appended to a select whose row nobody else may change until the transaction ends; empty on SQLite. */
  readonly hold: string;
  /**
   * Runs the work as one transaction; all of it is durable when the promise resolves. The work may be run again from its
   * start when others were in its way, so it keeps its variables to itself.
   * @throws AppError `store_unavailable` when the database is full, locked or away. Nothing was written then, unless the
   * connection broke at the very commit: what must happen once has a unique key or a fence.
   * Whatever the work throws rolls it back and is thrown on.
   */
  transaction<T>(work: () => Work<T>): Promise<T>;
  /**
   * The same for work that only takes leases. A power cut may undo it where it ends every holder of a lease as well, which
   * spares the disk; where holders live elsewhere it is as durable as any other.
   */
  lease<T>(work: () => Work<T>): Promise<T>;
  /** Runs work that only reads: each statement sees what is committed when it runs. */
  read<T>(work: () => Work<T>): Promise<T>;
  /** First in a transaction that one process at a time may run, like migrations: waits for the others. */
  alone(): Work<void>;
  readonly hints: Hints;
  close(): Promise<void>;
}

/** Runs a statement and returns its rows. */
export function* all<Row>(sql: string, ...args: SqlValue[]): Work<Row[]> {
  const outcome = yield { sql, args };
  return outcome.rows as Row[];
}

/** Runs a statement and returns its first row, if any. */
export function* one<Row>(sql: string, ...args: SqlValue[]): Work<Row | undefined> {
  const rows = yield* all<Row>(sql, ...args);
  return rows[0];
}

/** Runs a statement and returns how many rows it changed. */
export function* run(sql: string, ...args: SqlValue[]): Work<number> {
  const outcome = yield { sql, args };
  return outcome.changes;
}

/**
 * Runs a work whose statements do not depend on each other's outcomes, all of them at once: on Postgres they travel together.
 * The work itself sees no rows and no counts.
 */
export function* blindly(work: () => Work<void>): Work<void> {
  const statements: Statement[] = [];
  const steps = work();
  for (let step = steps.next(); !step.done; step = steps.next({ rows: [], changes: 0 })) {
    statements.push(...[step.value].flat());
  }
  if (statements.length > 0) yield statements;
}

/** The sentence every driver uses when it cannot keep a promise to store. */
export function storeUnavailable(cause: unknown): AppError {
  return new AppError("store_unavailable", "The store cannot be written at the moment.", { cause });
}
