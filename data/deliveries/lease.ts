import type { ClaimedDelivery, DeliveryBody, DeliveryClaim } from "../../core/deliveries.ts";
import { mergeFollowers } from "./merge.ts";
import { moveLine, OPEN } from "./status.ts";
import { placesFor } from "../row-batches.ts";
import { all, run } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

interface DeliveryRow {
  id: string;
  conversation_id: string;
  fence: number;
  channel: string;
  address: string;
  attempts: number;
  age_ms: number;
  since: number;
  body: string;
  line_id: string | null;
  destination: string;
  position: number;
  speaker: string;
  owner: string;
}

interface Claim extends DeliveryClaim {
  /** Only of these; of all when left out. */
  readonly among?: readonly string[];
}

/**
 * Leases the heads of lines that are due.
 * One speaker: what the bot was still trying to say when a person claimed the conversation is dropped, not leased.
 */
export function* leaseDeliveries(sql: Sql, claim: Claim): Work<ClaimedDelivery[]> {
  const heads = yield* leaseHeads(sql, claim);
  const outspoken = heads.filter(({ speaker, owner }) => speaker === "bot" && owner === "person");
  const claimed: ClaimedDelivery[] = [];
  for (const head of heads.filter((each) => !outspoken.includes(each))) {
    claimed.push(toDelivery(yield* wholeOf(sql, head, claim)));
  }
  if (outspoken.length === 0) return claimed;
  for (const { id, line_id: lineId } of outspoken) {
    yield* run("UPDATE deliveries SET status = 'dropped', lease_until = 0 WHERE id = $1", id);
    if (lineId) yield* moveLine(sql, lineId);
  }
  return [...claimed, ...(yield* leaseDeliveries(sql, { ...claim, limit: outspoken.length }))];
}

/** With what waits behind it, if it was never tried and has waited too long. */
function* wholeOf(sql: Sql, head: DeliveryRow, { merging }: Claim): Work<DeliveryRow> {
  if (!merging || head.attempts > 1 || head.age_ms < merging.afterMs) return head;
  return { ...head, body: yield* mergeFollowers(sql, head, merging.maxLength) };
}

/** Whoever let a lease run out may have sent the message. A minute has passed since: nothing is left to wait for. */
function* leaseHeads(sql: Sql, claim: Claim): Work<DeliveryRow[]> {
  const { channels, limit, leaseMs, among } = claim;
  const ours = `channel IN (${placesFor(channels, 2)})`;
  const isAmong = among ? `AND id IN (${placesFor(among, 2 + channels.length)})` : "";
  return yield* all<DeliveryRow>(
    `WITH due AS (
       SELECT id FROM deliveries AS head
       WHERE ${ours} AND status IN ${OPEN} AND due_at <= ${sql.now} AND lease_until <= ${sql.now} ${isAmong}
         AND NOT EXISTS (
           SELECT 1 FROM deliveries AS ahead WHERE ahead.destination = head.destination
             AND ahead.status IN ${OPEN} AND ahead.position < head.position)
       ORDER BY due_at LIMIT $1 ${sql.lock}
     )
     UPDATE deliveries
     SET may_have_arrived = CASE WHEN deliveries.status = 'sending' THEN 1 ELSE may_have_arrived END,
       status = 'sending', attempts = attempts + 1, fence = fence + 1, lease_until = ${sql.now} + $2
     FROM due WHERE deliveries.id = due.id
     RETURNING deliveries.id, conversation_id, fence, channel, address, attempts, ${sql.now} - COALESCE(reopened_at, created_at) AS age_ms, COALESCE(reopened_at, created_at) AS since, body,
       line_id, deliveries.destination, deliveries.position, speaker, (SELECT owner FROM conversations WHERE conversations.id = deliveries.conversation_id) AS owner`,
    limit,
    leaseMs,
    ...channels,
    ...(among ?? []),
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
    ageMs: row.age_ms,
    since: row.since,
    body: JSON.parse(row.body) as DeliveryBody,
  };
}
