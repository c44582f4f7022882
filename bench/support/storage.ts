import { DatabaseSync } from "node:sqlite";
import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";

/** Bytes of a database's tables and indexes by name, the file's free pages left out. */
export type Pages = ReadonlyMap<string, number>;

/**
 * Weighs a database file by table and index. Everything in the write-ahead log is moved into the file first.
 * @throws when another process has the file open and keeps the log from being moved.
 */
export function weigh(file: string): Pages {
  const db = new DatabaseSync(file);
  try {
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const rows = db
      .prepare("SELECT name, SUM(pgsize) AS bytes FROM dbstat GROUP BY name")
      .all() as { name: string; bytes: number }[];
    const [size] = db
      .prepare("SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size")
      .all() as { bytes: number }[];
    return new Map([...rows.map(({ name, bytes }) => [name, bytes] as const), [FILE, size!.bytes]]);
  } finally {
    db.close();
  }
}

/** The name under which `weigh` gives the size of the whole file: page_count × page_size. */
export const FILE = "(file)";

/** What became heavier, heaviest first. */
export function growth(before: Pages, after: Pages): [name: string, bytes: number][] {
  return [...after]
    .map(([name, bytes]): [string, number] => [name, bytes - (before.get(name) ?? 0)])
    .filter(([, bytes]) => bytes !== 0)
    .sort(([, a], [, b]) => b - a);
}

/** Bytes of text that was said in the whole database, questions and replies, in UTF-8. */
export async function textBytes(sql: Sql): Promise<number> {
  const [row] = await sql.transaction(() =>
    all<{ bytes: number }>("SELECT SUM(LENGTH(CAST(text AS BLOB))) AS bytes FROM lines"),
  );
  return row!.bytes ?? 0;
}

/** Bytes of everything the graph remembers of a conversation, and of its newest checkpoint alone. */
export async function checkpointBytes(sql: Sql): Promise<{ kept: number; newest: number }> {
  return sql.transaction(function* () {
    const [rows] = yield* all<{ checkpoints: number; channels: number; writes: number }>(
      `SELECT (SELECT ${bytesOf("thread_id checkpoint_id versions body metadata")} FROM checkpoints) AS checkpoints,
              (SELECT ${bytesOf("thread_id channel version body")} FROM checkpoint_channels) AS channels,
              (SELECT ${bytesOf("thread_id checkpoint_id channel body")} FROM checkpoint_writes) AS writes`,
    );
    const [newest] = yield* all<{ bytes: number }>(
      `SELECT SUM(LENGTH(CAST(channel.body AS BLOB))) AS bytes FROM checkpoint_channels AS channel
       JOIN (SELECT versions FROM checkpoints ORDER BY revision DESC LIMIT 1) AS head
       JOIN json_each(head.versions) AS version
         ON version.key = channel.channel AND CAST(version.value AS TEXT) = channel.version`,
    );
    const { checkpoints, channels, writes } = rows!;
    return {
      kept: (checkpoints ?? 0) + (channels ?? 0) + (writes ?? 0),
      newest: newest!.bytes ?? 0,
    };
  });
}

/** SQL for the bytes of all rows of these columns, given with spaces between them. */
function bytesOf(columns: string): string {
  const lengths = columns.split(" ").map((column) => `LENGTH(CAST(${column} AS BLOB))`);
  return `SUM(${lengths.join(" + ")})`;
}
