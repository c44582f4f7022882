import type { DeliveryBody } from "../../core/deliveries.ts";
import { all, run } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

type ToCustomer = Extract<DeliveryBody, { to: "customer" }>;

interface Head {
  readonly id: string;
  readonly destination: string;
  readonly position: number;
  readonly speaker: string;
  readonly body: string;
}

/** Bounds the work of one claim. */
const AT_MOST = 20;

/**
 * Takes what waits right behind a delivery into it, as far as it is said by the same speaker, is nothing but words, and fits;
 * choices end the message they belong to. Only for one that was never tried: what may have arrived keeps its text.
 * @returns the body as it leaves now.
 */
export function* mergeFollowers(sql: Sql, head: Head, maxLength: number): Work<string> {
  let whole = plainOf(head.body);
  if (!whole) return head.body;
  const behind = yield* all<Head>(
    `SELECT id, destination, position, speaker, body FROM deliveries
     WHERE destination = $1 AND position > $2 AND status = 'waiting' AND attempts = 0
     ORDER BY position LIMIT ${AT_MOST} ${sql.hold}`,
    head.destination,
    head.position,
  );
  const taken: string[] = [];
  for (const { id, speaker, body } of behind) {
    const next = plainOf(body);
    const text: string | undefined = next && `${whole.text}\n\n${next.text}`;
    const fits = text !== undefined && text.length <= maxLength;
    if (!next || !fits || speaker !== head.speaker || whole.choices.length > 0) break;
    whole = { ...next, text };
    taken.push(id);
  }
  if (taken.length === 0) return head.body;
  for (const id of taken) {
    yield* run(
      "UPDATE deliveries SET status = 'merged', merged_into = $2 WHERE id = $1",
      id,
      head.id,
    );
  }
  const merged = JSON.stringify(whole);
  yield* run("UPDATE deliveries SET body = $2 WHERE id = $1", head.id, merged);
  return merged;
}

/** Words and choices only; undefined for files, templates and acts at the desk. */
function plainOf(body: string): ToCustomer | undefined {
  const said = JSON.parse(body) as DeliveryBody;
  if (said.to !== "customer" || said.template || said.file) return undefined;
  return said;
}

/** What left as part of one delivery fares as the one that is sent in its place. */
export function* leadInstead(id: string, newDeliveryId: string): Work<void> {
  yield* run("UPDATE deliveries SET merged_into = $2 WHERE merged_into = $1", id, newDeliveryId);
}
