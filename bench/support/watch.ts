import { DatabaseSync } from "node:sqlite";

const LOOK_EVERY_MS = 10;

/** Looks into a server's SQLite file from outside, without troubling the server. */
export interface Watch {
  /** Inputs nobody has handled and messages that have not left. */
  open(): number;
  /** The input at the head of each leased conversation. */
  leasedInputs(): string[];
  /** How many of these inputs have no answer that was delivered. */
  unanswered(inputIds: readonly string[]): number;
  close(): void;
}

/** Opens the file a server works on, for reading. */
export function watchSqlite(file: string): Watch {
  const db = new DatabaseSync(file, { readOnly: true });
  // Both counts read a partial index that holds nothing but open work.
  const open = db.prepare(
    `SELECT (SELECT COUNT(*) FROM inputs WHERE status = 'waiting')
          + (SELECT COUNT(*) FROM deliveries WHERE status IN ('waiting', 'sending')) AS count`,
  );
  const leased = db.prepare(
    `SELECT (SELECT id FROM inputs WHERE conversation_id = conversations.id AND status = 'waiting'
             ORDER BY seq LIMIT 1) AS id
     FROM conversations WHERE lease_holder IS NOT NULL`,
  );
  const unanswered = db.prepare(
    `SELECT COUNT(*) AS count FROM json_each(?) AS input WHERE NOT EXISTS (
       SELECT 1 FROM lines JOIN deliveries ON deliveries.line_id = lines.id
       WHERE lines.input_id = input.value AND deliveries.status = 'delivered')`,
  );
  return {
    open: () => countOf(open.get()),
    leasedInputs: () =>
      (leased.all() as { id: string | null }[]).flatMap(({ id }) => (id === null ? [] : [id])),
    unanswered: (inputIds) => countOf(unanswered.get(JSON.stringify(inputIds))),
    close: () => db.close(),
  };
}

function countOf(row: unknown): number {
  return (row as { count: number }).count;
}

/** Waits until nothing is open. @throws after `patienceMs` without any progress. */
export async function untilSettled(
  open: () => number | Promise<number>,
  patienceMs = 60_000,
): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let progressAt = performance.now();
  for (;;) {
    const now = await open();
    if (now === 0) return;
    if (now < least) {
      least = now;
      progressAt = performance.now();
    }
    if (performance.now() - progressAt > patienceMs) {
      throw new Error(`${now} pieces of work stay open.`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
