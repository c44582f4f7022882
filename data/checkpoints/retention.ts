import { NEWEST_FIRST } from "./rows.ts";
import type { ChannelRow } from "./rows.ts";
import { deleteRows } from "../row-batches.ts";
import { all } from "../sql.ts";
import type { Work } from "../sql.ts";

/** How much of a thread's past is kept to look back at. */
export interface Retention {
  /** Checkpoints of each namespace that stay at least. */
  readonly keepLast: number;
  /** Saves between two rounds: looking for what is too old costs more than letting it lie a little longer. */
  readonly everySaves: number;
  /** What a thread's checkpoints may take; where they are large, fewer of them stay, but always the newest. */
  readonly maxBytes: number;
}

/** Five turns back, at most nine until the next round, in 64 KB. */
export const usualRetention: Retention = { keepLast: 5, everySaves: 5, maxBytes: 64 * 1024 };

/** Applies the policy after a thread's save, given its number and its size. */
export function* retain(
  retention: Retention,
  threadId: string,
  saved: { readonly revision: number; readonly bytes: number },
): Work<void> {
  const { keepLast, everySaves, maxBytes } = retention;
  const mostThere = keepLast + everySaves - 1;
  const isDue = saved.revision % everySaves === 0 || saved.bytes > maxBytes / mostThere;
  if (isDue) yield* keepNewest(threadId, retention);
}

/**
 * Keeps the newest checkpoints of each namespace of a thread and removes the older ones, the writes on them and the channel
 * rows no checkpoint has any more. Not for graphs with a DeltaValue: its value lives in older checkpoints.
 */
function* keepNewest(threadId: string, retention: Retention): Work<void> {
  const checkpoints = yield* all<CheckpointSize>(
    `SELECT namespace, checkpoint_id AS "checkpointId", revision, versions,
       OCTET_LENGTH(versions) + OCTET_LENGTH(body) + OCTET_LENGTH(metadata) AS bytes
     FROM checkpoints WHERE thread_id = $1 ${NEWEST_FIRST}`,
    threadId,
  );
  const channels = yield* all<ChannelSize>(
    `SELECT namespace, channel, version, OCTET_LENGTH(body) AS bytes FROM checkpoint_channels WHERE thread_id = $1`,
    threadId,
  );
  const { old, referred } = divide(checkpoints, channels, retention);
  if (old.length === 0) return;
  for (const table of ["checkpoints", "checkpoint_writes"]) {
    yield* deleteRows(table, ["namespace", "checkpoint_id"], threadId, old);
  }
  const orphans = channels
    .map(({ namespace, channel, version }) => [namespace, channel, version])
    .filter((key) => !referred.has(JSON.stringify(key)));
  yield* deleteRows("checkpoint_channels", ["namespace", "channel", "version"], threadId, orphans);
}

interface CheckpointSize {
  readonly namespace: string;
  readonly checkpointId: string;
  readonly revision: number;
  readonly versions: string;
  readonly bytes: number;
}

type ChannelSize = Pick<ChannelRow, "namespace" | "channel" | "version"> & {
  readonly bytes: number;
};

/** @param rows newest first. @returns the checkpoints that go, and the keys of the channel rows the others refer to. */
function divide(
  rows: readonly CheckpointSize[],
  channels: readonly ChannelSize[],
  { keepLast, maxBytes }: Retention,
): { old: string[][]; referred: ReadonlySet<string> } {
  const sizes = new Map(
    channels.map(({ namespace, channel, version, bytes }) => [
      JSON.stringify([namespace, channel, version]),
      bytes,
    ]),
  );
  const counts = new Map<string, number>();
  const referred = new Set<string>();
  const old: string[][] = [];
  let keptBytes = 0;
  const roots = rows.filter(({ namespace }) => namespace === "").slice(0, keepLast);
  const oldest = roots.at(-1)?.revision ?? 0;
  for (const row of rows) {
    const count = (counts.get(row.namespace) ?? 0) + 1;
    counts.set(row.namespace, count);
    const own = channelKeysOf(row).filter((key) => !referred.has(key));
    const bytes = own.reduce((sum, key) => sum + (sizes.get(key) ?? 0), row.bytes);
    // "node:task" is the memory of one run of a subgraph, of no use without the checkpoint that ran it.
    const isOver = row.namespace.includes(":") && row.revision < oldest;
    const fits = count === 1 || (count <= keepLast && keptBytes + bytes <= maxBytes);
    if (isOver || !fits) {
      old.push([row.namespace, row.checkpointId]);
      continue;
    }
    keptBytes += bytes;
    for (const key of own) referred.add(key);
  }
  return { old, referred };
}

function channelKeysOf({ namespace, versions }: CheckpointSize): string[] {
  const entries = Object.entries(JSON.parse(versions) as Record<string, unknown>);
  return entries.map(([channel, version]) => JSON.stringify([namespace, channel, String(version)]));
}
