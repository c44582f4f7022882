import { NEWEST_FIRST } from "./checkpoint-rows.ts";
import type { ChannelRow } from "./checkpoint-rows.ts";
import { deleteRows } from "./row-batches.ts";
import { all } from "./sql.ts";
import type { Work } from "./sql.ts";

/** How much of a thread's past is kept to look back at. */
export interface Retention {
  /** Checkpoints of each namespace that stay at least. */
  readonly keepLast: number;
  /** Saves between two rounds: looking for what is too old costs more than letting it lie a little longer. */
  readonly everySaves: number;
}

/** Five turns back, and at most nine until the next round. */
export const usualRetention: Retention = { keepLast: 5, everySaves: 5 };

/** Applies the policy after a thread's save with this number. */
export function* retain(
  { keepLast, everySaves }: Retention,
  threadId: string,
  revision: number,
): Work<void> {
  if (revision % everySaves === 0) yield* keepNewest(threadId, keepLast);
}

/**
 * Keeps the newest checkpoints of each namespace of a thread and removes the older ones, the writes on them and the channel
 * rows no checkpoint has any more. Not for graphs with a DeltaValue: its value lives in older checkpoints.
 */
function* keepNewest(threadId: string, keepLast: number): Work<void> {
  const rows = yield* all<Kept>(
    `SELECT namespace, checkpoint_id AS "checkpointId", revision, versions FROM checkpoints
     WHERE thread_id = $1 ${NEWEST_FIRST}`,
    threadId,
  );
  const { kept, old } = divide(rows, keepLast);
  if (old.length === 0) return;
  for (const table of ["checkpoints", "checkpoint_writes"]) {
    yield* deleteRows(table, ["namespace", "checkpoint_id"], threadId, old);
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
  yield* deleteRows("checkpoint_channels", ["namespace", "channel", "version"], threadId, orphans);
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
