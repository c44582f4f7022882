import type { StatusReport } from "../../core/deliveries.ts";
import { isForward } from "./status.ts";
import { one, run } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

/** A message whose send nobody noted for a day is not ours. */
const KEPT_MS = 24 * 60 * 60_000;

/** What a provider said about a message before we noted its id. */
export interface EarlyReport {
  readonly status: StatusReport["status"];
  readonly error: string | null;
}

/*
 * Whoever reports and whoever notes a send both write the row of that message first and look for the other after it: so on
 * Postgres one of them waits for the other, and none of the two can miss it.
 */

/** Keeps the furthest report on a message we do not know (yet), and removes what is too old to be missed. */
export function* keepEarly(sql: Sql, report: StatusReport): Work<void> {
  const { status, error = null } = report;
  const kept = yield* take(sql, report, { status, error });
  if (isForward(kept.status, status)) {
    yield* run(
      "UPDATE early_reports SET status = $3, error = $4 WHERE channel = $1 AND provider_id = $2",
      report.channel,
      report.providerId,
      status,
      error,
    );
  }
  yield* run(`DELETE FROM early_reports WHERE at < ${sql.now} - ${KEPT_MS}`);
}

/** What was reported on this message before; `sent` when nothing was. To be forgotten once it is applied. */
export function* takeEarly(sql: Sql, message: Message): Work<EarlyReport> {
  return yield* take(sql, message, { status: "sent", error: null });
}

/** Removes what was kept about a message that is known now. */
export function* forgetEarly({ channel, providerId }: Message): Work<void> {
  yield* run(
    "DELETE FROM early_reports WHERE channel = $1 AND provider_id = $2",
    channel,
    providerId,
  );
}

interface Message {
  readonly channel: string;
  readonly providerId: string;
}

function* take(sql: Sql, { channel, providerId }: Message, first: EarlyReport): Work<EarlyReport> {
  const kept = yield* one<EarlyReport>(
    `INSERT INTO early_reports (channel, provider_id, status, error, at) VALUES ($1, $2, $3, $4, ${sql.now})
     ON CONFLICT (channel, provider_id) DO UPDATE SET at = excluded.at RETURNING status, error`,
    channel,
    providerId,
    first.status,
    first.error,
  );
  return kept!;
}
