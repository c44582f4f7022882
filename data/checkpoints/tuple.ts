import {
  TASKS,
  compareWritesSortKeys,
  maxChannelVersion,
  writesSortKey,
} from "@langchain/langgraph-checkpoint";
import type {
  BaseCheckpointSaver,
  ChannelVersions,
  Checkpoint,
  CheckpointMetadata,
  CheckpointTuple,
  WritesSortKey,
} from "@langchain/langgraph-checkpoint";
import { decode } from "./codec.ts";
import type { Draft } from "./draft.ts";
import { readChannels, readWrites } from "./rows.ts";
import type { ChannelRow, CheckpointRow, WriteRow } from "./rows.ts";
import type { Newest } from "./newest.ts";
import type { Work } from "../sql.ts";

/** LangGraph's run configuration, as a checkpointer gets it. */
export type Config = Parameters<BaseCheckpointSaver["getTuple"]>[0];

/** A checkpoint as LangGraph knows it, and the rows of its channels. */
interface Read {
  readonly tuple: CheckpointTuple;
  readonly channels: readonly ChannelRow[];
}

/** Reads a checkpoint's values and pending writes and puts it together. */
export function* readTuple(
  row: CheckpointRow,
  draft: Draft,
  turnId: string | undefined,
): Work<Read> {
  const channels = yield* readChannelRows(row, draft);
  const tuple = tupleOf({ checkpoint: row, channels }, turnId);
  if (tuple.checkpoint.v < 4 && row.parentId !== null) {
    const onParent = yield* readPending({ ...row, checkpointId: row.parentId }, draft);
    addOldSends(tuple.checkpoint, onParent);
  }
  const pending = yield* readPending(row, draft);
  tuple.pendingWrites = pending.map(({ taskId, channel, body }) => [taskId, channel, decode(body)]);
  return { tuple, channels };
}

/** Puts together a checkpoint on which nothing is pending. */
export function tupleOf(
  { checkpoint: row, channels }: Newest,
  turnId: string | undefined,
): CheckpointTuple {
  const { threadId, namespace, checkpointId, parentId } = row;
  return {
    config: configOf(threadId, namespace, checkpointId, turnId),
    checkpoint: {
      ...(decode(row.body) as Pick<Checkpoint, "v" | "ts" | "versions_seen">),
      id: checkpointId,
      channel_versions: JSON.parse(row.versions) as ChannelVersions,
      channel_values: Object.fromEntries(
        channels.map(({ channel, body }) => [channel, decode(body)]),
      ),
    },
    metadata: decode(row.metadata) as CheckpointMetadata,
    pendingWrites: [],
    ...(parentId !== null && { parentConfig: configOf(threadId, namespace, parentId, turnId) }),
  };
}

/** The rows of a checkpoint's channels, staged ones first. */
function* readChannelRows(
  { threadId, namespace, versions }: CheckpointRow,
  draft: Draft,
): Work<ChannelRow[]> {
  const rows: ChannelRow[] = [];
  const wanted: [channel: string, version: string][] = [];
  for (const [channel, version] of Object.entries(JSON.parse(versions) as ChannelVersions)) {
    const staged = draft.channel(threadId, namespace, channel, String(version));
    if (staged) rows.push(staged);
    else wanted.push([channel, String(version)]);
  }
  rows.push(...(yield* readChannels(threadId, namespace, wanted)));
  return rows;
}

/** In the order in which LangGraph itself applies them. */
function* readPending(row: CheckpointRow, draft: Draft): Work<WriteRow[]> {
  const written = yield* readWrites(row.threadId, row.namespace, row.checkpointId);
  return draft
    .writesOn(row, written)
    .sort((a, b) => compareWritesSortKeys(sortKeyOf(a), sortKeyOf(b)));
}

function sortKeyOf({ taskPath, taskId, position }: WriteRow): WritesSortKey {
  return writesSortKey(taskPath, taskId, position);
}

/** Before format 4 the packets for the next step were kept as writes on the parent. */
function addOldSends(checkpoint: Checkpoint, onParent: readonly WriteRow[]): void {
  const versions = Object.values(checkpoint.channel_versions);
  checkpoint.channel_values[TASKS] = onParent
    .filter(({ channel }) => channel === TASKS)
    .map(({ body }) => decode(body));
  checkpoint.channel_versions[TASKS] = versions.length > 0 ? maxChannelVersion(...versions) : 1;
}

/** Names a checkpoint the way LangGraph does. The turn goes along, so that a walk from a staged checkpoint to its parent finds staged ones. */
export function configOf(
  thread_id: string,
  checkpoint_ns: string,
  checkpoint_id: string,
  turn_id: string | undefined,
): Config {
  const turn = turn_id === undefined ? {} : { turn_id };
  return { configurable: { thread_id, checkpoint_ns, checkpoint_id, ...turn } };
}
