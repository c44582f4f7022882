import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import type { Message } from "./crowd.ts";
import type { Sent } from "./whatsapp-provider.ts";

/** What became of an input, as the database has it. */
interface Entry {
  readonly external_id: string;
  readonly address: string;
  readonly seq: number;
  readonly status: string;
  /** Lines that answer it. */
  readonly answers: number;
  /** The delivery of the answer, or the one it left with. */
  readonly delivery: string | null;
  /** What the answer says. */
  readonly said: string | null;
}

/** Has everything been handled, and has every message left? */
export async function isAllDone(sql: Sql): Promise<boolean> {
  const rows = await sql.read(() =>
    all<{ open: number }>(
      `SELECT (SELECT COUNT(*) FROM inputs WHERE status = 'waiting')
            + (SELECT COUNT(*) FROM deliveries WHERE status IN ('waiting', 'sending')) AS open`,
    ),
  );
  return rows[0]?.open === 0;
}

/**
 * Holds what came in against what was answered and what reached the provider.
 * @param killed who may have sent a message without living to note it.
 * @returns every loss, doubling and disorder in words; none when all is well.
 */
export async function violationsOf(
  sql: Sql,
  messages: readonly Message[],
  { sent, killed }: { readonly sent: readonly Sent[]; readonly killed: ReadonlySet<string> },
): Promise<string[]> {
  const entries = await sql.read(() =>
    all<Entry>(
      `SELECT external_id, conversations.address, inputs.seq, inputs.status,
         (SELECT COUNT(*) FROM lines WHERE lines.input_id = inputs.id) AS answers,
         (SELECT MIN(COALESCE(merged_into, deliveries.id)) FROM deliveries JOIN lines ON lines.id = line_id
          WHERE lines.input_id = inputs.id) AS delivery,
         (SELECT MIN(lines.text) FROM lines WHERE lines.input_id = inputs.id) AS said
       FROM inputs JOIN conversations ON conversations.id = conversation_id ORDER BY inputs.seq`,
    ),
  );
  const customers = [...new Set(messages.map(({ from }) => from))];
  return [
    entries.filter(({ status }) => status !== "handled").map((each) => saying("not handled", each)),
    entries.filter(({ answers }) => answers !== 1).map((each) => saying("answers", each)),
    repeats(sent, killed),
    customers.flatMap((customer) => {
      const written = messages.filter(({ from }) => from === customer).map(({ id }) => id);
      const kept = entries
        .filter(({ address }) => address === customer)
        .map((each) => each.external_id);
      return unlike(`inputs of ${customer}`, kept, written);
    }),
    customers.flatMap((customer) => {
      const read = firstSends(sent.filter(({ to }) => to === customer));
      const answers = entries
        .filter(({ address }) => address === customer)
        .map((each) => each.delivery);
      return unlike(`what ${customer} read`, read, [...new Set(answers)]);
    }),
    entries.filter((each) => !isRead(each, sent)).map((each) => saying("not read", each)),
  ].flat();
}

function saying(what: string, entry: Entry): string {
  return `${what}: ${JSON.stringify(entry)}`;
}

/** Do the words stand in what was sent? Several answers may have left in one message. */
function isRead({ delivery, said }: Entry, sent: readonly Sent[]): boolean {
  const words = JSON.stringify(said ?? "").slice(1, -1);
  return sent.some(({ deliveryId, body }) => deliveryId === delivery && body.includes(words));
}

function firstSends(sent: readonly Sent[]): string[] {
  return [...new Set(sent.map(({ deliveryId }) => deliveryId))];
}

/** Only whoever was killed in between may have left a send to be repeated, word for word. */
function repeats(sent: readonly Sent[], killed: ReadonlySet<string>): string[] {
  return firstSends(sent).flatMap((id) => {
    const sends = sent.filter(({ deliveryId }) => deliveryId === id);
    const earlier = sends.slice(0, -1).map(({ by }) => by);
    const isAllowed =
      new Set(earlier).size === earlier.length &&
      earlier.every((by) => killed.has(by)) &&
      new Set(sends.map(({ body }) => body)).size === 1;
    return isAllowed ? [] : [`sent again: ${JSON.stringify(sends)}`];
  });
}

function unlike(what: string, is: readonly string[], must: readonly (string | null)[]): string[] {
  return is.join() === must.join() ? [] : [`${what}: ${is.join()} instead of ${must.join()}`];
}
