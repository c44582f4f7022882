import { Client } from "pg";
import { until } from "./house.ts";

/** Any number; the house's own locks have others. */
const GATE = 4_711;

/** Stops statements of other connections at a known point, from a connection of the test's own. */
export interface PostgresBrake {
  /** Nobody can read or write the table from now on. */
  holdTable(table: string): Promise<void>;
  /** Nobody can write the table from now on. */
  holdWrites(table: string): Promise<void>;
  /** Every transaction that makes this condition true of a row waits in the middle of its COMMIT from now on. */
  holdCommits(table: string, condition: string): Promise<void>;
  /** Resolves once so many others wait for what is held. */
  waiting(count: number): Promise<void>;
  letGo(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a brake on this database. */
export async function openPostgresBrake(databaseUrl: string): Promise<PostgresBrake> {
  const holder = new Client(databaseUrl);
  await holder.connect();
  const observer = new Client(databaseUrl);
  await observer.connect();

  return {
    async holdTable(table) {
      await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    },
    async holdWrites(table) {
      await holder.query(`BEGIN; LOCK TABLE ${table} IN EXCLUSIVE MODE`);
    },
    async holdCommits(table, condition) {
      // A deferred trigger runs when its transaction commits.
      await holder.query(`
        CREATE OR REPLACE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${GATE}); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER gate AFTER INSERT OR UPDATE ON ${table} DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION wait_at_the_gate()`);
      await holder.query(`BEGIN; SELECT pg_advisory_xact_lock(${GATE})`);
    },
    async waiting(count) {
      await until("somebody waits for the lock", async () => {
        const { rows } = await observer.query<{ count: number }>(
          `SELECT COUNT(*)::INT AS count FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows[0]?.count === count;
      });
    },
    async letGo() {
      await holder.query("COMMIT");
    },
    async close() {
      await holder.end();
      await observer.end();
    },
  };
}
