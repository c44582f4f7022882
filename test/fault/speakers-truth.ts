import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import type { Taken } from "../support/simulated-world.ts";

/** The thread of the handoff that is open now, if any. */
export async function openThread(sql: Sql, address: string): Promise<string | undefined> {
  const [row] = await sql.read(() =>
    all<{ thread_id: string }>(
      `SELECT thread_id FROM handoffs JOIN conversations ON conversations.id = conversation_id
       WHERE address = $1 AND status <> 'closed'`,
      address,
    ),
  );
  return row?.thread_id;
}

/** What the bot has to say, with who has its conversation now. */
export function botWords(sql: Sql, where: string, arg: string) {
  return sql.read(() =>
    all<{ id: string; fence: number; owner: string }>(
      `SELECT deliveries.id, deliveries.fence, owner FROM deliveries
       JOIN conversations ON conversations.id = conversation_id WHERE speaker = 'bot' AND ${where}`,
      arg,
    ),
  );
}

interface Talk {
  readonly taken: readonly Taken[];
  /** Did anybody at the desk get hold of the conversation? */
  readonly hasClaims: boolean;
  /** Time passed while things were under way: a send may have been taken over. */
  readonly hasJumped: boolean;
}

interface LineRow {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly status: string;
}

const ANNOUNCEMENT = "I am passing this";
const NOBODY_FREE = "nobody was free";

/** What went wrong in a conversation that is over: every handoff announced once, nothing dropped without a claim. */
export async function faultsOfTalk(
  sql: Sql,
  address: string,
  { taken, hasClaims, hasJumped }: Talk,
): Promise<{ faults: string[]; dropped: number }> {
  const of =
    "JOIN conversations ON conversations.id = conversation_id WHERE conversations.address = $1";
  const lines = await sql.read(() =>
    all<LineRow>(
      `SELECT lines.id, author, text, lines.status FROM lines ${of} ORDER BY seq`,
      address,
    ),
  );
  const handoffs = await sql.read(() =>
    all<{ status: string; claimed_by: string | null; closed_by: string }>(
      `SELECT status, claimed_by, closed_by FROM handoffs ${of}`,
      address,
    ),
  );
  const holding = (words: string): LineRow[] =>
    lines.filter(({ author, text }) => author === "system" && text.includes(words));
  const faults: string[] = [];
  const announced = holding(ANNOUNCEMENT);
  if (announced.length !== handoffs.length) {
    faults.push(`${handoffs.length} handoffs, announced ${announced.length} times`);
  }
  const heard = taken.filter(({ text }) => text.includes(ANNOUNCEMENT));
  if (hasJumped ? heard.length < announced.length : heard.length !== announced.length) {
    faults.push(`${announced.length} announcements, heard ${heard.length} times`);
  }
  const unclaimed = handoffs.filter((each) => each.closed_by === "timer" && !each.claimed_by);
  if (holding(NOBODY_FREE).length > unclaimed.length)
    faults.push("taken from a person who claimed");
  const dropped = lines.filter(({ status }) => status === "dropped");
  if (dropped.length > 0 && !hasClaims) faults.push("dropped for nobody");
  if (dropped.some(({ author }) => !author.endsWith("_agent") || author === "human_agent")) {
    faults.push("dropped what was not the bot's");
  }
  const last = lines.at(-1);
  if (last?.author !== "customer_agent" || last.status !== "sent") {
    faults.push(`in the end the bot is silent: ${JSON.stringify(last)}`);
  }
  return { faults, dropped: dropped.length };
}
