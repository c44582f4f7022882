import { run } from "./sql.ts";
import type { SqlValue, Work } from "./sql.ts";

/** Rows that share a statement; bounds its length and how many different ones are prepared. */
const CHUNK = 100;

/** Inserts rows, many to a statement; `target` is the table with its columns. */
export function* insertRows(
  target: string,
  onConflict: string,
  rows: readonly (readonly SqlValue[])[],
): Work<void> {
  for (const chunk of chunks(rows)) {
    const values = places(chunk, 0);
    yield* run(`INSERT INTO ${target} VALUES ${values} ${onConflict}`, ...chunk.flat());
  }
}

/** Deletes the rows of a thread that have one of these keys, many to a statement. */
export function* deleteRows(
  table: string,
  columns: readonly string[],
  threadId: string,
  keys: readonly (readonly string[])[],
): Work<void> {
  for (const chunk of chunks(keys)) {
    const among = `(${columns.join(", ")}) IN (VALUES ${places(chunk, 1)})`;
    yield* run(`DELETE FROM ${table} WHERE thread_id = $1 AND ${among}`, threadId, ...chunk.flat());
  }
}

/** The items in runs short enough for one statement. */
export function chunks<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / CHUNK);
  return Array.from({ length: count }, (_, at) => items.slice(at * CHUNK, (at + 1) * CHUNK));
}

/** `$3, $4` for two values after the first two placeholders. */
export function placesFor(values: readonly unknown[], taken: number): string {
  return values.map((_, index) => `$${taken + index + 1}`).join(", ");
}

/** `($3, $4), ($5, $6)` for two rows of two values after the first two placeholders. */
export function places(rows: readonly (readonly unknown[])[], taken: number): string {
  let at = taken;
  return rows.map((row) => `(${row.map(() => `$${++at}`).join(", ")})`).join(", ");
}
