import { all, one, run } from "./sql.ts";
import type { SqlValue, Work } from "./sql.ts";

/** Rows that share a statement; bounds its length and how many different ones are prepared. */
const CHUNK = 100;

/** One checkpoint without its channel values, which are rows of their own. */
export interface CheckpointRow {
  readonly threadId: string;
  readonly namespace: string;
  readonly checkpointId: string;
  readonly parentId: string | null;
  /** Encoded `channel_versions`: which channel rows belong to it. */
  readonly versions: string;
  readonly body: string;
  readonly metadata: string;
}

/** A channel's value, shared by all checkpoints that have the channel at this version. */
export interface ChannelRow {
  readonly threadId: string;
  readonly namespace: string;
  readonly channel: string;
  readonly version: string;
  readonly body: string;
}

/** What a task wrote on top of a checkpoint. */
export interface WriteRow {
  readonly threadId: string;
  readonly namespace: string;
  readonly checkpointId: string;
  readonly taskId: string;
  readonly taskPath: string;
  /** Index among the task's writes; negative for LangGraph's special ones, which are replaced when written again. */
  readonly position: number;
  readonly channel: string;
  readonly body: string;
}

/** Rows to be written together. */
export interface CheckpointRows {
  readonly checkpoints: readonly CheckpointRow[];
  readonly channels: readonly ChannelRow[];
  readonly writes: readonly WriteRow[];
}

/** Which checkpoints to list; what is undefined does not restrict. */
export interface Listing {
  readonly threadId: string | undefined;
  readonly namespace: string | undefined;
  readonly checkpointId: string | undefined;
  readonly beforeId: string | undefined;
  readonly limit: number | undefined;
}

const CHECKPOINT = `SELECT thread_id AS "threadId", namespace, checkpoint_id AS "checkpointId", parent_id AS "parentId",
  versions, body, metadata FROM checkpoints`;
const NEWEST_FIRST = "ORDER BY thread_id, revision DESC, checkpoint_id DESC";

/** Reads one checkpoint, the newest of the namespace when none is named. */
export function* readCheckpoint(
  threadId: string,
  namespace: string,
  checkpointId: string | undefined,
): Work<CheckpointRow | undefined> {
  const where = "WHERE thread_id = $1 AND namespace = $2";
  return checkpointId === undefined
    ? yield* one(`${CHECKPOINT} ${where} ${NEWEST_FIRST} LIMIT 1`, threadId, namespace)
    : yield* one(
        `${CHECKPOINT} ${where} AND checkpoint_id = $3`,
        threadId,
        namespace,
        checkpointId,
      );
}

/** Lists checkpoints thread by thread, the last saved first. */
export function* listCheckpoints(listing: Listing): Work<CheckpointRow[]> {
  const args: SqlValue[] = [];
  const conditions: string[] = [];
  const restrict = (condition: string, value: string | undefined) => {
    if (value === undefined) return;
    args.push(value);
    conditions.push(`${condition} $${args.length}`);
  };
  restrict("thread_id =", listing.threadId);
  restrict("namespace =", listing.namespace);
  restrict("checkpoint_id =", listing.checkpointId);
  restrict("checkpoint_id <", listing.beforeId);
  const where = conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
  if (listing.limit !== undefined) args.push(listing.limit);
  const limit = listing.limit === undefined ? "" : `LIMIT $${args.length}`;
  return yield* all(`${CHECKPOINT} ${where} ${NEWEST_FIRST} ${limit}`, ...args);
}

/** Reads the rows of these channels at these versions; a channel without a value has none. */
export function* readChannels(
  threadId: string,
  namespace: string,
  wanted: readonly (readonly [channel: string, version: string])[],
): Work<ChannelRow[]> {
  const found: ChannelRow[] = [];
  for (const chunk of chunks(wanted)) {
    found.push(
      ...(yield* all<ChannelRow>(
        `SELECT thread_id AS "threadId", namespace, channel, version, body FROM checkpoint_channels
         WHERE thread_id = $1 AND namespace = $2 AND (channel, version) IN (VALUES ${places(chunk, 2)})`,
        threadId,
        namespace,
        ...chunk.flat(),
      )),
    );
  }
  return found;
}

/** Reads what was written on top of a checkpoint, in no particular order: engines sort text differently. */
export function* readWrites(
  threadId: string,
  namespace: string,
  checkpointId: string,
): Work<WriteRow[]> {
  return yield* all<WriteRow>(
    `SELECT thread_id AS "threadId", namespace, checkpoint_id AS "checkpointId", task_id AS "taskId",
       task_path AS "taskPath", position, channel, body FROM checkpoint_writes
     WHERE thread_id = $1 AND namespace = $2 AND checkpoint_id = $3`,
    threadId,
    namespace,
    checkpointId,
  );
}

/** Writes all rows; checkpoints of one call count as one save of their thread. */
export function* writeRows(rows: CheckpointRows): Work<void> {
  const revisions = new Map<string, number>();
  for (const { threadId } of rows.checkpoints) {
    if (!revisions.has(threadId)) revisions.set(threadId, yield* nextRevision(threadId));
  }
  yield* insert(
    "checkpoints (thread_id, namespace, checkpoint_id, parent_id, revision, versions, body, metadata)",
    `ON CONFLICT (thread_id, namespace, checkpoint_id) DO UPDATE SET parent_id = excluded.parent_id,
       revision = excluded.revision, versions = excluded.versions, body = excluded.body, metadata = excluded.metadata`,
    rows.checkpoints.map((row) => [
      row.threadId,
      row.namespace,
      row.checkpointId,
      row.parentId,
      revisions.get(row.threadId) ?? 1,
      row.versions,
      row.body,
      row.metadata,
    ]),
  );
  yield* insert(
    "checkpoint_channels (thread_id, namespace, channel, version, body)",
    "ON CONFLICT (thread_id, namespace, channel, version) DO UPDATE SET body = excluded.body",
    rows.channels.map((row) => [row.threadId, row.namespace, row.channel, row.version, row.body]),
  );
  yield* insertWrites(
    rows.writes.filter(({ position }) => position >= 0),
    "NOTHING",
  );
  yield* insertWrites(
    rows.writes.filter(({ position }) => position < 0),
    "UPDATE SET task_path = excluded.task_path, channel = excluded.channel, body = excluded.body",
  );
}

function* nextRevision(threadId: string): Work<number> {
  const row = yield* one<{ last: number | null }>(
    "SELECT MAX(revision) AS last FROM checkpoints WHERE thread_id = $1",
    threadId,
  );
  return (row?.last ?? 0) + 1;
}

function* insertWrites(rows: readonly WriteRow[], onConflict: string): Work<void> {
  yield* insert(
    "checkpoint_writes (thread_id, namespace, checkpoint_id, task_id, task_path, position, channel, body)",
    `ON CONFLICT (thread_id, namespace, checkpoint_id, task_id, position) DO ${onConflict}`,
    rows.map((row) => [
      row.threadId,
      row.namespace,
      row.checkpointId,
      row.taskId,
      row.taskPath,
      row.position,
      row.channel,
      row.body,
    ]),
  );
}

function* insert(
  target: string,
  onConflict: string,
  rows: readonly (readonly SqlValue[])[],
): Work<void> {
  for (const chunk of chunks(rows)) {
    const values = places(chunk, 0);
    yield* run(`INSERT INTO ${target} VALUES ${values} ${onConflict}`, ...chunk.flat());
  }
}

/**
 * Keeps the newest checkpoints of each namespace of a thread and removes the older ones, the writes on them and the channel
 * rows no checkpoint has any more. Not for graphs with a DeltaValue: its value lives in older checkpoints.
 */
export function* keepNewest(threadId: string, keepLast: number): Work<void> {
  const rows = yield* all<Kept>(
    `SELECT namespace, checkpoint_id AS "checkpointId", revision, versions FROM checkpoints
     WHERE thread_id = $1 ${NEWEST_FIRST}`,
    threadId,
  );
  const { kept, old } = divide(rows, keepLast);
  if (old.length === 0) return;
  for (const table of ["checkpoints", "checkpoint_writes"]) {
    yield* remove(table, ["namespace", "checkpoint_id"], threadId, old);
  }

  const referred = new Set(
    kept.flatMap(({ namespace, versions }) =>
      Object.entries(JSON.parse(versions) as Record<string, unknown>).map(([channel, version]) =>
        JSON.stringify([namespace, channel, String(version)]),
      ),
    ),
  );
  const channels = yield* all<Pick<ChannelRow, "namespace" | "channel" | "version">>(
    "SELECT namespace, channel, version FROM checkpoint_channels WHERE thread_id = $1",
    threadId,
  );
  const orphans = channels
    .map(({ namespace, channel, version }) => [namespace, channel, version])
    .filter((key) => !referred.has(JSON.stringify(key)));
  yield* remove("checkpoint_channels", ["namespace", "channel", "version"], threadId, orphans);
}

interface Kept {
  readonly namespace: string;
  readonly checkpointId: string;
  readonly revision: number;
  readonly versions: string;
}

/** @param rows newest first. */
function divide(rows: readonly Kept[], keepLast: number): { kept: Kept[]; old: string[][] } {
  const counts = new Map<string, number>();
  const kept: Kept[] = [];
  const old: string[][] = [];
  const roots = rows.filter(({ namespace }) => namespace === "").slice(0, keepLast);
  const oldest = roots.at(-1)?.revision ?? 0;
  for (const row of rows) {
    const count = (counts.get(row.namespace) ?? 0) + 1;
    counts.set(row.namespace, count);
    // "node:task" is the memory of one run of a subgraph, of no use without the checkpoint that ran it.
    const isOver = row.namespace.includes(":") && row.revision < oldest;
    if (count <= keepLast && !isOver) kept.push(row);
    else old.push([row.namespace, row.checkpointId]);
  }
  return { kept, old };
}

function* remove(
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

/** Removes everything the graph remembers of a thread. */
export function* removeThread(threadId: string): Work<void> {
  for (const table of ["checkpoints", "checkpoint_channels", "checkpoint_writes"]) {
    yield* run(`DELETE FROM ${table} WHERE thread_id = $1`, threadId);
  }
}

function chunks<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / CHUNK);
  return Array.from({ length: count }, (_, at) => items.slice(at * CHUNK, (at + 1) * CHUNK));
}

/** `($3, $4), ($5, $6)` for two rows of two values after the first two placeholders. */
function places(rows: readonly (readonly unknown[])[], taken: number): string {
  let at = taken;
  return rows.map((row) => `(${row.map(() => `$${++at}`).join(", ")})`).join(", ");
}
