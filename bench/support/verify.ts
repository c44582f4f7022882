import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import type { Reading } from "./report.ts";

/** What must not happen, counted. */
export interface Violations {
  /** Messages that were acknowledged and never answered, or whose answer never left. */
  readonly lost: number;
  /** Messages stored twice, answered twice, or whose answer left twice. */
  readonly doubled: number;
  /** Messages, answers or deliveries of a conversation that came before an earlier one. */
  readonly outOfOrder: number;
}

/** All of several runs. */
export function sumOf(every: readonly Violations[]): Violations {
  const total = (kind: keyof Violations): number =>
    every.reduce((sum, each) => sum + each[kind], 0);
  return { lost: total("lost"), doubled: total("doubled"), outOfOrder: total("outOfOrder") };
}

/** Violations as a figure's numbers; each of them has to be 0. */
export function violationReadings({ lost, doubled, outOfOrder }: Violations): Reading[] {
  return [
    { what: "messages lost", value: lost, unit: "messages" },
    { what: "messages doubled", value: doubled, unit: "messages" },
    { what: "messages out of order", value: outOfOrder, unit: "messages" },
  ];
}

interface Row {
  readonly conversation: string;
  readonly external: string;
  readonly input: string;
  readonly status: string;
  readonly line: string | null;
  readonly lineSeq: number | null;
  readonly delivery: string | null;
  readonly deliveryStatus: string | null;
  readonly sentAt: number | null;
}

/** Holds everything a bench run left in the database against what was acknowledged: one answer to each message, in order. */
export async function verify(sql: Sql, acknowledged: Iterable<string>): Promise<Violations> {
  const rows = await sql.transaction(() =>
    all<Row>(
      `SELECT inputs.conversation_id AS conversation, inputs.external_id AS external, inputs.id AS input, inputs.status,
         lines.id AS line, lines.seq AS "lineSeq", deliveries.id AS delivery, deliveries.status AS "deliveryStatus",
         deliveries.sent_at AS "sentAt"
       FROM inputs LEFT JOIN lines ON lines.input_id = inputs.id LEFT JOIN deliveries ON deliveries.line_id = lines.id
       WHERE inputs.source = 'whatsapp-acs' ORDER BY inputs.conversation_id, inputs.seq, lines.seq, deliveries.position`,
    ),
  );
  const done = new Set(rows.filter(isDone).map(({ external }) => external));
  const inputs = new Set(rows.map(({ input }) => input));
  return {
    lost: [...acknowledged].filter((id) => !done.has(id)).length,
    // Each message has one row: one line, one delivery.
    doubled:
      inputs.size - new Set(rows.map(({ external }) => external)).size + rows.length - inputs.size,
    outOfOrder: rows.filter((row, at) => at > 0 && isOvertaking(rows[at - 1]!, row)).length,
  };
}

function isDone({ status, deliveryStatus }: Row): boolean {
  return status === "handled" && (deliveryStatus === "delivered" || deliveryStatus === "sent");
}

/** Rows come in the order in which the house took the messages in. */
function isOvertaking(before: Row, after: Row): boolean {
  if (before.conversation !== after.conversation) return false;
  return (
    turnOf(after.external) < turnOf(before.external) ||
    (after.lineSeq ?? 0) < (before.lineSeq ?? 0) ||
    (after.sentAt ?? 0) < (before.sentAt ?? 0)
  );
}

function turnOf(external: string): number {
  return Number(external.split(":").at(-1));
}
