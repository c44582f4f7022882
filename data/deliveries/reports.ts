import type { StatusReport } from "../../core/deliveries.ts";
import { isForward, moveLine } from "./status.ts";
import { forgetEarly, keepEarly } from "./early-reports.ts";
import { holdFailed } from "./hold.ts";
import type { InsertParts } from "./insert.ts";
import { one, run } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

/** What has to be known of a delivery to move it. */
export interface Known {
  readonly id: string;
  readonly line_id: string | null;
  readonly status: string;
  readonly may_have_arrived: number;
}

/** Takes in what a provider says. @returns false for a message that is not ours, or not yet. */
export function* takeReport(parts: InsertParts, report: StatusReport): Work<boolean> {
  const { sql } = parts;
  const found = (yield* find(sql, report)) ?? (yield* findAgain(sql, report));
  if (!found) return false;
  yield* applyReport(parts, found, report);
  if (found.line_id) yield* moveLine(sql, found.line_id);
  return true;
}

type Report = Pick<StatusReport, "status" | "providerId"> & {
  readonly error?: string | null | undefined;
};

/**
 * Moves a delivery to where a report says it is, if that is forwards. The provider knows better than we do, so nothing is
 * uncertain after its word. What has arrived is never sent again: the transcript keeps its words, the delivery need not.
 */
export function* applyReport(
  parts: InsertParts,
  found: Known,
  { status, providerId, error }: Report,
): Work<void> {
  const { sql } = parts;
  if (!isForward(found.status, status, found.may_have_arrived === 1)) return;
  yield* run(
    `UPDATE deliveries SET status = $2, provider_id = COALESCE(provider_id, $3), error = $4, lease_until = 0,
       may_have_arrived = 0, died_at = CASE WHEN $2 = 'failed' THEN ${sql.now} ELSE NULL END,
       body = CASE WHEN $2 IN ('delivered', 'read') AND line_id IS NOT NULL THEN '' ELSE body END
     WHERE id = $1`,
    found.id,
    status,
    providerId,
    error ?? null,
  );
  if (status === "failed" && error === "window_closed") yield* holdFailed(parts, found.id);
}

/**
 * By the provider's id, or by our own where the provider's answer never reached us. Held: of two reports that come at once,
 * the second must see where the first has moved it.
 */
function* find(sql: Sql, report: StatusReport): Work<Known | undefined> {
  const mine =
    "SELECT id, line_id, status, may_have_arrived FROM deliveries WHERE channel = $1 AND";
  const { channel, providerId, correlation } = report;
  const byProvider = yield* one<Known>(`${mine} provider_id = $2 ${sql.hold}`, channel, providerId);
  if (byProvider || !correlation) return byProvider;
  return yield* one<Known>(`${mine} id = $2 ${sql.hold}`, channel, correlation);
}

/** A report without our id may be earlier than our note of what was sent: it is kept, and looked for once more. */
function* findAgain(sql: Sql, report: StatusReport): Work<Known | undefined> {
  if (report.correlation) return undefined;
  yield* keepEarly(sql, report);
  const found = yield* find(sql, report);
  if (found) yield* forgetEarly(report);
  return found;
}
