import type Database from "better-sqlite3";
import type { Outcome, Work } from "./sql.ts";

/** Runs one statement at once. */
export type Execute = (sql: string, args: readonly unknown[]) => Outcome;

/** Statements are prepared once and kept. */
export function makeExecute(db: Database.Database): Execute {
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

/** Runs the statements of a work one after the other, without leaving the event loop's turn. */
export function drive<T>(execute: Execute, steps: Work<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next(execute(step.value.sql, step.value.args));
  return step.value;
}
