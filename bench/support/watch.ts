import { DatabaseSync } from "node:sqlite";
import { all } from "../../data/sql.ts";
import { openSql } from "../../data/store.ts";

const LOOK_EVERY_MS = 20;

/** Looks into a server's database from outside, with little trouble for the server. */
export interface Watch {
  /** Inputs nobody has handled and messages that have not left. */
  open(): Promise<number>;
  /** The input at the head of each leased conversation. */
  leasedInputs(): Promise<string[]>;
  /** How many of these inputs have no answer that was delivered. */
  unanswered(inputIds: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

/** Opens the database a server works on. A SQLite file may be read by others too; only one process may write it. */
export function watch(databaseUrl: string): Watch {
  return databaseUrl.startsWith("sqlite:")
    ? watchSqlite(databaseUrl.slice("sqlite:".length))
    : watchPostgres(databaseUrl);
}

type Ask = <Row>(sql: string, args: readonly string[]) => Promise<Row[]>;

function watchSqlite(file: string): Watch {
  const db = new DatabaseSync(file, { readOnly: true });
  const ask: Ask = async (sql, args) =>
    db.prepare(sql.replaceAll(/\$\d+/g, "?")).all(...args) as never;
  return makeWatch(ask, async () => db.close());
}

function watchPostgres(url: string): Watch {
  const sql = openSql(url, Date.now);
  return makeWatch((text, args) => sql.read(() => all(text, ...args)), sql.close);
}

function makeWatch(ask: Ask, close: () => Promise<void>): Watch {
  const count = async (sql: string, args: readonly string[] = []): Promise<number> => {
    const [row] = await ask<{ count: number }>(sql, args);
    return row!.count;
  };
  return {
    // Both counts read a partial index that holds nothing but open work.
    open: () =>
      count(
        `SELECT (SELECT COUNT(*) FROM inputs WHERE status = 'waiting')
              + (SELECT COUNT(*) FROM deliveries WHERE status IN ('waiting', 'sending')) AS count`,
      ),
    async leasedInputs() {
      const rows = await ask<{ id: string | null }>(
        `SELECT (SELECT id FROM inputs WHERE conversation_id = conversations.id AND status = 'waiting'
                 ORDER BY seq LIMIT 1) AS id
         FROM conversations WHERE lease_holder IS NOT NULL`,
        [],
      );
      return rows.flatMap(({ id }) => (id === null ? [] : [id]));
    },
    async unanswered(inputIds) {
      if (inputIds.length === 0) return 0;
      const places = inputIds.map((_, index) => `$${index + 1}`).join(", ");
      const answered = await count(
        `SELECT COUNT(DISTINCT lines.input_id) AS count
         FROM lines JOIN deliveries ON deliveries.line_id = lines.id
         WHERE lines.input_id IN (${places}) AND deliveries.status = 'delivered'`,
        inputIds,
      );
      return inputIds.length - answered;
    },
    close,
  };
}

/** Waits until nothing is open. @throws after `patienceMs` without any progress. */
export async function untilSettled(
  open: () => Promise<number>,
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
