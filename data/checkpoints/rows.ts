import { chunks, insertRows, places } from "../row-batches.ts";
import { all, blindly, one, run } from "../sql.ts";
import type { SqlValue, Work } from "../sql.ts";

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
/** The order of a thread's checkpoints: last saved first. */
export const NEWEST_FIRST = "ORDER BY thread_id, revision DESC, checkpoint_id DESC";

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

/** Writes all rows; checkpoints of one call count as one save of their thread. @returns the number of that save, by thread. */
export function* writeRows(rows: CheckpointRows): Work<ReadonlyMap<string, number>> {
  const revisions = new Map<string, number>();
  for (const { threadId } of rows.checkpoints) {
    if (!revisions.has(threadId)) revisions.set(threadId, yield* nextRevision(threadId));
  }
  yield* blindly(function* () {
    yield* insertCheckpoints(rows.checkpoints, revisions);
    yield* insertRows(
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
  });
  return revisions;
}

function* nextRevision(threadId: string): Work<number> {
  const last = yield* one<{ revision: number | null }>(
    "SELECT MAX(revision) AS revision FROM checkpoints WHERE thread_id = $1",
    threadId,
  );
  return (last?.revision ?? 0) + 1;
}

function* insertCheckpoints(
  rows: readonly CheckpointRow[],
  revisions: ReadonlyMap<string, number>,
): Work<void> {
  yield* insertRows(
    "checkpoints (thread_id, namespace, checkpoint_id, parent_id, revision, versions, body, metadata)",
    `ON CONFLICT (thread_id, namespace, checkpoint_id) DO UPDATE SET parent_id = excluded.parent_id,
       revision = excluded.revision, versions = excluded.versions, body = excluded.body, metadata = excluded.metadata`,
    rows.map((row) => [
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
}

function* insertWrites(rows: readonly WriteRow[], onConflict: string): Work<void> {
  yield* insertRows(
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

/** Removes everything the graph remembers of a thread. */
export function* removeThread(threadId: string): Work<void> {
  for (const table of ["checkpoints", "checkpoint_channels", "checkpoint_writes"]) {
    yield* run(`DELETE FROM ${table} WHERE thread_id = $1`, threadId);
  }
}

/** The threads rows belong to. */
export function threadsOf(rows: CheckpointRows): Set<string> {
  return new Set([...rows.checkpoints, ...rows.writes].map(({ threadId }) => threadId));
}

/** How many bytes the bodies of rows take. */
export function bytesOf({ checkpoints, channels, writes }: CheckpointRows): number {
  const bodies = [...checkpoints, ...channels, ...writes].map(({ body }) =>
    Buffer.byteLength(body),
  );
  return bodies.reduce((sum, bytes) => sum + bytes, 0);
}
