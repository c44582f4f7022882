import type { Door } from "../core/conversation.ts";
import { AppError } from "../core/errors.ts";
import type { ClaimedTurn, InputBody, Lease, RetryRule, StoredInput } from "../core/ports.ts";
import { findOpenHandoff } from "./handoff-rows.ts";
import { all, one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";

/** Waiting texts taken into one turn: bounds the turn's length and its checkpoint. */
const INPUTS_PER_TURN = 8;

interface ConversationRow {
  id: string;
  address: string;
  is_proven: number;
  epoch: number;
  fence: number;
  last_door: Door;
}

interface InputRow {
  id: string;
  seq: number;
  source: string;
  external_id: string;
  door: Door | "desk";
  attempts: number;
  body: string;
}

/** Leases on conversations: who may run the next turn, and what became of it when it failed. */
export function makeTurns(sql: Sql, newId: () => string) {
  return {
    claimTurns: (holder: string, limit: number, leaseMs: number): Promise<ClaimedTurn[]> =>
      sql.lease(() => claimTurns(sql, holder, { limit, leaseMs })),

    renewLease: (lease: Lease, leaseMs: number): Promise<void> =>
      sql.lease(function* () {
        const renewed = yield* run(
          `UPDATE conversations SET lease_until = ${sql.now} + $3
           WHERE id = $1 AND fence = $2 AND lease_holder IS NOT NULL`,
          lease.conversationId,
          lease.fence,
          leaseMs,
        );
        if (renewed === 0) throw leaseLost();
      }),

    releaseTurn: (lease: Lease): Promise<void> =>
      sql.transaction(function* () {
        yield* endLease(lease);
      }),

    failTurn: (turn: ClaimedTurn, error: string, retry: RetryRule): Promise<void> =>
      sql.transaction(function* () {
        if ((yield* endLease(turn.lease)) === 0) return;
        const { conversationId } = turn.lease;
        const head = turn.inputs[0]!;
        yield* run(
          "UPDATE inputs SET attempts = attempts + 1, error = $2 WHERE id = $1",
          head.id,
          error.slice(0, 500),
        );
        if (head.attempts + 1 >= retry.maxAttempts) {
          yield* setAside(sql, head, { id: newId(), conversationId });
          return;
        }
        yield* run(
          `UPDATE conversations SET ready_at = ${sql.now} + $2 WHERE id = $1`,
          conversationId,
          retry.retryMs,
        );
      }),
  };
}

function* claimTurns(
  sql: Sql,
  holder: string,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Work<ClaimedTurn[]> {
  const rows = yield* all<ConversationRow>(
    `WITH ready AS (
       SELECT id FROM conversations WHERE ready_at <= ${sql.now} AND lease_until <= ${sql.now}
       ORDER BY ready_at LIMIT $3 ${sql.lock}
     )
     UPDATE conversations SET lease_holder = $1, lease_until = ${sql.now} + $2, fence = fence + 1
     FROM ready WHERE conversations.id = ready.id
     RETURNING conversations.id, address, is_proven, epoch, fence, last_door`,
    holder,
    leaseMs,
    limit,
  );
  const turns: ClaimedTurn[] = [];
  for (const row of rows) {
    const turn = yield* toTurn(row);
    if (turn) turns.push(turn);
    else yield* endLease({ conversationId: row.id, fence: row.fence });
  }
  return turns;
}

function* toTurn(row: ConversationRow): Work<ClaimedTurn | undefined> {
  const rows = yield* all<InputRow>(
    `SELECT id, seq, source, external_id, door, attempts, body FROM inputs
     WHERE conversation_id = $1 AND status = 'waiting' ORDER BY seq LIMIT ${INPUTS_PER_TURN}`,
    row.id,
  );
  const head = rows[0];
  if (!head) return undefined;
  const taken = head.attempts > 0 ? [head] : rows;
  return {
    lease: { conversationId: row.id, fence: row.fence },
    address: row.address,
    isProven: row.is_proven === 1,
    epoch: row.epoch,
    lastDoor: row.last_door,
    inputs: taken.map(toInput),
    handoff: yield* findOpenHandoff(row.id),
  };
}

/** The poison goes aside; in its place comes a note that leads to an apology and a person. */
function* setAside(
  sql: Sql,
  head: StoredInput,
  note: { id: string; conversationId: string },
): Work<void> {
  yield* run(`UPDATE inputs SET status = 'dead', died_at = ${sql.now} WHERE id = $1`, head.id);
  if (head.body.kind !== "failed") {
    yield* insertNote(sql, { ...note, externalId: `failed:${head.id}`, body: { kind: "failed" } });
  }
  yield* setReady(note.conversationId);
}

function* endLease({ conversationId, fence }: Lease): Work<number> {
  const ended = yield* run(
    `UPDATE conversations SET lease_holder = NULL, lease_until = 0
     WHERE id = $1 AND fence = $2 AND lease_holder IS NOT NULL`,
    conversationId,
    fence,
  );
  if (ended > 0) yield* setReady(conversationId);
  return ended;
}

/**
 * Ends every lease, for an engine that only one process can use: whoever held them is dead. Their turns and deliveries
 * are due at once, instead of when the leases would have run out. Their deliveries may have arrived, but do not wait for a
 * report of that: a customer who was not answered before the crash must be answered within two seconds of the restart, and
 * the same text twice harms less than silence.
 */
export function* endAllLeases(): Work<void> {
  yield* run("UPDATE conversations SET lease_holder = NULL, lease_until = 0 WHERE lease_until > 0");
  yield* run(
    "UPDATE deliveries SET status = 'uncertain', may_have_arrived = 1, lease_until = 0 WHERE status = 'sending'",
  );
}

/** Due when the oldest waiting input came in; not due when nothing waits. */
export function* setReady(conversationId: string): Work<void> {
  yield* run(
    `UPDATE conversations SET ready_at =
       (SELECT MIN(received_at) FROM inputs WHERE conversation_id = $1 AND status = 'waiting')
     WHERE id = $1`,
    conversationId,
  );
}

/** Puts something of the house's own into the mailbox: a timer that rang, a turn that failed. */
export function* insertNote(
  sql: Sql,
  note: { id: string; conversationId: string; externalId: string; body: InputBody },
): Work<void> {
  const seq = yield* nextSeq(sql, note.conversationId);
  yield* run(
    `INSERT INTO inputs (id, conversation_id, seq, source, external_id, door, body, received_at)
     VALUES ($1, $2, $3, 'house', $4, 'desk', $5, ${sql.now})`,
    note.id,
    note.conversationId,
    seq,
    note.externalId,
    JSON.stringify(note.body),
  );
}

/**
 * The conversation's row lock makes the order: whoever gets the number first is first.
 * @param door where a customer's message came in; none for what people and the house itself put in.
 */
export function* nextSeq(sql: Sql, conversationId: string, door?: Door): Work<number> {
  const inbound = door ? `, last_door = $2` : "";
  const row = yield* one<{ last_seq: number }>(
    `UPDATE conversations SET last_seq = last_seq + 1, ready_at = COALESCE(ready_at, ${sql.now}) ${inbound}
     WHERE id = $1 RETURNING last_seq`,
    conversationId,
    ...(door ? [door] : []),
  );
  return row!.last_seq;
}

/** The error of a worker that was overtaken. */
export function leaseLost(): AppError {
  return new AppError("lease_lost", "Another worker has taken this conversation over.");
}

function toInput(row: InputRow): StoredInput {
  return {
    id: row.id,
    seq: row.seq,
    source: row.source,
    externalId: row.external_id,
    door: row.door,
    attempts: row.attempts,
    body: JSON.parse(row.body) as InputBody,
  };
}
