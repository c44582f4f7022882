import type { Deliveries } from "../../core/deliveries.ts";
import { makeDeadLetters } from "./dead-letters.ts";
import { takeReport } from "./reports.ts";
import { leaseDeliveries } from "./lease.ts";
import { settle } from "./settle.ts";
import type { Sql } from "../sql.ts";

/** Deliveries in the database: one line per destination, only its head is ever tried. */
export function makeDeliveries(sql: Sql, newId: () => string): Deliveries {
  return {
    claim: (limit, leaseMs) => sql.lease(() => leaseDeliveries(sql, { limit, leaseMs })),

    settle: (delivery, settlement) => sql.transaction(() => settle(sql, delivery, settlement)),

    report: (report) => sql.transaction(() => takeReport(sql, report)),

    ...makeDeadLetters(sql, newId),
  };
}
