import type { DeliveryBody } from "../../core/deliveries.ts";
import type { DeskAct } from "../../core/ports.ts";
import { run } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

/** What it takes to write one. */
export interface InsertParts {
  readonly sql: Sql;
  readonly newId: () => string;
}

/** Where a delivery goes, and its place in that line. */
export interface Destination {
  readonly conversationId: string;
  readonly lineId: string | null;
  readonly channel: string;
  readonly address: string;
  readonly speaker: "bot" | "person" | "system" | "desk";
  readonly position: number;
}

/** Room for the parts of one line in the order of a destination. */
export const PARTS_PER_LINE = 100;

/** Puts a delivery into its line. @returns its id. */
export function* insertDelivery(
  { sql, newId }: InsertParts,
  to: Destination,
  body: DeliveryBody,
): Work<string> {
  const deliveryId = newId();
  yield* run(
    `INSERT INTO deliveries
       (id, conversation_id, line_id, destination, position, channel, address, body, speaker, due_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ${sql.now}, ${sql.now})`,
    deliveryId,
    to.conversationId,
    to.lineId,
    `${to.channel}|${to.address}`,
    to.position,
    to.channel,
    to.address,
    JSON.stringify(body),
    to.speaker,
  );
  return deliveryId;
}

/** The same for something the desk is to be told. */
export function* insertDeskAct(
  parts: InsertParts,
  act: DeskAct,
  at: { readonly conversationId: string; readonly seq: number },
): Work<string> {
  const destination: Destination = {
    conversationId: at.conversationId,
    lineId: null,
    channel: "desk",
    address: act.threadId,
    speaker: "desk",
    position: at.seq * PARTS_PER_LINE,
  };
  return yield* insertDelivery(parts, destination, act.body);
}
