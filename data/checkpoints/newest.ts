import type { ChannelRow, CheckpointRow, CheckpointRows } from "./rows.ts";

/** A thread's newest checkpoint with the value of each of its channels; nothing is pending on it. */
export interface Newest {
  readonly checkpoint: CheckpointRow;
  readonly channels: readonly ChannelRow[];
}

interface Kept extends Newest {
  /** The turn that committed it. */
  readonly turnId: string;
}

/** Threads kept at once; a usual one takes 5 KB, none more than 64. */
const LIMIT = 500;

/**
 * The newest checkpoints of the conversations this process has lately had a turn of, so that their next turn need not read
 * them. A turn may only take what its very predecessor committed: the lease's fence, which is in a turn's id, tells whether
 * anybody else has had the conversation in between.
 */
export function makeNewestCheckpoints() {
  const threads = new Map<string, Kept>();
  return {
    /** What the turn with this id committed, if nobody has committed anything after it here. */
    after(threadId: string, turnId: string): Newest | undefined {
      const kept = threads.get(threadId);
      return kept?.turnId === turnId ? kept : undefined;
    },
    keep(threadId: string, kept: Kept): void {
      threads.delete(threadId);
      threads.set(threadId, kept);
      for (const oldest of threads.keys()) {
        if (threads.size <= LIMIT) break;
        threads.delete(oldest);
      }
    },
    forget: (threadId: string): void => void threads.delete(threadId),
  };
}

/** What is newest once these rows are written over what was before; undefined when that cannot be told from them alone. */
export function newestOf(
  { checkpoints, channels, writes }: CheckpointRows,
  before: Newest | undefined,
): Newest | undefined {
  const checkpoint = checkpoints.at(-1);
  const isPlain = checkpoints.every(({ namespace }) => namespace === "") && writes.length === 0;
  if (!checkpoint || !isPlain) return undefined;
  const versions = JSON.parse(checkpoint.versions) as Record<string, unknown>;
  const values = [...(before?.channels ?? []), ...channels].filter(
    ({ channel, version }) => String(versions[channel]) === version,
  );
  return { checkpoint, channels: values };
}
