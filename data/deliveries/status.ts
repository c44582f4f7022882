import { all, run } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

/** Statuses of deliveries that still hold their place in the line; the index `deliveries_line` names the same. */
export const OPEN = "('waiting', 'sending', 'uncertain')";

/** How far a message can come, in order; a report that points backwards is ignored. */
const RANK = ["waiting", "sending", "uncertain", "sent", "delivered", "read"];

/**
 * May a report move a delivery from one status to another? `failed` and `dead` are final unless the provider later proves
 * that the message arrived; what was dropped stays so unless a try of it may have succeeded.
 */
export function isForward(from: string, to: string, mayHaveArrived = false): boolean {
  if (from === "dropped") return mayHaveArrived && to !== "failed";
  if (to === "failed") return from !== "failed" && RANK.indexOf(from) <= RANK.indexOf("sent");
  if (from === "failed") return to !== "sent";
  return RANK.indexOf(to) > RANK.indexOf(from);
}

/**
 * Moves a line of the transcript to where its parts are: as far as the least advanced of them, failed if one of them
 * failed, dropped if all were dropped. A part that a person sent again counts by its new delivery.
 */
export function* moveLine(sql: Sql, lineId: string): Work<void> {
  // Of two parts that move at once, the second must see the first.
  yield* all(`SELECT id FROM lines WHERE id = $1 ${sql.hold}`, lineId);
  const parts = yield* all<{ status: string }>(
    "SELECT status FROM deliveries WHERE line_id = $1 AND resent_as IS NULL",
    lineId,
  );
  yield* run(
    "UPDATE lines SET status = $2 WHERE id = $1",
    lineId,
    statusOf(parts.map(({ status }) => status)),
  );
}

function statusOf(parts: readonly string[]): string {
  const kept = parts.filter((status) => status !== "dropped");
  if (kept.length === 0) return "dropped";
  if (kept.some((status) => status === "failed" || status === "dead")) return "failed";
  const least = Math.min(...kept.map((status) => RANK.indexOf(status)));
  // What customers and programs see knows no `sending` and no `uncertain`: it waits.
  return least < RANK.indexOf("sent") ? "waiting" : RANK[least]!;
}
