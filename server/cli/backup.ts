import { join } from "node:path";
import { readConfigFromProcess } from "../../core/config.ts";
import { AppError } from "../../core/errors.ts";
import { backUpSqlite } from "../../data/sqlite/backup.ts";

const HELP = `npm run backup -- [FILE]

Copies the SQLite database of DATABASE_URL while the server runs, and checks the copy.
Without FILE it goes to data/var/backups/ under the time of day. To go back to it: stop the server, put the copy in the
place of the database, remove the -wal and -shm files beside it, start.
For Postgres use pg_dump.
`;

try {
  main(process.argv.slice(2));
} catch (thrown) {
  const message = thrown instanceof AppError ? thrown.message : String((thrown as Error).stack);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

function main(args: readonly string[]): void {
  if (args.includes("--help")) {
    process.stdout.write(HELP);
    return;
  }
  const url = readConfigFromProcess().env.DATABASE_URL.reveal();
  const path = url.replace(/^sqlite:/, "");
  if (path === url || path === ":memory:") {
    throw new AppError(
      "invalid_request",
      path === url
        ? "DATABASE_URL names a Postgres database: back it up with pg_dump."
        : "DATABASE_URL names a database in memory, which only its own process can see.",
    );
  }
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const to = args[0] ?? join("data", "var", "backups", `${time}.db`);
  const { bytes, conversations, lines } = backUpSqlite(path, to);
  process.stdout.write(
    `${to}: ${(bytes / 1e6).toFixed(1)} MB, ${conversations} conversations, ${lines} lines; checked, complete.\n`,
  );
}
