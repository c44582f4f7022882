import { makeAudit } from "./audit.ts";
import { insertDeskAct } from "./deliveries/insert.ts";
import { moveLine, OPEN } from "./deliveries/status.ts";
import { applyHandoffChange, findOpenHandoff } from "./handoff-rows.ts";
import { retiredAddress } from "./retired.ts";
import { all, one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";
import { nextSeq } from "./turns.ts";

interface RetireParts {
  readonly sql: Sql;
  readonly newId: () => string;
}

const REASON = "address_changed";

const NOTICE =
  "The customer's WhatsApp number has changed hands. Nothing more reaches them here; this conversation is over.";

/**
 * Ends a conversation whose address belongs to somebody else now. It keeps what was said, under its address with its own id
 * behind it: nobody is found there any more, and nothing can be sent there. What still wanted an answer, or was on its way,
 * becomes a dead letter; people who have the conversation are told.
 */
export function* retireConversation(
  parts: RetireParts,
  { id, address }: { readonly id: string; readonly address: string },
): Work<void> {
  const { sql, newId } = parts;
  const held = yield* one(
    "UPDATE conversations SET address = $3, is_proven = 0 WHERE id = $1 AND address = $2 RETURNING id",
    id,
    address,
    retiredAddress(address, id),
  );
  if (!held) return;
  yield* run("DELETE FROM user_ids WHERE conversation_id = $1", id);
  yield* run("DELETE FROM windows WHERE conversation_id = $1", id);
  yield* noteChange(sql, address);
  yield* endStay(parts, id);
  yield* run(
    `UPDATE inputs SET status = 'dead', died_at = ${sql.now}, error = $2 WHERE conversation_id = $1 AND status = 'waiting'`,
    id,
    REASON,
  );
  yield* run("UPDATE conversations SET ready_at = NULL WHERE id = $1", id);
  const unsent = yield* all<{ line_id: string | null }>(
    `UPDATE deliveries SET status = 'dead', died_at = ${sql.now}, error = $2, lease_until = 0
     WHERE conversation_id = $1 AND channel <> 'desk' AND (status IN ${OPEN} OR status = 'held') RETURNING line_id`,
    id,
    REASON,
  );
  for (const { line_id: lineId } of unsent) if (lineId) yield* moveLine(sql, lineId);
  yield* makeAudit(sql, newId).addressRetired(id, address);
}

/** From now on the insurer's record does not say who writes from here. */
export function* noteChange(sql: Sql, address: string, event?: string): Work<void> {
  yield* run(
    `INSERT INTO changed_addresses (address, at, event) VALUES ($1, ${sql.now}, $2)
     ON CONFLICT (address) DO UPDATE SET at = excluded.at, event = COALESCE(excluded.event, changed_addresses.event)`,
    address,
    event ?? null,
  );
}

/** People are told, and their thread ends. */
function* endStay(parts: RetireParts, conversationId: string): Work<void> {
  const { sql, newId } = parts;
  const handoff = yield* findOpenHandoff(conversationId);
  if (!handoff) return;
  const close = { do: "close", by: REASON } as const;
  yield* applyHandoffChange(sql, conversationId, close);
  yield* makeAudit(sql, newId).handoffChanged(conversationId, close);
  const { threadId } = handoff;
  const notice = { to: "desk", act: "mirror", text: NOTICE, senderName: "" } as const;
  for (const body of [notice, { to: "desk", act: "close" } as const]) {
    const seq = yield* nextSeq(sql, conversationId);
    yield* insertDeskAct(parts, { threadId, body }, { conversationId, seq });
  }
}
