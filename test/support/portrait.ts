import { labels } from "../../core/conversation.ts";
import { makeStore } from "../../data/store.ts";
import { all } from "../../data/sql.ts";
import type { Sql, Work } from "../../data/sql.ts";
import { rowsOf } from "./engines.ts";

/** A line of a transcript, without what differs from run to run. */
export interface PortraitLine {
  readonly address: string;
  readonly input: string | null;
  readonly author: string;
  readonly text: string;
  readonly status: string;
}

/** What the graph remembers of a conversation between turns. */
export interface Memory {
  readonly address: string;
  readonly recent: readonly { readonly author: string; readonly text: string }[];
  readonly summary: string;
  readonly pending: unknown;
  readonly focus: unknown;
}

/** Everything that must come out the same, whatever happened on the way: no ids, no times, no counts of tries. */
export interface Portrait {
  readonly inputs: readonly object[];
  readonly lines: readonly PortraitLine[];
  readonly deliveries: readonly object[];
  readonly handoffs: readonly object[];
  readonly audit: readonly { readonly action: string }[];
  readonly customers: readonly string[];
  readonly memories: readonly Memory[];
}

/** Reads it. */
export async function portraitOf(sql: Sql): Promise<Portrait> {
  const read = <Row extends object>(query: string): Promise<Row[]> =>
    sql.read(() => all<Row>(query));
  const of = "JOIN conversations ON conversations.id = conversation_id";
  const deliveries = await read<Record<"destination" | "speaker" | "status", string>>(
    `SELECT destination, speaker, CASE WHEN status IN ('sent', 'delivered', 'read') THEN 'left' ELSE status END AS status
     FROM deliveries ${of} ORDER BY conversations.address, channel, position`,
  );
  const audit = await read<Record<"address" | "actor" | "action" | "detail", string>>(
    `SELECT address, actor, action, detail FROM audit ${of} ORDER BY address, audit.at, audit.id`,
  );
  const customers = await read<{ body: string }>("SELECT body FROM customers ORDER BY customer_id");
  return {
    inputs: await read(
      `SELECT address, source, CASE WHEN source = 'house' THEN NULL ELSE external_id END AS external_id, status
       FROM inputs ${of} ORDER BY address, seq`,
    ),
    lines: await read(
      `SELECT address, COALESCE(inputs.external_id, own.external_id) AS input, author, text, lines.status FROM lines
       JOIN conversations ON conversations.id = lines.conversation_id
       LEFT JOIN inputs ON inputs.id = lines.input_id AND inputs.source <> 'house'
       LEFT JOIN inputs AS own ON own.id = lines.id ORDER BY address, lines.seq`,
    ),
    deliveries: deliveries.map(({ destination, speaker, status }) => ({
      destination: destination.replace(/^desk\|.*/, "desk"),
      speaker,
      status,
    })),
    handoffs: await read(
      `SELECT address, kind, status, reason, summary, claimed_by, closed_by FROM handoffs ${of} ORDER BY address, queued_at`,
    ),
    audit: audit.map(({ address, actor, action, detail }) => ({
      address,
      actor,
      action,
      detail: { ...(JSON.parse(detail) as object), threadId: undefined },
    })),
    customers: customers.map(({ body }) => body),
    memories: await readMemories(sql),
  };
}

/** Reads what the graph would begin the next turn with, conversation by conversation. */
export async function readMemories(sql: Sql): Promise<Memory[]> {
  const { checkpointer } = makeStore(sql, () => "unused");
  const conversations = await rowsOf<{ id: string; address: string }>(sql, "conversations");
  const memories = conversations.map(async ({ id, address }): Promise<Memory> => {
    const tuple = await checkpointer.getTuple({ configurable: { thread_id: id } });
    const { recent, summary, pending, focus } = (tuple?.checkpoint.channel_values ??
      {}) as Partial<Memory>;
    return { address, recent: recent ?? [], summary: summary ?? "", pending, focus };
  });
  return (await Promise.all(memories)).toSorted((a, b) => a.address.localeCompare(b.address));
}

/**
 * What each conversation should remember, from the transcript alone: every input that was handled with what answered it,
 * in order, shortened as memory shortens it.
 */
export async function toldBy(sql: Sql, limit: number): Promise<Map<string, Memory["recent"]>> {
  const rows = await sql.read(() => tellings());
  const told = new Map<string, Memory["recent"]>();
  for (const { address, author, text } of rows) {
    told.set(address, [...(told.get(address) ?? []), { author, text: shortened(author, text) }]);
  }
  return new Map([...told].map(([address, lines]) => [address, lines.slice(-limit)]));
}

function* tellings(): Work<{ address: string; author: string; text: string }[]> {
  return yield* all(
    `SELECT address, author, text FROM lines
     JOIN conversations ON conversations.id = lines.conversation_id
     JOIN inputs ON inputs.id = COALESCE(lines.input_id, lines.id) AND inputs.status = 'handled'
     ORDER BY address, inputs.seq, lines.seq`,
  );
}

function shortened(author: string, text: string): string {
  const label = Object.values(labels).find(
    (each) => author !== "customer" && text.startsWith(each),
  );
  const bare = label ? text.slice(label.length).trimStart() : text;
  return bare.length <= 600 ? bare : `${bare.slice(0, 599)}…`;
}
