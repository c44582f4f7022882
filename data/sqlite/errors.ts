import Database from "better-sqlite3";
import { AppError } from "../../core/errors.ts";
import { storeUnavailable } from "../sql.ts";

/** The database said no: our callers retry or answer 503. Anything else is a mistake in our own code. */
export function toStoreError(thrown: unknown): unknown {
  if (!(thrown instanceof Database.SqliteError)) return thrown;
  if (thrown.code.startsWith("SQLITE_CONSTRAINT")) {
    // Never `conflict`: what comes twice by right has its ON CONFLICT, so this is a mistake of ours that no retry heals.
    return new AppError("internal", "This contradicts what is stored.", { cause: thrown });
  }
  return /^SQLITE_(FULL|BUSY|LOCKED|IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB)/.test(thrown.code)
    ? storeUnavailable(thrown)
    : thrown;
}
