import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";

/** Turns that may fail before their first input is set aside. */
const MAX_ATTEMPTS = 5;

/** What the world outside knows about a day, in plain lists. */
export interface Truth {
  /** Answered 200, with the id we were told. */
  readonly answered: Map<string, string>;
  /** What each customer wrote, in order, whether it has come in yet or not. */
  readonly written: Map<string, string[]>;
  /** What no turn can get through. */
  readonly poison: Set<string>;
  /** What the house refused because the handoff was over or not known. */
  readonly refused: Set<string>;
  /** Turns for which the model was to fail. */
  failures: number;
  /** Sends that were to be met by bad weather, and those of them that were taken without a word. */
  badSends: number;
  silences: number;
  /** Words of the bot that left while a person had the conversation. */
  readonly interruptions: string[];
}

/** Knows nothing yet. */
export function makeTruth(): Truth {
  return {
    answered: new Map(),
    written: new Map(),
    refused: new Set(),
    poison: new Set(),
    failures: 0,
    badSends: 0,
    silences: 0,
    interruptions: [],
  };
}

interface InputRow {
  readonly id: string;
  readonly external_id: string;
  readonly status: string;
  readonly source: string;
  readonly address: string;
}

/** What a house that is at rest has forgotten, doubled or made up, in words. */
export async function faultsAgainst(truth: Truth, sql: Sql): Promise<string[]> {
  const read = <Row>(query: string): Promise<Row[]> => sql.read(() => all<Row>(query));
  const faults = truth.interruptions.map((text) => `the bot spoke over a person: ${text}`);
  const inputs = await read<InputRow>(
    `SELECT inputs.id, external_id, status, source, address FROM inputs
     JOIN conversations ON conversations.id = conversation_id ORDER BY seq`,
  );
  const known = new Map(inputs.map((input) => [input.external_id, input]));
  for (const [externalId, inputId] of truth.answered) {
    if (known.get(externalId)?.id !== inputId) faults.push(`${externalId} was answered, then lost`);
  }
  for (const externalId of truth.refused) {
    if (known.has(externalId)) faults.push(`${externalId} was refused, and is there`);
  }
  for (const [address, written] of truth.written) {
    const kept = inputs.filter(
      (each) => each.address === address && each.source === "whatsapp-acs",
    );
    const [wrote, has] = [written.join(), kept.map((each) => each.external_id).join()];
    if (wrote !== has) faults.push(`${address} wrote ${wrote}, we have ${has}`);
  }
  const dead = inputs.filter(({ status }) => status === "dead").map((each) => each.external_id);
  const fine = dead.filter((externalId) => !truth.poison.has(externalId));
  if (fine.length * MAX_ATTEMPTS > truth.failures) faults.push(`set aside: ${fine.join()}`);
  const swallowed = [...truth.poison].filter((externalId) => !dead.includes(externalId));
  if (swallowed.length > 0) faults.push(`not set aside: ${swallowed.join()}`);
  const [deliveries] = await read<{ dead: number }>(
    // A thread the desk refused to open takes no words either.
    `SELECT COUNT(*) AS dead FROM deliveries WHERE status = 'dead' AND NOT EXISTS (
       SELECT 1 FROM deliveries AS opening WHERE opening.destination = deliveries.destination
         AND opening.status = 'dead' AND opening.position < deliveries.position AND channel = 'desk')`,
  );
  if (deliveries!.dead > truth.badSends) faults.push(`${deliveries!.dead} deliveries died`);
  return [...faults, ...(await faultsOfActs(sql))];
}

/** Each act once: a change, its record and its audit; a handoff and its announcement; an input and its answer. */
async function faultsOfActs(sql: Sql): Promise<string[]> {
  const [count] = await sql.read(() =>
    all<Record<"announced" | "opened" | "told" | "audited", number>>(
      `SELECT (SELECT COUNT(*) FROM lines WHERE author = 'system' AND text LIKE '%I am passing this%') AS announced,
         (SELECT COUNT(*) FROM handoffs) AS opened,
         (SELECT COUNT(*) FROM lines WHERE text LIKE '%Your e-mail is now%') AS told,
         (SELECT COUNT(*) FROM audit WHERE action = 'record.contact') AS audited`,
    ),
  );
  const { announced, opened, told, audited } = count!;
  const faults: string[] = [];
  if (announced !== opened) faults.push(`${opened} handoffs, announced ${announced} times`);
  if (told !== audited) faults.push(`${told} changes told, ${audited} audited`);
  return [...faults, ...(await wrongRecords(sql)), ...(await wrongOrder(sql))];
}

async function wrongRecords(sql: Sql): Promise<string[]> {
  const changes = await sql.read(() =>
    all<{ customer_id: string; detail: string }>(
      "SELECT customer_id, detail FROM audit WHERE action = 'record.contact' ORDER BY at, id",
    ),
  );
  const last = new Map(changes.map((each) => [each.customer_id, each.detail]));
  const records = await sql.read(() =>
    all<{ customer_id: string; body: string }>("SELECT customer_id, body FROM customers"),
  );
  return records
    .filter(({ customer_id: id, body }) => {
      const detail = last.get(id);
      const { email } = JSON.parse(body) as { email: string };
      return detail !== undefined && (JSON.parse(detail) as { to: string }).to !== email;
    })
    .map(({ body }) => `not as it was last changed: ${body}`);
}

async function wrongOrder(sql: Sql): Promise<string[]> {
  const overtaken = await sql.read(() =>
    all<{ text: string }>(
      `SELECT later.text FROM lines AS earlier JOIN inputs AS first ON first.id = earlier.input_id
       JOIN inputs AS second ON second.conversation_id = first.conversation_id AND second.seq > first.seq
       JOIN lines AS later ON later.input_id = second.id AND later.seq < earlier.seq`,
    ),
  );
  const doubled = await sql.read(() =>
    all<{ text: string }>(
      `SELECT text FROM lines WHERE input_id IS NOT NULL GROUP BY input_id, text HAVING COUNT(*) > 1`,
    ),
  );
  const unanswered = await sql.read(() =>
    all<{ external_id: string }>(
      `SELECT external_id FROM inputs WHERE status = 'dead' AND NOT EXISTS (
         SELECT 1 FROM inputs AS note WHERE note.external_id = 'failed:' || inputs.id AND note.status = 'handled')`,
    ),
  );
  return [
    ...unanswered.map((each) => `set aside without a word: ${each.external_id}`),
    ...overtaken.map(({ text }) => `answered before its turn: ${text}`),
    ...doubled.map(({ text }) => `said twice: ${text}`),
  ];
}
