import type { ChannelRow, CheckpointRow, CheckpointRows, WriteRow } from "./rows.ts";

/** Rows of one turn that are not written yet, as the tables would have them: one row a key. */
export interface Draft {
  add(rows: CheckpointRows): void;
  rows(): CheckpointRows;
  /** The checkpoint with this id, the last one added when no id is given. */
  checkpoint(
    threadId: string,
    namespace: string,
    checkpointId: string | undefined,
  ): CheckpointRow | undefined;
  channel(
    threadId: string,
    namespace: string,
    channel: string,
    version: string,
  ): ChannelRow | undefined;
  /** What is pending on a checkpoint, once these rows are added to the ones already written. */
  writesOn(checkpoint: CheckpointKey, written: readonly WriteRow[]): WriteRow[];
}

type CheckpointKey = Pick<CheckpointRow, "threadId" | "namespace" | "checkpointId">;

/** Makes an empty draft. */
export function makeDraft(): Draft {
  const checkpoints = new Map<string, CheckpointRow>();
  const channels = new Map<string, ChannelRow>();
  const writes = new Map<string, WriteRow>();

  return {
    add(rows) {
      for (const row of rows.checkpoints) {
        checkpoints.set(keyOf(row.threadId, row.namespace, row.checkpointId), row);
      }
      for (const row of rows.channels) {
        channels.set(keyOf(row.threadId, row.namespace, row.channel, row.version), row);
      }
      addWrites(writes, rows.writes);
    },
    rows: () => ({
      checkpoints: [...checkpoints.values()],
      channels: [...channels.values()],
      writes: [...writes.values()],
    }),
    checkpoint(threadId, namespace, checkpointId) {
      if (checkpointId !== undefined)
        return checkpoints.get(keyOf(threadId, namespace, checkpointId));
      return [...checkpoints.values()].findLast(
        (row) => row.threadId === threadId && row.namespace === namespace,
      );
    },
    channel: (...parts) => channels.get(keyOf(...parts)),
    writesOn({ threadId, namespace, checkpointId }, written) {
      const pending = new Map<string, WriteRow>();
      addWrites(pending, written);
      addWrites(
        pending,
        [...writes.values()].filter(
          (row) =>
            row.threadId === threadId &&
            row.namespace === namespace &&
            row.checkpointId === checkpointId,
        ),
      );
      return [...pending.values()];
    },
  };
}

/** A task that is run again may not change what it wrote before; only its error, interrupt or answer may change. */
function addWrites(to: Map<string, WriteRow>, rows: readonly WriteRow[]): void {
  for (const row of rows) {
    const { threadId, namespace, checkpointId, taskId, position } = row;
    const key = keyOf(threadId, namespace, checkpointId, taskId, String(position));
    if (position < 0 || !to.has(key)) to.set(key, row);
  }
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
