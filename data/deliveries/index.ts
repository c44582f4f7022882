import type { Deliveries, SendPermit } from "../../core/deliveries.ts";
import { makeDeadLetters } from "./dead-letters.ts";
import { expireHeld } from "./hold.ts";
import { takeReport } from "./reports.ts";
import { leaseDeliveries } from "./lease.ts";
import { settle } from "./settle.ts";
import { one } from "../sql.ts";
import type { Sql } from "../sql.ts";

/** Deliveries in the database: one line per destination, only its head is ever tried. */
export function makeDeliveries(sql: Sql, newId: () => string): Deliveries {
  const parts = { sql, newId };
  return {
    claim: (claim) => sql.lease(() => leaseDeliveries(sql, claim)),

    permit: ({ id, fence }, neededMs) =>
      sql.read(() =>
        one<SendPermit>(
          `SELECT ${sql.now} AS now, open_until AS "openUntil" FROM deliveries
           JOIN conversations ON conversations.id = deliveries.conversation_id
           LEFT JOIN windows ON windows.conversation_id = deliveries.conversation_id AND door = channel
           WHERE deliveries.id = $1 AND deliveries.fence = $2 AND status = 'sending'
             AND deliveries.lease_until >= ${sql.now} + $3 AND NOT (speaker = 'bot' AND owner = 'person')`,
          id,
          fence,
          neededMs,
        ),
      ),

    settle: (delivery, settlement) => sql.transaction(() => settle(parts, delivery, settlement)),

    report: (report) => sql.transaction(() => takeReport(parts, report)),

    expireHeld: () => sql.transaction(() => expireHeld(sql)),

    ...makeDeadLetters(sql, newId),
  };
}
