import type Database from "better-sqlite3";
import type { Outcome, SqlValue, Work } from "../sql.ts";

/** Runs one statement at once. */
export type Execute = (sql: string, args: readonly SqlValue[]) => Outcome;

interface Prepared {
  readonly statement: Database.Statement;
  /** Which argument goes to which place: a statement may name one more than once, and in any order. */
  readonly places: readonly number[];
}

/** Statements are prepared once and kept. */
export function makeExecute(db: Database.Database): Execute {
  const known = new Map<string, Prepared>();
  return (sql, args) => {
    let prepared = known.get(sql);
    if (!prepared) known.set(sql, (prepared = prepare(db, sql)));
    const { statement, places } = prepared;
    const values = places.map((place) => args[place]);
    if (!statement.reader) return { rows: [], changes: statement.run(values).changes };
    const rows = statement.all(values);
    return { rows, changes: rows.length };
  };
}

/**
 * Writes the placeholders so that SQLite is quick about them. It would read `$1` as a parameter named "1" and bind it by name;
 * `?` is bound by place. And it plans a statement anew at every call if a bound value might lead to another plan (a limit, or
 * a term that has to do with an order): 50 microseconds instead of 4 (measured, 3.54). It does not look through `+?`, nor
 * through a subquery where a limit stands.
 */
function prepare(db: Database.Database, sql: string): Prepared {
  const places: number[] = [];
  const text = sql.replace(/'[^']*'|(LIMIT )?\$(\d+)/g, (part, limit?: string, number?: string) => {
    if (number === undefined) return part;
    places.push(Number(number) - 1);
    return limit ? `${limit}(SELECT ?)` : "+?";
  });
  return { statement: db.prepare(text), places };
}

/** Runs the statements of a work one after the other, without leaving the event loop's turn. */
export function drive<T>(execute: Execute, steps: Work<T>): T {
  let step = steps.next();
  while (!step.done) {
    let outcome: Outcome = { rows: [], changes: 0 };
    for (const { sql, args } of [step.value].flat()) outcome = execute(sql, args);
    step = steps.next(outcome);
  }
  return step.value;
}
