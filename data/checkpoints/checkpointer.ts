import { isDeepStrictEqual } from "node:util";
import { BaseCheckpointSaver, getCheckpointId } from "@langchain/langgraph-checkpoint";
import type {
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointTuple,
  PendingWrite,
} from "@langchain/langgraph-checkpoint";
import { checkpointAsRows, writesAsRows } from "./as-rows.ts";
import { decode, serializer } from "./codec.ts";
import { makeDraft } from "./draft.ts";
import type { Draft } from "./draft.ts";
import {
  bytesOf,
  listCheckpoints,
  readCheckpoint,
  removeThread,
  threadsOf,
  writeRows,
} from "./rows.ts";
import type { CheckpointRow, CheckpointRows } from "./rows.ts";
import { retain, usualRetention } from "./retention.ts";
import type { Retention } from "./retention.ts";
import { configOf, readTuple, tupleOf } from "./tuple.ts";
import type { Config } from "./tuple.ts";
import { afterTurnOf, placeOf, turnOf } from "./run-config.ts";
import { makeNewestCheckpoints, newestOf } from "./newest.ts";
import type { Newest } from "./newest.ts";
import type { Sql, Work } from "../sql.ts";

/** What a turn would have saved, kept back for its commit. */
export interface StagedCheckpoint extends CheckpointRows {
  readonly turnId: string;
  /** The thread's newest checkpoint once this is committed. */
  readonly newest: Newest | undefined;
}

/**
 * LangGraph's memory of conversations, on our own SQL port.
 * A run with `configurable.turn_id` writes nothing: what it saves is staged until the turn's commit takes it, and seen by that
 * turn alone. A run without one writes at once and keeps its whole history.
 * With `configurable.after_turn_id`, the turn that must have been the thread's last, a turn need not read what that one left
 * if this process ran it.
 */
export interface Checkpointer extends BaseCheckpointSaver {
  /** Takes what the turn with this id staged; undefined when the graph saved nothing. Forgets it: call it for a failed turn too. */
  take(turnId: string): StagedCheckpoint | undefined;
  /** Work that writes it and applies the retention. */
  write(staged: StagedCheckpoint): Work<void>;
  /** To be called once it is committed. */
  committed(staged: StagedCheckpoint): void;
  /** Removes everything remembered of the thread, staged or written. */
  deleteThread(threadId: string): Promise<void>;
}

interface CheckpointerOptions {
  readonly retention?: Retention;
  /** 0..1, tells versions of different branches apart. */
  readonly random?: () => number;
}

/** Makes the checkpointer of a database. */
export function makeCheckpointer(
  sql: Sql,
  { retention = usualRetention, random = Math.random }: CheckpointerOptions = {},
): Checkpointer {
  return new SqlCheckpointer(sql, retention, random);
}

class SqlCheckpointer extends BaseCheckpointSaver implements Checkpointer {
  readonly #sql: Sql;
  readonly #retention: Retention;
  readonly #random: () => number;
  readonly #drafts = new Map<string, Draft>();
  /** What running turns began with. */
  readonly #begunWith = new Map<string, Newest>();
  readonly #newest = makeNewestCheckpoints();

  constructor(sql: Sql, retention: Retention, random: () => number) {
    super(serializer);
    this.#sql = sql;
    this.#retention = retention;
    this.#random = random;
  }

  /**
   * Versions are numbers with a random fraction: two branches of one conversation count alike, and must not take each
   * other's channel rows for their own.
   */
  override getNextVersion(current: number | undefined): number {
    const next = Math.floor(current ?? 0) + 1 + this.#random();
    return Math.round(next * 1e9) / 1e9;
  }

  async getTuple(config: Config): Promise<CheckpointTuple | undefined> {
    const { thread_id: threadId, checkpoint_ns: namespace = "" } = config.configurable ?? {};
    if (typeof threadId !== "string") return undefined;
    const checkpointId = getCheckpointId(config) || undefined;
    const turnId = turnOf(config);
    const draft = this.#draftOf(turnId);
    const staged = draft.checkpoint(threadId, namespace, checkpointId);
    const isStart = !staged && turnId !== undefined && !checkpointId && namespace === "";
    const known = isStart ? this.#newest.after(threadId, afterTurnOf(config)) : undefined;
    if (isStart && known) {
      this.#begunWith.set(turnId, known);
      return tupleOf(known, turnId);
    }
    const row =
      staged ?? (await this.#sql.read(() => readCheckpoint(threadId, namespace, checkpointId)));
    if (!row) return undefined;
    const { tuple, channels } = await this.#sql.read(() => readTuple(row, draft, turnId));
    if (isStart) this.#begunWith.set(turnId, { checkpoint: row, channels });
    return tuple;
  }

  /** Lists what is written; a turn's staged checkpoints are not in it. */
  async *list(
    config: Config,
    options: CheckpointListOptions = {},
  ): AsyncGenerator<CheckpointTuple> {
    const { limit, before, filter } = options;
    if (limit !== undefined && limit <= 0) return;
    const rows = await this.#sql.read(() =>
      listCheckpoints({
        threadId: config.configurable?.["thread_id"],
        namespace: config.configurable?.["checkpoint_ns"],
        checkpointId: getCheckpointId(config) || undefined,
        beforeId: before && (getCheckpointId(before) || undefined),
        limit: filter ? undefined : limit,
      }),
    );
    for (const row of rows.filter((each) => matches(each, filter)).slice(0, limit)) {
      yield (await this.#sql.read(() => readTuple(row, makeDraft(), undefined))).tuple;
    }
  }

  async put(
    config: Config,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<Config> {
    const place = placeOf(config);
    await this.#save(turnOf(config), checkpointAsRows(place, checkpoint, metadata, newVersions));
    return configOf(place.threadId, place.namespace, checkpoint.id, turnOf(config));
  }

  async putWrites(
    config: Config,
    writes: PendingWrite[],
    taskId: string,
    taskPath = "",
  ): Promise<void> {
    const rows = writesAsRows(placeOf(config), writes, { taskId, taskPath });
    await this.#save(turnOf(config), rows);
  }

  async deleteThread(threadId: string): Promise<void> {
    for (const [turnId, draft] of this.#drafts) {
      if (threadsOf(draft.rows()).has(threadId)) this.#drafts.delete(turnId);
    }
    this.#newest.forget(threadId);
    await this.#sql.transaction(() => removeThread(threadId));
  }

  take(turnId: string): StagedCheckpoint | undefined {
    const rows = this.#drafts.get(turnId)?.rows();
    const before = this.#begunWith.get(turnId);
    this.#drafts.delete(turnId);
    this.#begunWith.delete(turnId);
    return rows && { ...rows, turnId, newest: newestOf(rows, before) };
  }

  committed({ turnId, newest, checkpoints }: StagedCheckpoint): void {
    const threadId = checkpoints.at(-1)?.threadId;
    if (threadId !== undefined && newest) this.#newest.keep(threadId, { ...newest, turnId });
  }

  *write(staged: StagedCheckpoint): Work<void> {
    const revisions = yield* writeRows(staged);
    const bytes = bytesOf(staged);
    for (const [threadId, revision] of revisions) {
      yield* retain(this.#retention, threadId, { revision, bytes });
    }
  }

  #draftOf(turnId: string | undefined): Draft {
    return (turnId === undefined ? undefined : this.#drafts.get(turnId)) ?? makeDraft();
  }

  async #save(turnId: string | undefined, rows: CheckpointRows): Promise<void> {
    const draft = this.#draftOf(turnId);
    draft.add(rows);
    if (turnId === undefined) await this.#sql.transaction(() => writeRows(draft.rows()));
    else this.#drafts.set(turnId, draft);
  }
}

function matches(row: CheckpointRow, filter: CheckpointListOptions["filter"]): boolean {
  if (!filter) return true;
  const metadata = new Map(Object.entries(decode(row.metadata) as object));
  return Object.entries(filter).every(([key, value]) =>
    isDeepStrictEqual(metadata.get(key), value),
  );
}
