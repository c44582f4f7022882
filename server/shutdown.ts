import type { Server } from "node:http";
import type { Log } from "../core/log.ts";
import type { House } from "./compose.ts";

/** Turns that have begun get this long; well under the ten seconds an orchestrator waits. */
const GRACE_MS = 6_000;
const LAST_RESORT_MS = 9_000;

interface ShutdownParts {
  readonly server: Server;
  readonly house: House;
  readonly log: Log;
}

/**
 * Leaves in order: no new requests, then no new turns, then the turns that have begun end or are given back, then the
 * store closes. Exits 0 within ten seconds.
 */
export function shutDownOn(signals: readonly NodeJS.Signals[], parts: ShutdownParts): void {
  let isLeaving = false;
  const leave = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    const lastResort = setTimeout(() => process.exit(0), LAST_RESORT_MS);
    lastResort.unref();
    void shutDown(parts)
      .catch((err: unknown) => parts.log.error({ err }, "shutdown was not clean"))
      .finally(() => process.exit(0));
  };
  for (const signal of signals) process.on(signal, leave);
}

/** The same, without a signal: for tests and for programs that hold a whole house. */
export async function shutDown({ server, house, log }: ShutdownParts): Promise<void> {
  log.info("shutting down");
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await house.workers.stop(GRACE_MS);
  // Callers who waited for their turn have their answer now, or never will from this process.
  setTimeout(() => server.closeAllConnections(), 500).unref();
  await closed;
  await house.store.sql.close();
}
