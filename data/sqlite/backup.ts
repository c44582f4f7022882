import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { AppError } from "../../core/errors.ts";

/** What a backup holds. */
export interface Backup {
  readonly path: string;
  readonly bytes: number;
  readonly conversations: number;
  readonly lines: number;
}

/**
 * Copies a SQLite database as it is at this moment, while a server may go on writing to it. The copy is checked, on disk and
 * complete before it gets its name, so that a file with that name is always a whole backup.
 * @throws AppError `invalid_request` when there is no such database, when `to` exists already, or when the copy is not sound.
 */
export function backUpSqlite(from: string, to: string): Backup {
  if (!existsSync(from)) throw new AppError("invalid_request", `There is no database at ${from}.`);
  if (existsSync(to)) throw new AppError("invalid_request", `${to} exists already.`);
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const unfinished = `${to}.unfinished`;
  // Empty and ours alone before anything is in it.
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, "", { mode: 0o600 });
  try {
    // One read transaction from the first page to the last; in WAL mode it keeps no writer waiting.
    const source = new Database(from, { readonly: true });
    source.prepare("VACUUM INTO ?").run(unfinished);
    source.close();
    const backup = inspect(unfinished);
    sync(unfinished);
    renameSync(unfinished, to);
    sync(dirname(to));
    return { path: to, ...backup };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function inspect(path: string): Omit<Backup, "path"> {
  const copy = new Database(path, { readonly: true });
  try {
    const health = copy.pragma("integrity_check", { simple: true });
    if (health !== "ok")
      throw new AppError("invalid_request", `The copy is damaged: ${String(health)}.`);
    const count = (table: string): number =>
      copy.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() as number;
    const bytes = copy
      .prepare("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
      .pluck()
      .get() as number;
    return { bytes, conversations: count("conversations"), lines: count("lines") };
  } finally {
    copy.close();
  }
}

/** Renaming is only safe to survive a power cut when the file, and then its folder, are on disk. */
function sync(path: string): void {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
}
