import { isDeepStrictEqual } from "node:util";
import { usualRetention } from "../../data/checkpoints/retention.ts";
import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import { RECENT_LINES } from "../../graph/state.ts";
import { readMemories, toldBy } from "./portrait.ts";

/** Checkpoints a thread has before old ones are looked for. */
const MAX_CHECKPOINTS = usualRetention.keepLast + usualRetention.everySaves;
/** The newest stays whatever its size: twelve lines of 600 characters, a summary of 2,000 and the rest. */
const MAX_CHECKPOINT_CHARACTERS = usualRetention.maxBytes + 20_000;

const WHAT_MUST_NOT_BE: Readonly<Record<string, string>> = {
  "a lease nobody gave back":
    "SELECT address AS what FROM conversations WHERE lease_holder IS NOT NULL OR lease_until > 0",
  "a conversation that is ready for nothing":
    "SELECT address AS what FROM conversations WHERE ready_at IS NOT NULL",
  "an input that waits": "SELECT body AS what FROM inputs WHERE status = 'waiting'",
  "a delivery that waits":
    "SELECT body AS what FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain')",
  "a line whose deliveries have left, and which does not know": `SELECT text AS what FROM lines
     WHERE status = 'waiting' AND NOT EXISTS (SELECT 1 FROM deliveries
       WHERE line_id = lines.id AND status NOT IN ('sent', 'delivered', 'read'))`,
  "an input that was handled twice": `SELECT external_id AS what FROM inputs GROUP BY source, external_id
     HAVING COUNT(*) > 1`,
  "an owner without a handoff": `SELECT address AS what FROM conversations WHERE owner <> 'bot'
     AND NOT EXISTS (SELECT 1 FROM handoffs WHERE conversation_id = conversations.id AND status <> 'closed')`,
  "a handoff without an owner": `SELECT thread_id AS what FROM handoffs WHERE status <> 'closed'
     AND conversation_id IN (SELECT id FROM conversations WHERE owner = 'bot')`,
  "an owner the handoff does not know": `SELECT address AS what FROM conversations
     JOIN handoffs ON conversation_id = conversations.id AND status <> 'closed'
     WHERE (owner = 'queue') <> (status = 'queued')`,
  "a handoff no clock leads out of":
    "SELECT thread_id AS what FROM handoffs WHERE status <> 'closed' AND timer_at IS NULL",
  "a handoff not opened exactly once": `SELECT thread_id AS what FROM handoffs WHERE 1 <>
     (SELECT COUNT(*) FROM audit WHERE action = 'handoff.open' AND detail LIKE '%"' || thread_id || '"%')`,
  "more checkpoints than are kept": `SELECT thread_id AS what FROM checkpoints GROUP BY thread_id
     HAVING COUNT(*) > ${MAX_CHECKPOINTS}`,
  "a checkpoint that grows": `SELECT thread_id AS what FROM checkpoint_channels GROUP BY thread_id
     HAVING SUM(LENGTH(body)) > ${MAX_CHECKPOINT_CHARACTERS}`,
};

/** What is wrong with a house in which everything has been handled and delivered, in words. */
export async function faultsAtRest(sql: Sql): Promise<string[]> {
  const faults: string[] = [];
  for (const [fault, query] of Object.entries(WHAT_MUST_NOT_BE)) {
    const found = await sql.read(() => all<{ what: string }>(query));
    faults.push(...found.map(({ what }) => `${fault}: ${what}`));
  }
  const told = await toldBy(sql, RECENT_LINES);
  for (const { address, recent } of await readMemories(sql)) {
    if (!isDeepStrictEqual(recent, told.get(address) ?? [])) {
      faults.push(`${address} remembers what was not said: ${JSON.stringify(recent)}`);
    }
  }
  return faults;
}
