import type { Deliveries } from "../../core/deliveries.ts";
import { makeDeadLetters } from "./dead-letters.ts";
import { takeReport } from "./reports.ts";
import { leaseDeliveries } from "./lease.ts";
import { settle } from "./settle.ts";
import { one } from "../sql.ts";
import type { Sql } from "../sql.ts";

/** Deliveries in the database: one line per destination, only its head is ever tried. */
export function makeDeliveries(sql: Sql, newId: () => string): Deliveries {
  return {
    claim: (limit, leaseMs) => sql.lease(() => leaseDeliveries(sql, { limit, leaseMs })),

    mayBeSent: ({ id, fence }, neededMs) =>
      sql.read(function* () {
        const found = yield* one(
          `SELECT 1 AS found FROM deliveries JOIN conversations ON conversations.id = conversation_id
           WHERE deliveries.id = $1 AND deliveries.fence = $2 AND status = 'sending'
             AND deliveries.lease_until >= ${sql.now} + $3 AND NOT (speaker = 'bot' AND owner = 'person')`,
          id,
          fence,
          neededMs,
        );
        return found !== undefined;
      }),

    settle: (delivery, settlement) => sql.transaction(() => settle(sql, delivery, settlement)),

    report: (report) => sql.transaction(() => takeReport(sql, report)),

    ...makeDeadLetters(sql, newId),
  };
}
