import type {
  ClaimedDelivery,
  Deliveries,
  DeliveryBody,
  Settlement,
  StatusReport,
} from "../core/deliveries.ts";
import { all, one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";

interface DeliveryRow {
  id: string;
  conversation_id: string;
  fence: number;
  channel: string;
  address: string;
  attempts: number;
  created_at: number;
  body: string;
  line_id: string | null;
  speaker: string;
  owner: string;
}

/** How far a message can come, in order; a report that points backwards is ignored. */
const RANK = ["waiting", "sending", "sent", "delivered", "read"];

/** Deliveries in the database: one line per destination, only its head is ever tried. */
export function makeDeliveries(sql: Sql): Deliveries {
  return {
    claim: (limit, leaseMs) => sql.transaction(() => claimHeads(sql, limit, leaseMs)),

    settle: (delivery, settlement) =>
      sql.transaction(function* () {
        const settled = yield* settle(sql, delivery, settlement);
        if (settled?.line_id) yield* moveLine(settled.line_id);
      }),

    report: (report) =>
      sql.transaction(function* () {
        const found = yield* find(report);
        if (!found) return false;
        if (!isForward(found.status, report.status)) return true;
        yield* run(
          `UPDATE deliveries SET status = $2, provider_id = COALESCE(provider_id, $3), error = $4, lease_until = 0
           WHERE id = $1`,
          found.id,
          report.status,
          report.providerId,
          report.error ?? null,
        );
        if (found.line_id) yield* moveLine(found.line_id);
        return true;
      }),
  };
}

/** One speaker: what the bot was still trying to say when a person claimed the conversation is dropped, not leased. */
function* claimHeads(sql: Sql, limit: number, leaseMs: number): Work<ClaimedDelivery[]> {
  const heads = yield* leaseHeads(sql, limit, leaseMs);
  const outspoken = heads.filter(({ speaker, owner }) => speaker === "bot" && owner === "person");
  const claimed = heads.filter((head) => !outspoken.includes(head)).map(toDelivery);
  if (outspoken.length === 0) return claimed;
  for (const { id, line_id: lineId } of outspoken) {
    yield* run("UPDATE deliveries SET status = 'dropped', lease_until = 0 WHERE id = $1", id);
    if (lineId) yield* run("UPDATE lines SET status = 'dropped' WHERE id = $1", lineId);
  }
  return [...claimed, ...(yield* claimHeads(sql, outspoken.length, leaseMs))];
}

function* leaseHeads(sql: Sql, limit: number, leaseMs: number): Work<DeliveryRow[]> {
  return yield* all<DeliveryRow>(
    `WITH due AS (
       SELECT id FROM deliveries AS head
       WHERE status IN ('waiting', 'sending') AND due_at <= ${sql.now} AND lease_until <= ${sql.now}
         AND NOT EXISTS (
           SELECT 1 FROM deliveries AS ahead WHERE ahead.destination = head.destination
             AND ahead.status IN ('waiting', 'sending') AND ahead.position < head.position)
       ORDER BY due_at LIMIT $1 ${sql.lock}
     )
     UPDATE deliveries
     SET status = 'sending', attempts = attempts + 1, fence = fence + 1, lease_until = ${sql.now} + $2
     FROM due WHERE deliveries.id = due.id
     RETURNING deliveries.id, conversation_id, fence, channel, address, attempts, created_at, body, line_id, speaker,
       (SELECT owner FROM conversations WHERE conversations.id = deliveries.conversation_id) AS owner`,
    limit,
    leaseMs,
  );
}

function* settle(
  sql: Sql,
  { id, fence }: ClaimedDelivery,
  settlement: Settlement,
): Work<{ line_id: string | null } | undefined> {
  const mine = "WHERE id = $1 AND fence = $2 AND status = 'sending' RETURNING line_id";
  if (settlement.is === "sent") {
    return yield* one(
      `UPDATE deliveries
       SET status = $3, provider_id = $4, sent_at = ${sql.now}, error = NULL, lease_until = 0 ${mine}`,
      id,
      fence,
      settlement.status,
      settlement.providerId,
    );
  }
  if (settlement.is === "retry") {
    return yield* one(
      `UPDATE deliveries
       SET status = 'waiting', due_at = ${sql.now} + $3, error = $4, lease_until = 0 ${mine}`,
      id,
      fence,
      settlement.afterMs,
      settlement.error,
    );
  }
  return yield* one(
    `UPDATE deliveries SET status = 'dead', error = $3, lease_until = 0 ${mine}`,
    id,
    fence,
    settlement.error,
  );
}

interface Found {
  id: string;
  line_id: string | null;
  status: string;
}

/** By the provider's id, or by our own where the provider's answer never reached us. */
function* find(report: StatusReport): Work<Found | undefined> {
  const byProvider = yield* one<Found>(
    "SELECT id, line_id, status FROM deliveries WHERE channel = $1 AND provider_id = $2",
    report.channel,
    report.providerId,
  );
  if (byProvider || !report.correlation) return byProvider;
  return yield* one<Found>(
    "SELECT id, line_id, status FROM deliveries WHERE channel = $1 AND id = $2",
    report.channel,
    report.correlation,
  );
}

/** `failed` is final unless the provider later proves that the message arrived. */
function isForward(from: string, to: string): boolean {
  if (from === "dropped") return false;
  if (to === "failed") return RANK.indexOf(from) <= RANK.indexOf("sent") && from !== "failed";
  if (from === "failed" || from === "dead") return to === "delivered" || to === "read";
  return RANK.indexOf(to) > RANK.indexOf(from);
}

/** A line is as far as the least advanced of its parts, and failed if one of them failed. */
function* moveLine(lineId: string): Work<void> {
  const parts = yield* all<{ status: string }>(
    "SELECT status FROM deliveries WHERE line_id = $1 AND status <> 'dropped'",
    lineId,
  );
  const statuses = parts.map(({ status }) => (status === "sending" ? "waiting" : status));
  const hasFailed = statuses.some((status) => status === "failed" || status === "dead");
  const least = Math.min(...statuses.map((status) => RANK.indexOf(status)));
  yield* run(
    "UPDATE lines SET status = $2 WHERE id = $1 AND status <> 'dropped'",
    lineId,
    hasFailed ? "failed" : RANK[Math.max(least, 0)]!,
  );
}

function toDelivery(row: DeliveryRow): ClaimedDelivery {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    fence: row.fence,
    channel: row.channel,
    address: row.address,
    attempts: row.attempts,
    createdAt: row.created_at,
    body: JSON.parse(row.body) as DeliveryBody,
  };
}
