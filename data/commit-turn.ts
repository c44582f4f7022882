import type { Author } from "../core/conversation.ts";
import { AppError } from "../core/errors.ts";
import type { ClaimedDelivery } from "../core/deliveries.ts";
import type { OutgoingLine, Sender, TurnCommit, TurnOutcome } from "../core/ports.ts";
import { makeAudit } from "./audit.ts";
import type { Checkpointer, StagedCheckpoint } from "./checkpoints/checkpointer.ts";
import { applyHandoffChange } from "./handoff-rows.ts";
import { insertDelivery, insertDeskAct, PARTS_PER_LINE } from "./deliveries/insert.ts";
import type { Destination } from "./deliveries/insert.ts";
import { leaseDeliveries } from "./deliveries/lease.ts";
import { applyRecordChange } from "./record-changes.ts";
import { blindly, one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";
import { leaseLost, setReady } from "./turns.ts";

interface CommitParts {
  readonly sql: Sql;
  readonly checkpointer: Checkpointer;
  readonly newId: () => string;
}

/** The whole turn in one transaction: checkpoint, inputs, transcript, deliveries, handoff, records and audit. */
export function makeTurnCommit(parts: CommitParts) {
  return async (
    turn: TurnCommit<StagedCheckpoint>,
    sender?: Sender,
  ): Promise<ClaimedDelivery[]> => {
    const leased = await parts.sql.transaction(function* () {
      const written = yield* commitTurn(parts, turn);
      if (!sender || sender.channels.length === 0 || written.length === 0) return [];
      return yield* leaseDeliveries(parts.sql, { ...sender, among: written });
    });
    if (turn.checkpoint) parts.checkpointer.committed(turn.checkpoint);
    return leased;
  };
}

/** @returns the ids of its deliveries, in their order. */
function* commitTurn(parts: CommitParts, turn: TurnCommit<StagedCheckpoint>): Work<string[]> {
  const { sql, checkpointer, newId } = parts;
  const { conversationId } = turn.lease;
  const audit = makeAudit(sql, newId);
  const { address, firstSeq } = yield* endLeaseUnderFence(turn);
  if (turn.checkpoint) yield* checkpointer.write(turn.checkpoint);
  for (const change of turn.handoffChanges) {
    yield* applyHandoffChange(sql, conversationId, change);
    yield* audit.handoffChanged(conversationId, change);
  }
  for (const change of turn.recordChanges) {
    yield* applyRecordChange(sql, change);
    yield* audit.recordChanged(conversationId, change);
  }
  const written: string[] = [];
  yield* blindly(function* () {
    for (const { id, outcome } of turn.inputs) yield* markHandled(id, outcome);
    let seq = firstSeq;
    for (const line of turn.lines) {
      written.push(...(yield* insertLine(parts, line, { conversationId, address, seq: seq++ })));
    }
    for (const act of turn.deskActs) {
      written.push(yield* insertDeskAct(parts, act, { conversationId, seq: seq++ }));
    }
    // A statement of its own, now that the conversation is ours: one that had to wait for it would not see what came in.
    yield* setReady(conversationId);
  });
  return written;
}

function* markHandled(inputId: string, outcome: TurnOutcome): Work<void> {
  yield* run(
    // The transcript has the words; no second copy of them stays.
    "UPDATE inputs SET status = 'handled', outcome = $2, body = '' WHERE id = $1",
    inputId,
    JSON.stringify(outcome),
  );
}

/**
 * Proves that the turn may still be written: its lease is the newest, and the owner is the one it was thought for. Takes
 * numbers for what the turn says.
 */
function* endLeaseUnderFence({
  lease,
  epoch,
  lines,
  deskActs,
}: TurnCommit<StagedCheckpoint>): Work<{ address: string; firstSeq: number }> {
  const taken = lines.length + deskActs.length;
  const conversation = yield* one<{ address: string; epoch: number; last_seq: number }>(
    `UPDATE conversations SET lease_holder = NULL, lease_until = 0, last_seq = last_seq + $3
     WHERE id = $1 AND fence = $2 AND lease_holder IS NOT NULL RETURNING address, epoch, last_seq`,
    lease.conversationId,
    lease.fence,
    taken,
  );
  if (!conversation) throw leaseLost();
  if (conversation.epoch !== epoch) {
    throw new AppError("conflict", "The owner changed while this turn was thought.");
  }
  return { address: conversation.address, firstSeq: conversation.last_seq - taken + 1 };
}

function* insertLine(
  parts: CommitParts,
  line: OutgoingLine,
  at: { conversationId: string; address: string; seq: number },
): Work<string[]> {
  const deliveryIds: string[] = [];
  const lineId = parts.newId();
  yield* run(
    `INSERT INTO lines (id, conversation_id, seq, input_id, at, author, agent, sender_name, text, status, trace, choices, media)
     VALUES ($1, $2, $3, $4, ${parts.sql.now}, $5, $6, $7, $8, 'waiting', $9, $10, $11)`,
    lineId,
    at.conversationId,
    at.seq,
    line.inputId,
    line.author,
    line.agent,
    line.senderName,
    line.text,
    line.trace ? JSON.stringify(line.trace) : null,
    line.choices.length > 0 ? JSON.stringify(line.choices) : null,
    line.file ? JSON.stringify(line.file) : null,
  );
  for (const [index, text] of line.parts.entries()) {
    const isLast = index === line.parts.length - 1;
    const destination: Destination = {
      conversationId: at.conversationId,
      lineId,
      channel: line.channel,
      address: at.address,
      speaker: speakerOf(line.author),
      position: at.seq * PARTS_PER_LINE + index,
    };
    const choices = isLast ? line.choices : [];
    const file = index === 0 ? line.file : undefined;
    const body = { to: "customer", text, choices, file, template: line.template } as const;
    deliveryIds.push(yield* insertDelivery(parts, destination, body));
  }
  return deliveryIds;
}

function speakerOf(author: Author): Destination["speaker"] {
  if (author === "human_agent") return "person";
  return author === "system" ? "system" : "bot";
}
