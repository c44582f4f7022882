import type { Clock } from "../core/conversation.ts";
import type { Deliveries } from "../core/deliveries.ts";
import type { Mailbox } from "../core/ports.ts";
import type { Files, Handoffs, Quarantine, Transcript } from "../core/stores.ts";
import { makeAcceptance } from "./accept.ts";
import { makeCheckpointer } from "./checkpoints/checkpointer.ts";
import type { Checkpointer, StagedCheckpoint } from "./checkpoints/checkpointer.ts";
import { makeTurnCommit } from "./commit-turn.ts";
import { makeDeliveries } from "./deliveries/index.ts";
import { makeFiles } from "./files.ts";
import { makeHandoffs, makeTimers } from "./handoffs.ts";
import { openPostgres } from "./postgres/index.ts";
import { makeQuarantine } from "./quarantine.ts";
import { makeRecords } from "./records.ts";
import { run } from "./sql.ts";
import type { Sql } from "./sql.ts";
import { openSqlite } from "./sqlite/index.ts";
import { makeOutcomes, makeTranscript } from "./transcript.ts";
import { endAllLeases, makeTurns } from "./turns.ts";

/** Everything that remembers, over one database. */
export interface Store {
  readonly sql: Sql;
  readonly mailbox: Mailbox<StagedCheckpoint>;
  readonly deliveries: Deliveries;
  readonly transcript: Transcript;
  readonly handoffs: Handoffs;
  readonly quarantine: Quarantine;
  readonly files: Files;
  readonly checkpointer: Checkpointer;
  readonly records: ReturnType<typeof makeRecords>;
  /** Takes back, at start-up, what a process that died had leased; where several processes may live, leases run out by themselves. */
  recover(): Promise<void>;
  /** Resolves when the database keeps what it is given. @throws AppError `store_unavailable`. */
  ping(): Promise<void>;
}

/**
 * Opens the engine a database URL names: `sqlite:PATH` or `postgres://…`.
 * @param clock for SQLite, which has none of its own.
 * @throws AppError `misconfigured` when another process already uses the SQLite file.
 */
export function openSql(databaseUrl: string, clock: Clock): Sql {
  return databaseUrl.startsWith("sqlite:")
    ? openSqlite(databaseUrl.slice("sqlite:".length), clock)
    : openPostgres(databaseUrl);
}

/** Puts the stores together over one database. */
export function makeStore(sql: Sql, newId: () => string): Store {
  const checkpointer = makeCheckpointer(sql);
  return {
    sql,
    mailbox: {
      ...makeAcceptance({ sql, newId }),
      ...makeTurns(sql, newId),
      commitTurn: makeTurnCommit({ sql, checkpointer, newId }),
      findOutcome: makeOutcomes(sql),
      ringTimers: makeTimers(sql, newId),
    },
    deliveries: makeDeliveries(sql, newId),
    transcript: makeTranscript(sql),
    handoffs: makeHandoffs(sql, newId),
    quarantine: makeQuarantine(sql, newId),
    files: makeFiles(sql, newId),
    checkpointer,
    records: makeRecords(sql),
    recover: async () => {
      if (sql.dialect === "sqlite") await sql.transaction(endAllLeases);
    },
    ping: () =>
      sql.transaction(function* () {
        // Written as it was: a full disk and a standby still answer every question, but keep nothing.
        yield* run(
          "UPDATE migrations SET applied_at = applied_at WHERE name = (SELECT MIN(name) FROM migrations)",
        );
      }),
  };
}
