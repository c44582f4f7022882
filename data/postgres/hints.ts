import { Client } from "pg";
import type { ClientConfig } from "pg";
import type { Hint, Hints } from "../hints.ts";

const CHANNEL = "contact_center";
/** Hints of this long share a notification: Postgres hands them out one transaction at a time. */
const GATHER_MS = 10;
/** Ids that fit a notification, which Postgres limits to 8,000 bytes. */
const MAX_IDS = 150;
const RECONNECT_MS = 1_000;

/**
 * Hints by LISTEN and NOTIFY, over a connection of their own that is made again whenever it breaks.
 * @param settings how to connect.
 */
export function makePostgresHints(settings: ClientConfig): Hints {
  let heard: ((hint: Hint) => void) | undefined;
  let client: Client | undefined;
  let reconnect: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function connect(): Promise<void> {
    const next = new Client(settings);
    // Both events may come for one loss; the second finds the first's work done.
    const lost = (): void => {
      if (client === next) client = undefined;
      if (isClosed || reconnect) return;
      reconnect = setTimeout(() => {
        reconnect = undefined;
        void connect();
      }, RECONNECT_MS);
      reconnect.unref();
    };
    next.on("error", lost);
    next.on("end", lost);
    try {
      await next.connect();
      const { rows } = await next.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      next.on("notification", ({ payload, processId }) => {
        // We hear ourselves too: what this very connection sent.
        if (processId !== rows[0]?.pid) heard?.(JSON.parse(payload ?? "{}") as Hint);
      });
      await next.query(`LISTEN ${CHANNEL}`);
      client = next;
      if (isClosed) await next.end();
    } catch {
      lost();
    }
  }

  let gathered: { hasWork: boolean; handled: string[] } | undefined;
  function send(): void {
    const { hasWork, handled } = gathered!;
    gathered = undefined;
    const payload = { hasWork, handled: handled.slice(0, MAX_IDS) };
    client?.query("SELECT pg_notify($1, $2)", [CHANNEL, JSON.stringify(payload)]).catch(() => {});
  }

  return {
    announce({ hasWork = false, handled = [] }) {
      if (!hasWork && handled.length === 0) return;
      if (!gathered) {
        gathered = { hasWork: false, handled: [] };
        setTimeout(send, GATHER_MS).unref();
      }
      gathered.hasWork ||= hasWork;
      gathered.handled.push(...handled);
    },
    listen(listener) {
      heard = listener;
      void connect();
    },
    async close() {
      isClosed = true;
      clearTimeout(reconnect);
      await client?.end();
    },
  };
}
