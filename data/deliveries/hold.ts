import { WINDOW_MS } from "../../core/window.ts";
import type { ClaimedDelivery, DeliveryBody } from "../../core/deliveries.ts";
import { insertDelivery, insertDeskAct } from "./insert.ts";
import type { Destination, InsertParts } from "./insert.ts";
import { leadInstead } from "./merge.ts";
import { moveLine } from "./status.ts";
import { findOpenHandoff } from "../handoff-rows.ts";
import { all, one, run } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

/** After a month nobody waits for it any more; then it is for people to say what becomes of it. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

const NOTICE =
  "Not delivered yet: the customer last wrote more than 24 hours ago, and WhatsApp takes only templates then. " +
  "What you wrote is kept and leaves as soon as they write again. /template sends them the template that asks for that.";

interface Held {
  readonly id: string;
  readonly line_id: string | null;
  readonly status: string;
  readonly speaker: string;
}

/**
 * Lets a delivery wait for its customer to write. If they did so since the window was seen closed, it is due at once.
 * Nothing when somebody else has it by now.
 */
export function* holdDelivery(
  parts: InsertParts,
  { id, fence, channel, conversationId }: ClaimedDelivery,
  seenOpenUntil: number | null,
): Work<void> {
  const { sql } = parts;
  yield* holdConversation(sql, conversationId);
  yield* run(
    // The provider knows better than our clock.
    `UPDATE windows SET open_until = ${sql.now} WHERE conversation_id = $1 AND door = $2 AND open_until = $3`,
    conversationId,
    channel,
    seenOpenUntil,
  );
  const held = yield* one<Held>(
    `UPDATE deliveries SET status = ${openOr(sql, "'held'")}, due_at = ${sql.now}, lease_until = 0, attempts = attempts - 1,
       error = 'window_closed'
     WHERE id = $1 AND fence = $2 AND status = 'sending' RETURNING id, line_id, status, speaker`,
    id,
    fence,
  );
  if (!held) return;
  if (held.line_id) yield* moveLine(sql, held.line_id);
  if (held.status === "held") yield* tellPerson(parts, conversationId, held);
}

interface Failed {
  readonly conversation_id: string;
  readonly channel: string;
  readonly address: string;
  readonly line_id: string | null;
  readonly speaker: Destination["speaker"];
  readonly position: number;
  readonly body: string;
}

/**
 * The same for one that the provider had taken and reports as refused: it waits as a new delivery, since the provider would
 * take the old id for the old send.
 */
export function* holdFailed(parts: InsertParts, id: string): Work<void> {
  const { sql, newId } = parts;
  const newDeliveryId = newId();
  const failed = yield* one<Failed & { sent_at: number }>(
    `UPDATE deliveries SET resent_as = $2 WHERE id = $1 AND resent_as IS NULL
     RETURNING conversation_id, channel, address, line_id, speaker, position, body, COALESCE(sent_at, created_at) AS sent_at`,
    id,
    newDeliveryId,
  );
  if (!failed) return;
  const { conversation_id: conversationId, line_id: lineId, channel, speaker } = failed;
  yield* holdConversation(sql, conversationId);
  yield* run(
    `UPDATE windows SET open_until = ${sql.now}
     WHERE conversation_id = $1 AND door = $2 AND open_until > ${sql.now} AND open_until <= CAST($3 AS BIGINT) + ${WINDOW_MS}`,
    conversationId,
    channel,
    failed.sent_at,
  );
  const { address, position } = failed;
  const destination = { conversationId, lineId, channel, address, speaker, position };
  const body = JSON.parse(failed.body) as DeliveryBody;
  yield* insertDelivery({ sql, newId: () => newDeliveryId }, destination, body);
  yield* leadInstead(id, newDeliveryId);
  const held = yield* one<Held>(
    `UPDATE deliveries SET status = ${openOr(sql, "'held'")}, error = 'window_closed' WHERE id = $1
     RETURNING id, line_id, status, speaker`,
    newDeliveryId,
  );
  if (held?.status === "held") yield* tellPerson(parts, conversationId, held);
}

/** What nobody asked for in a month is set aside for people. @returns how many. */
export function* expireHeld(sql: Sql): Work<number> {
  const expired = yield* all<{ line_id: string | null }>(
    `UPDATE deliveries SET status = 'dead', died_at = ${sql.now} WHERE status = 'held' AND due_at < ${sql.now} - ${KEPT_MS}
     RETURNING line_id`,
  );
  for (const { line_id: lineId } of expired) if (lineId) yield* moveLine(sql, lineId);
  return expired.length;
}

/** Whoever writes in this moment comes before or after us, never beside us. */
function* holdConversation(sql: Sql, conversationId: string): Work<void> {
  yield* run(`SELECT id FROM conversations WHERE id = $1 ${sql.hold}`, conversationId);
}

/** 'waiting' while the window of a row of `deliveries` is open. */
function openOr(sql: Sql, otherwise: string): string {
  return `CASE WHEN EXISTS (SELECT 1 FROM windows WHERE windows.conversation_id = deliveries.conversation_id
    AND door = channel AND open_until > ${sql.now}) THEN 'waiting' ELSE ${otherwise} END`;
}

/** A person who wrote it sees why it has not left; once, not for each part. */
function* tellPerson(parts: InsertParts, conversationId: string, held: Held): Work<void> {
  if (held.speaker !== "person") return;
  const others = yield* one(
    "SELECT id FROM deliveries WHERE conversation_id = $1 AND status = 'held' AND speaker = 'person' AND id <> $2",
    conversationId,
    held.id,
  );
  const handoff = yield* findOpenHandoff(conversationId);
  if (others || !handoff) return;
  const row = yield* one<{ last_seq: number }>(
    "UPDATE conversations SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq",
    conversationId,
  );
  const body = { to: "desk", act: "mirror", text: NOTICE, senderName: "" } as const;
  const act = { threadId: handoff.threadId, body };
  yield* insertDeskAct(parts, act, { conversationId, seq: row!.last_seq });
}
