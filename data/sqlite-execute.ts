import type Database from "better-sqlite3";
import type { Outcome, SqlValue, Work } from "./sql.ts";

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

/** SQLite would read `$1` as a parameter named "1" and bind it by name, which is slow; `?` is bound by place. */
function prepare(db: Database.Database, sql: string): Prepared {
  const places: number[] = [];
  const text = sql.replace(/'[^']*'|\$(\d+)/g, (part, number?: string) => {
    if (number === undefined) return part;
    places.push(Number(number) - 1);
    return "?";
  });
  return { statement: db.prepare(text), places };
}

/** Runs the statements of a work one after the other, without leaving the event loop's turn. */
export function drive<T>(execute: Execute, steps: Work<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next(execute(step.value.sql, step.value.args));
  return step.value;
}
