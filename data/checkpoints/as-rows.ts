import { WRITES_IDX_MAP } from "@langchain/langgraph-checkpoint";
import type {
  ChannelVersions,
  Checkpoint,
  CheckpointMetadata,
  PendingWrite,
} from "@langchain/langgraph-checkpoint";
import { encode } from "./codec.ts";
import type { ChannelRow, CheckpointRows } from "./rows.ts";
import { missing } from "./run-config.ts";
import type { Place } from "./run-config.ts";

/** A checkpoint that follows the one at the place, and the channels it changed, as the rows they are kept in. */
export function checkpointAsRows(
  { threadId, namespace, checkpointId: parentId }: Place,
  checkpoint: Checkpoint,
  metadata: CheckpointMetadata,
  newVersions: ChannelVersions,
): CheckpointRows {
  const { id: checkpointId, v, ts, versions_seen } = checkpoint;
  return {
    checkpoints: [
      {
        threadId,
        namespace,
        checkpointId,
        parentId: parentId ?? null,
        versions: JSON.stringify(checkpoint.channel_versions),
        body: encode({ v, ts, versions_seen }, "the checkpoint"),
        metadata: encode(metadata, "the metadata"),
      },
    ],
    channels: changedChannels({ threadId, namespace }, checkpoint, newVersions),
    writes: [],
  };
}

/** What a task wrote on top of the checkpoint at the place, as rows. @throws AppError `internal` without a checkpoint. */
export function writesAsRows(
  { threadId, namespace, checkpointId }: Place,
  writes: readonly PendingWrite[],
  { taskId, taskPath }: { readonly taskId: string; readonly taskPath: string },
): CheckpointRows {
  if (checkpointId === undefined) throw missing("checkpoint_id");
  const rows = writes.map(([channel, value], index) => ({
    threadId,
    namespace,
    checkpointId,
    taskId,
    taskPath,
    position: WRITES_IDX_MAP[channel] ?? index,
    channel,
    body: encode(value, `the write to the channel "${channel}"`),
  }));
  return { checkpoints: [], channels: [], writes: rows };
}

/** Only what changed and has a value; a channel that is empty, or untracked, has no row. */
function changedChannels(
  { threadId, namespace }: Pick<ChannelRow, "threadId" | "namespace">,
  { channel_values }: Checkpoint,
  newVersions: ChannelVersions,
): ChannelRow[] {
  return Object.entries(newVersions)
    .filter(([name]) => Object.hasOwn(channel_values, name) && channel_values[name] !== undefined)
    .map(([name, version]) => ({
      threadId,
      namespace,
      channel: name,
      version: String(version),
      body: encode(channel_values[name], `the channel "${name}"`),
    }));
}
