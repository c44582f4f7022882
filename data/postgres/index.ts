import { Pool, types } from "pg";
import type { ClientConfig } from "pg";
import type { Clock } from "../../core/conversation.ts";
import { storeUnavailable } from "../sql.ts";
import type { Outcome, Sql, Work } from "../sql.ts";
import { makePostgresHints } from "./hints.ts";
import { judge } from "./errors.ts";
import type { Verdict } from "./errors.ts";

/** Connections of one process; a turn or a delivery holds one only while its statements run. */
const POOL_SIZE = 12;
/** Longer than any statement of ours takes; a connection that hangs is given up. */
const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Times a transaction is begun again when it and another waited for each other. */
const MAX_TRIES = 5;
/** Any number, as long as every version of the house takes the same. */
const HOUSE_LOCK = 7_203_311;
/** Postgres' own number for the type BIGINT. */
const INT8 = 20;
const DATABASE_CLOCK = "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT";

interface PostgresOptions {
  /** A clock in the hands of a test; the database's own otherwise. */
  readonly clock?: Clock;
}

/**
 * Opens a Postgres database, to be shared by any number of processes.
 * Nothing is connected before the first statement, so a database that is away is told by that.
 * @param url `postgres://USER:PASSWORD@HOST:PORT/DATABASE`.
 */
export function openPostgres(url: string, { clock }: PostgresOptions = {}): Sql {
  const pool = new Pool({ ...connectionTo(url), max: POOL_SIZE });
  // A connection that breaks while nobody uses it is replaced by the pool; whoever needs one next is told if that fails.
  pool.on("error", () => {});
  const hints = makePostgresHints(connectionTo(url));
  const nameOf = clock ? () => undefined : makeNames();

  const transaction = async <T>(work: () => Work<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      const session = await openSession(pool, nameOf);
      try {
        return await runTransaction(session, work);
      } catch (thrown) {
        if (!session.verdict()?.isWorthRepeating || tries >= MAX_TRIES) throw thrown;
      } finally {
        session.end();
      }
    }
  };

  return {
    dialect: "postgres",
    get now() {
      return clock ? `${clock()}::BIGINT` : DATABASE_CLOCK;
    },
    lock: "FOR UPDATE SKIP LOCKED",
    hold: "FOR UPDATE",
    *alone() {
      yield { sql: `SELECT pg_advisory_xact_lock(${HOUSE_LOCK})`, args: [] };
    },
    transaction,
    lease: transaction,
    read: async (work) => {
      const session = await openSession(pool, nameOf);
      try {
        return await drive(session, work());
      } finally {
        session.end();
      }
    },
    hints,
    close: async () => {
      await hints.close();
      await pool.end();
    },
  };
}

/** How every connection of ours to this database is made. */
function connectionTo(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: "contact-center",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // A process that was stopped in the middle of a transaction must not hold its rows for ever.
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    pipeline: true,
    types: { getTypeParser: typeParser },
  };
}

/** Our BIGINTs are counts and milliseconds, far below 2^53. */
function typeParser(oid: number, format?: "text" | "binary") {
  return oid === INT8 ? Number : types.getTypeParser(oid, format);
}

type NameOf = (sql: string) => string | undefined;

/** Statements are parsed once a connection and then known by name. */
function makeNames(): NameOf {
  const names = new Map<string, string>();
  return (sql) => {
    let name = names.get(sql);
    if (!name) names.set(sql, (name = `s${names.size}`));
    return name;
  };
}

/** A connection in our hands for one piece of work. */
interface Session {
  ask(sql: string, args: readonly unknown[]): Promise<Outcome>;
  /** What the first statement that was refused means. */
  verdict(): Verdict | undefined;
  end(): void;
}

async function openSession(pool: Pool, nameOf: NameOf): Promise<Session> {
  const client = await pool.connect().catch((thrown: unknown) => {
    throw storeUnavailable(thrown);
  });
  let verdict: Verdict | undefined;
  let isBroken = false;
  // A connection that breaks in our hands also says so as an event, which would end the process.
  const hear = (): void => void (isBroken = true);
  client.on("error", hear);
  return {
    async ask(text, values) {
      const name = nameOf(text);
      try {
        const query = { text, values: [...values], ...(name !== undefined && { name }) };
        const { rows, rowCount } = await client.query<object>(query);
        return { rows, changes: rowCount ?? 0 };
      } catch (thrown) {
        const judged = judge(thrown);
        // What follows a refused statement is refused because of it.
        verdict ??= judged;
        isBroken ||= judged.isLost;
        throw judged.error;
      }
    },
    verdict: () => verdict,
    end() {
      client.off("error", hear);
      client.release(isBroken);
    },
  };
}

async function runTransaction<T>(session: Session, work: () => Work<T>): Promise<T> {
  // Not awaited: it travels together with the first statement.
  const begun = session.ask("BEGIN ISOLATION LEVEL READ COMMITTED", []);
  begun.catch(() => {});
  try {
    const value = await drive(session, work());
    await begun;
    await session.ask("COMMIT", []);
    return value;
  } catch (thrown) {
    if (!session.verdict()?.isLost) await session.ask("ROLLBACK", []).catch(() => {});
    throw thrown;
  }
}

async function drive<T>(session: Session, steps: Work<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    // Asked one after the other without waiting: the connection hands them over together.
    const asked = [step.value].flat().map(({ sql, args }) => session.ask(sql, args));
    const outcomes = await Promise.all(asked);
    step = steps.next(outcomes.at(-1) ?? { rows: [], changes: 0 });
  }
  return step.value;
}
