import type { Door } from "../core/conversation.ts";
import { WINDOW_MS } from "../core/window.ts";
import { run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";

/** Does this door take free words only for a while after the customer last wrote? */
export function hasWindow(door: Door): boolean {
  return door !== "chat";
}

/**
 * A customer wrote: their window is open from when they did, and what waited for that goes on. A message that a provider brings
 * more than a day late opens it from now: what is refused then is held, and a clock that is wrong keeps nobody unanswered.
 * To be run when the conversation is ours; sees no outcomes.
 */
export function* openWindow(
  sql: Sql,
  wrote: { conversationId: string; door: Door; at: number | undefined },
): Work<void> {
  const { conversationId, door, at } = wrote;
  yield* run(
    `INSERT INTO windows (conversation_id, door, open_until)
     VALUES ($1, $2, CASE WHEN CAST($3 AS BIGINT) <= ${sql.now} AND CAST($3 AS BIGINT) > ${sql.now} - ${WINDOW_MS}
       THEN CAST($3 AS BIGINT) ELSE ${sql.now} END + ${WINDOW_MS})
     ON CONFLICT (conversation_id, door) DO UPDATE SET open_until =
       CASE WHEN excluded.open_until > windows.open_until THEN excluded.open_until ELSE windows.open_until END`,
    conversationId,
    door,
    at ?? null,
  );
  yield* run(
    `UPDATE deliveries SET status = 'waiting', due_at = ${sql.now}, reopened_at = ${sql.now}, attempts = 0
     WHERE conversation_id = $1 AND status = 'held' AND channel = $2`,
    conversationId,
    door,
  );
  yield* run(
    `UPDATE lines SET status = 'waiting' WHERE conversation_id = $1 AND status = 'held'
       AND NOT EXISTS (SELECT 1 FROM deliveries WHERE line_id = lines.id AND deliveries.status = 'held')`,
    conversationId,
  );
}
