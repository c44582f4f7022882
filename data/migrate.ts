import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { all, run } from "./sql.ts";
import type { Sql } from "./sql.ts";

const FOLDER = join(import.meta.dirname, "migrations");
const STATEMENT = /(?:\$\$[^]*?\$\$|^BEGIN$[^]*?^END|[^])*?;\s*$/gm;

/**
 * Brings the schema up to date: applies the numbered files of `migrations/` that the database has not seen, all in one
 * transaction; processes that start together take turns. A file is never changed once released; the next change is the next number.
 * @param files all of them, unless a test wants a database of yesterday.
 * @returns the names applied.
 */
export async function migrate(
  sql: Sql,
  files: readonly string[] = migrationNames(),
): Promise<string[]> {
  return sql.transaction(function* () {
    yield* sql.alone();
    yield* run(
      "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)",
    );
    const seen = new Set(
      (yield* all<{ name: string }>("SELECT name FROM migrations")).map(({ name }) => name),
    );
    const fresh = files.filter((name) => !seen.has(name));
    for (const name of fresh) {
      for (const statement of statementsOf(readFileSync(join(FOLDER, name), "utf8"), sql.dialect)) {
        yield* run(statement);
      }
      yield* run(`INSERT INTO migrations (name, applied_at) VALUES ($1, ${sql.now})`, name);
    }
    return fresh;
  });
}

/** Every migration of this version, in order. */
export function migrationNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".sql"))
    .sort();
}

/**
 * The statements for an engine: those above the first `-- only ENGINE`, and those below its own. One ends with a semicolon
 * at the end of a line, unless that is inside `BEGIN … END` or `$$ … $$`; comment lines go.
 */
function statementsOf(file: string, dialect: Sql["dialect"]): string[] {
  const [shared = "", ...sections] = file.split(/^-- only /m);
  const own = sections.filter((section) => section.startsWith(`${dialect}\n`));
  return [shared, ...own.map((section) => section.slice(dialect.length))].flatMap((part) =>
    (part.replace(/^\s*--.*$/gm, "").match(STATEMENT) ?? []).map((each) =>
      each.trim().replace(/;$/, ""),
    ),
  );
}
