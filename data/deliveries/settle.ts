import type { ClaimedDelivery, Settlement } from "../../core/deliveries.ts";
import { holdDelivery } from "./hold.ts";
import type { InsertParts } from "./insert.ts";
import { applyReport } from "./reports.ts";
import type { Known } from "./reports.ts";
import { moveLine } from "./status.ts";
import { forgetEarly, takeEarly } from "./early-reports.ts";
import { one } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

const MINE = "WHERE id = $1 AND fence = $2 AND status = 'sending'";

/** Notes how a try ended; whoever let the lease run out has nothing to say any more. */
export function* settle(
  parts: InsertParts,
  delivery: ClaimedDelivery,
  settlement: Settlement,
): Work<void> {
  const { sql } = parts;
  if (settlement.is === "held") {
    yield* holdDelivery(parts, delivery, settlement.seenOpenUntil);
    return;
  }
  const settled =
    settlement.is === "sent"
      ? yield* settleSent(parts, delivery, settlement)
      : yield* settleUnsent(sql, delivery, settlement);
  if (settled?.line_id) yield* moveLine(sql, settled.line_id);
}

function* settleSent(
  parts: InsertParts,
  { id, fence, channel }: ClaimedDelivery,
  { providerId, status }: Extract<Settlement, { is: "sent" }>,
): Work<Known | undefined> {
  const { sql } = parts;
  const message = { channel, providerId };
  // Where sending is arriving there is nobody who reports.
  const early = status === "sent" ? yield* takeEarly(sql, message) : undefined;
  const settled = yield* one<Known>(
    `UPDATE deliveries
     SET status = $3, provider_id = $4, sent_at = ${sql.now}, error = NULL, lease_until = 0, may_have_arrived = 0,
       body = CASE WHEN $3 = 'delivered' AND line_id IS NOT NULL THEN '' ELSE body END
     ${MINE} RETURNING id, line_id, status, may_have_arrived`,
    id,
    fence,
    status,
    providerId,
  );
  if (!settled || !early) return settled;
  yield* forgetEarly(message);
  yield* applyReport(parts, settled, { ...message, ...early });
  return settled;
}

function* settleUnsent(
  sql: Sql,
  { id, fence }: ClaimedDelivery,
  settlement: Exclude<Settlement, { is: "sent" | "held" }>,
): Work<Known | undefined> {
  if (settlement.is === "postponed") {
    return yield* one(
      `UPDATE deliveries SET status = CASE WHEN may_have_arrived = 1 THEN 'uncertain' ELSE 'waiting' END, lease_until = 0,
         attempts = attempts - 1, due_at = ${sql.now} + $3
       ${MINE} RETURNING id, line_id, status, may_have_arrived`,
      id,
      fence,
      settlement.afterMs,
    );
  }
  if (settlement.is === "dead") {
    return yield* one(
      `UPDATE deliveries SET status = 'dead', died_at = ${sql.now}, error = $3, lease_until = 0,
         may_have_arrived = CASE WHEN $4 = 1 THEN 1 ELSE may_have_arrived END
       ${MINE} RETURNING id, line_id, status, may_have_arrived`,
      id,
      fence,
      settlement.error,
      settlement.mayHaveArrived ? 1 : 0,
    );
  }
  const isUncertain = settlement.is === "uncertain";
  // What the bot tried to say will be dropped once a person speaks; their words need not wait for it.
  return yield* one(
    `UPDATE deliveries SET status = $3, error = $4, lease_until = 0, due_at = ${sql.now} + CASE
         WHEN speaker = 'bot' AND EXISTS (SELECT 1 FROM conversations
           WHERE conversations.id = deliveries.conversation_id AND owner = 'person') THEN 0
         ELSE CAST($5 AS BIGINT) END,
       may_have_arrived = CASE WHEN $3 = 'uncertain' THEN 1 ELSE may_have_arrived END
     ${MINE} RETURNING id, line_id, status, may_have_arrived`,
    id,
    fence,
    isUncertain ? "uncertain" : "waiting",
    settlement.error,
    settlement.afterMs,
  );
}
