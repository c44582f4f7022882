import Database from "better-sqlite3";

const RETRY_MS = 10;
/** About four seconds: then whoever asks is told. */
const MAX_TRIES = 400;

/**
 * Acts as soon as no other program holds the file. SQLite's own way to wait stops the whole process, so it is told not to
 * wait at all, and we come back.
 * @throws SqliteError SQLITE_BUSY when the file stays locked.
 */
export async function whenFree<T>(act: () => T): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return act();
    } catch (thrown) {
      if (!isBusy(thrown) || tries >= MAX_TRIES) throw thrown;
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}

/** Does another program hold the file? */
export function isBusy(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && thrown.code.startsWith("SQLITE_BUSY");
}
