import type {
  Handoff,
  HandoffChange,
  HandoffKind,
  HandoffReason,
  HandoffStatus,
  HandoffTimer,
} from "../core/handoff.ts";
import { timerMs } from "../core/handoff.ts";
import { moveLine } from "./deliveries/status.ts";
import { all, one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";

/** A row of `handoffs`. */
export interface HandoffRow {
  thread_id: string;
  conversation_id: string;
  kind: HandoffKind;
  status: HandoffStatus;
  reason: HandoffReason;
  summary: string;
  offered_to: string | null;
  claimed_by: string | null;
  queued_at: number;
  claimed_at: number | null;
  closed_at: number | null;
  closed_by: string | null;
  timer: HandoffTimer | null;
  timer_at: number | null;
  desk_ref: string | null;
}

/** The handoff in the words of the house. */
export function toHandoff(row: HandoffRow): Handoff {
  return {
    threadId: row.thread_id,
    conversationId: row.conversation_id,
    kind: row.kind,
    status: row.status,
    reason: row.reason,
    summary: row.summary,
    offeredTo: row.offered_to,
    claimedBy: row.claimed_by,
    queuedAt: row.queued_at,
    claimedAt: row.claimed_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    timerAt: row.timer_at,
    timer: row.timer,
  };
}

/** By our thread id, or by the desk's own name for it. */
export function* findHandoffRow(threadId: string): Work<HandoffRow | undefined> {
  return yield* one<HandoffRow>(
    "SELECT * FROM handoffs WHERE thread_id = $1 OR desk_ref = $1",
    threadId,
  );
}

/**
 * The same, held with its conversation until the transaction ends: of two persons who claim at once, the second sees what the
 * first one did. Every transaction holds the conversation first, so that none waits for another in a circle.
 */
export function* holdHandoffRow(sql: Sql, threadId: string): Work<HandoffRow | undefined> {
  const found = yield* findHandoffRow(threadId);
  if (!found) return undefined;
  yield* run(`SELECT id FROM conversations WHERE id = $1 ${sql.hold}`, found.conversation_id);
  return yield* findHandoffRow(threadId);
}

export function* findOpenHandoff(conversationId: string): Work<Handoff | null> {
  const row = yield* one<HandoffRow>(
    "SELECT * FROM handoffs WHERE conversation_id = $1 AND status <> 'closed'",
    conversationId,
  );
  return row ? toHandoff(row) : null;
}

/**
 * Gives a queued handoff to a person: the owner changes, the epoch moves, and what the bot still had to say is dropped.
 * The announcement of the handoff stays: it is the system's, not the bot's.
 */
export function* claimForPerson(sql: Sql, handoff: HandoffRow, person: string): Work<void> {
  yield* run(
    `UPDATE handoffs SET status = 'claimed', claimed_by = $2, claimed_at = COALESCE(claimed_at, ${sql.now}),
       timer = 'person_silent', timer_at = ${sql.now} + $3 WHERE thread_id = $1`,
    handoff.thread_id,
    person,
    timerMs.person_silent,
  );
  yield* setOwner(handoff.conversation_id, "person", person);
  const dropped = yield* all<{ line_id: string | null }>(
    // Also what somebody began to send and let lie: it may have arrived, but it is not begun again.
    `UPDATE deliveries SET status = 'dropped', may_have_arrived = CASE WHEN status = 'sending' THEN 1 ELSE may_have_arrived END
     WHERE conversation_id = $1 AND speaker = 'bot'
       AND (status IN ('waiting', 'uncertain', 'held') OR (status = 'sending' AND lease_until <= ${sql.now})) RETURNING line_id`,
    handoff.conversation_id,
  );
  for (const { line_id: lineId } of dropped) if (lineId) yield* moveLine(sql, lineId);
}

/** What a turn decided about its handoff. Each change of owner moves the epoch. */
export function* applyHandoffChange(
  sql: Sql,
  conversationId: string,
  change: HandoffChange,
): Work<void> {
  if (change.do === "open") {
    yield* openHandoff(sql, conversationId, change);
    return;
  }
  const open = yield* one<HandoffRow>(
    "SELECT * FROM handoffs WHERE conversation_id = $1 AND status <> 'closed'",
    conversationId,
  );
  if (open) yield* changeOpen(sql, open, change);
}

function* openHandoff(
  sql: Sql,
  conversationId: string,
  change: Extract<HandoffChange, { do: "open" }>,
): Work<void> {
  yield* run(
    `INSERT INTO handoffs
       (thread_id, conversation_id, kind, status, reason, summary, offered_to, queued_at, timer, timer_at)
     VALUES ($1, $2, $3, 'queued', $4, $5, $6, ${sql.now}, 'queue_wait', ${sql.now} + $7)`,
    change.threadId,
    conversationId,
    change.kind,
    change.reason,
    change.summary,
    change.offeredTo,
    timerMs.queue_wait,
  );
  yield* setOwner(conversationId, "queue", null);
}

function* changeOpen(
  sql: Sql,
  open: HandoffRow,
  change: Exclude<HandoffChange, { do: "open" }>,
): Work<void> {
  // A customer who writes again does not give the person more time.
  const isSameWait =
    change.do === "wait" && change.timer === "person_silent" && open.timer === "person_silent";
  if (isSameWait && open.timer_at) return;
  if (!isSameWait) yield* silenceRings(open);
  switch (change.do) {
    case "claim":
      yield* claimForPerson(sql, open, change.by);
      break;
    case "close":
      yield* run(
        `UPDATE handoffs
         SET status = 'closed', closed_at = ${sql.now}, closed_by = $2, timer = NULL, timer_at = NULL
         WHERE thread_id = $1`,
        open.thread_id,
        change.by,
      );
      yield* setOwner(open.conversation_id, "bot", null);
      break;
    case "requeue":
      yield* move(sql, open, "queued", "queue_wait");
      yield* run(
        `UPDATE handoffs SET claimed_by = NULL, offered_to = NULL, queued_at = ${sql.now} WHERE thread_id = $1`,
        open.thread_id,
      );
      yield* setOwner(open.conversation_id, "queue", null);
      break;
    case "hold":
      yield* move(sql, open, "hold", "customer_silent");
      break;
    case "resume":
      yield* move(sql, open, "claimed", "person_silent");
      break;
    case "wrap_up":
      yield* move(sql, open, "wrap_up", "wrap_up");
      break;
    case "wait":
      yield* move(sql, open, open.status, change.timer);
  }
}

/** The clock is set anew: a ring of the old one that no turn has heard yet means nothing any more. */
function* silenceRings({
  conversation_id: conversationId,
  thread_id: threadId,
}: HandoffRow): Work<void> {
  yield* run(
    `UPDATE inputs SET status = 'handled'
     WHERE conversation_id = $1 AND status = 'waiting' AND source = 'house' AND external_id LIKE $2`,
    conversationId,
    `${threadId}:%`,
  );
}

function* move(sql: Sql, open: HandoffRow, status: HandoffStatus, timer: HandoffTimer): Work<void> {
  yield* run(
    `UPDATE handoffs SET status = $2, timer = $3, timer_at = ${sql.now} + $4 WHERE thread_id = $1`,
    open.thread_id,
    status,
    timer,
    timerMs[timer],
  );
}

function* setOwner(conversationId: string, owner: string, name: string | null): Work<void> {
  yield* run(
    "UPDATE conversations SET owner = $2, owner_name = $3, epoch = epoch + 1 WHERE id = $1",
    conversationId,
    owner,
    name,
  );
}
