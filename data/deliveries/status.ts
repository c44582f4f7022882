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
  // Nobody has it while it is held, so nobody can fail with it.
  if (from === "held") return to !== "failed";
  if (to === "failed") return from !== "failed" && RANK.indexOf(from) <= RANK.indexOf("sent");
  if (from === "failed") return to !== "sent";
  return RANK.indexOf(to) > RANK.indexOf(from);
}

/**
 * Moves a line of the transcript to where its parts are: as far as the least advanced of them, failed if one of them
 * failed, dropped if all were dropped. A part that a person sent again counts by its new delivery.
 */
export function* moveLine(sql: Sql, lineId: string): Work<void> {
  const others = yield* moveOne(sql, lineId);
  for (const other of others) yield* moveOne(sql, other);
}

/** @returns lines that leave with this one. */
function* moveOne(sql: Sql, lineId: string): Work<string[]> {
  // Of two parts that move at once, the second must see the first.
  yield* all(`SELECT id FROM lines WHERE id = $1 ${sql.hold}`, lineId);
  const parts = yield* all<{ status: string; leads: number }>(
    `SELECT COALESCE(head.status, part.status) AS status,
       CASE WHEN EXISTS (SELECT 1 FROM deliveries AS merged WHERE merged.merged_into = part.id) THEN 1 ELSE 0 END AS leads
     FROM deliveries AS part LEFT JOIN deliveries AS head ON head.id = part.merged_into
     WHERE part.line_id = $1 AND part.resent_as IS NULL`,
    lineId,
  );
  yield* run(
    "UPDATE lines SET status = $2 WHERE id = $1",
    lineId,
    statusOf(parts.map(({ status }) => status)),
  );
  if (!parts.some(({ leads }) => leads === 1)) return [];
  const led = yield* all<{ line_id: string }>(
    `SELECT DISTINCT merged.line_id FROM deliveries AS merged JOIN deliveries AS head ON head.id = merged.merged_into
     WHERE head.line_id = $1 AND merged.line_id <> $1`,
    lineId,
  );
  return led.map(({ line_id: id }) => id);
}

function statusOf(parts: readonly string[]): string {
  const kept = parts.filter((status) => status !== "dropped");
  if (kept.length === 0) return "dropped";
  if (kept.some((status) => status === "failed" || status === "dead")) return "failed";
  if (kept.includes("held")) return "held";
  const least = Math.min(...kept.map((status) => RANK.indexOf(status)));
  // What customers and programs see knows no `sending` and no `uncertain`: it waits.
  return least < RANK.indexOf("sent") ? "waiting" : RANK[least]!;
}
