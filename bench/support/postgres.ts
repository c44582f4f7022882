import { openPostgres } from "../../data/postgres/index.ts";
import { run } from "../../data/sql.ts";
import { startPostgres } from "../../test/support/postgres-server.ts";

/** Lends a Postgres of our own that keeps what a power cut would take, as production does (fsync on), and stops it afterwards. */
export async function withPostgres<T>(
  use: (newDatabase: (name: string) => Promise<string>) => Promise<T>,
): Promise<T> {
  const server = await startPostgres({ hasFsync: true });
  const maintenance = openPostgres(server.urlOf("postgres"));
  try {
    return await use(async (name) => {
      await maintenance.read(() => run(`CREATE DATABASE ${name}`));
      return server.urlOf(name);
    });
  } finally {
    await maintenance.close();
    await server.stop();
  }
}
