import type { Clock } from "../../core/conversation.ts";
import { AppError, toAppError } from "../../core/errors.ts";
import type { ClaimedDelivery } from "../../core/deliveries.ts";
import type { Log } from "../../core/log.ts";
import type { ClaimedTurn, Mailbox, TurnCommit } from "../../core/ports.ts";
import type { Customer, RecordChange, Records, Scope } from "../../core/records.ts";
import type { Checkpointer, StagedCheckpoint } from "../../data/checkpoints/checkpointer.ts";
import { RECURSION_LIMIT } from "../../graph/index.ts";
import type { Graph } from "../../graph/index.ts";
import type { OpenHandoff, State, TurnInput } from "../../graph/state.ts";
import { deskActsOf } from "./desk-acts.ts";
import { linesOf } from "./outgoing-lines.ts";
import type { LineParts } from "./outgoing-lines.ts";

/** Renewals that may fail before a lease is lost. */
const RENEWALS_PER_LEASE = 4;
/** One to the customer by each way, and one to the desk. */
const MAX_LEASED = 4;
/** A poison message is set aside after this many tries. */
const MAX_ATTEMPTS = 5;

export interface TurnParts extends LineParts {
  readonly mailbox: Mailbox<StagedCheckpoint>;
  readonly checkpointer: Checkpointer;
  readonly graph: Pick<Graph, "invoke">;
  readonly records: Pick<Records, "findCustomerByAddress">;
  readonly clock: Clock;
  /** Milliseconds that only ever grow, from any start. */
  readonly monotonic: () => number;
  /** A worker that is silent this long has lost its conversation to another. */
  readonly leaseMs: number;
  readonly log: Log;
  /** Channels by which something can leave at once. */
  readonly readyChannels: () => string[];
  readonly onCommitted: (turn: Committed) => void;
  readonly onEnded: (result: "committed" | "retried" | "lost", elapsedMs: number) => void;
}

/** What a turn left to do. */
export interface Committed {
  /** They are handled. */
  readonly inputs: ClaimedTurn["inputs"];
  /** Leased to us, to be sent at once. */
  readonly deliveries: readonly ClaimedDelivery[];
  /** By which ways the turn wants something to leave. */
  readonly channels: readonly string[];
  /** When their lease was asked for, by the monotonic clock. */
  readonly askedAt: number;
}

/** Runs one leased turn: thinks with the graph, then writes everything at once; or notes why not. */
export function makeRunTurn(parts: TurnParts) {
  const { mailbox, log, clock, leaseMs } = parts;

  return async function runTurn(turn: ClaimedTurn, signal: AbortSignal): Promise<void> {
    const startedAt = clock();
    const renewal = setInterval(() => {
      void mailbox.renewLease(turn.lease, leaseMs).catch(() => {});
    }, leaseMs / RENEWALS_PER_LEASE);
    try {
      const thought = await think(parts, turn, signal);
      const askedAt = parts.monotonic();
      const sender = { limit: MAX_LEASED, leaseMs, channels: parts.readyChannels() };
      const deliveries = await mailbox.commitTurn(thought, sender);
      const channels = channelsOf(thought);
      parts.onCommitted({ inputs: turn.inputs, deliveries, askedAt, channels });
      parts.onEnded("committed", clock() - startedAt);
    } catch (thrown) {
      const ended = isOvertaken(thrown) ? "lost" : "retried";
      // Also when the store is away and it cannot be given up in order.
      await giveUp(turn, toAppError(thrown), signal).finally(() =>
        parts.onEnded(ended, clock() - startedAt),
      );
    } finally {
      clearInterval(renewal);
    }
  };

  async function giveUp(turn: ClaimedTurn, error: AppError, signal: AbortSignal): Promise<void> {
    const { conversationId } = turn.lease;
    if (error.code === "lease_lost") {
      log.warn({ conversationId }, "lease lost; another worker has the turn");
      return;
    }
    // The owner changed while we thought, or we are shutting down: nobody's fault, think again.
    if (error.code === "conflict" || signal.aborted) {
      await mailbox.releaseTurn(turn.lease);
      return;
    }
    const attempts = turn.inputs[0]!.attempts;
    log.error({ err: error, conversationId, attempts }, "turn failed");
    await mailbox.failTurn(turn, error.code, {
      retryMs: 1_000 * 2 ** attempts,
      maxAttempts: MAX_ATTEMPTS,
    });
  }
}

function channelsOf({ lines, deskActs }: TurnCommit<StagedCheckpoint>): string[] {
  const own = lines.map(({ channel }) => channel);
  return [...new Set(deskActs.length > 0 ? [...own, "desk"] : own)];
}

function isOvertaken(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === "lease_lost";
}

/** One pass through the graph. Nothing is written: what it would change is gathered for the commit. */
async function think(
  parts: TurnParts,
  turn: ClaimedTurn,
  signal: AbortSignal,
): Promise<TurnCommit<StagedCheckpoint>> {
  const { conversationId, fence } = turn.lease;
  const recordChanges: RecordChange[] = [];
  const scope: Scope = {
    customer: await customerOf(parts, turn),
    now: parts.clock(),
    stage: (change) => recordChanges.push(change),
    requestHandoff: () => {},
  };
  const turnId = `${conversationId}:${fence}`;
  // Whoever had the conversation before us, if that was we ourselves, left what we need in this process.
  const after_turn_id = `${conversationId}:${fence - 1}`;
  const inputs = turn.inputs.map(({ id, body }): TurnInput => ({ id, ...body }));
  try {
    const state = (await parts.graph.invoke(
      { inputs, handoff: openHandoff(turn) },
      {
        configurable: { thread_id: conversationId, turn_id: turnId, after_turn_id },
        context: { scope },
        durability: "exit",
        recursionLimit: RECURSION_LIMIT,
        signal,
      },
    )) as State;
    return {
      lease: turn.lease,
      epoch: turn.epoch,
      checkpoint: parts.checkpointer.take(turnId),
      inputs: outcomesOf(turn, state),
      lines: linesOf({ turn, state, customer: scope.customer }, parts),
      handoffChanges: state.handoffChanges,
      recordChanges,
      deskActs: deskActsOf(turn, state, scope.customer?.name ?? turn.address),
    };
  } finally {
    parts.checkpointer.take(turnId);
  }
}

/** Nobody, while the address does not say who writes. */
async function customerOf({ records }: TurnParts, turn: ClaimedTurn): Promise<Customer | null> {
  if (!turn.isProven) return null;
  return (await records.findCustomerByAddress(turn.address)) ?? null;
}

function openHandoff({ handoff }: ClaimedTurn): OpenHandoff | null {
  if (!handoff) return null;
  const { threadId, kind, status, claimedBy, queuedAt } = handoff;
  return { threadId, kind, status, claimedBy, queuedAt };
}

function outcomesOf(turn: ClaimedTurn, state: State): TurnCommit<StagedCheckpoint>["inputs"] {
  const { handoff } = state;
  return turn.inputs.map(({ id }) => ({
    id,
    outcome: {
      agent: state.replies.find(({ inputId }) => inputId === id)?.agent ?? "human",
      intent: state.traces[id]?.intent ?? null,
      handoff: handoff && {
        thread_id: handoff.threadId,
        status: handoff.status,
        kind: handoff.kind,
      },
    },
  }));
}
