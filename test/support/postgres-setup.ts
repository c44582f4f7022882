import type { TestProject } from "vitest/node";
import { migrate } from "../../data/migrate.ts";
import { openPostgres } from "../../data/postgres/index.ts";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A database of the run's Postgres from which others are made. */
    readonly postgresUrl: string;
  }
}

/** One Postgres for the whole run, with a migrated, empty database that tests copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const maintenance = openPostgres(server.urlOf("postgres"));
  await maintenance.read(function* () {
    yield { sql: "CREATE DATABASE migrated", args: [] };
  });
  await maintenance.close();
  const migrated = openPostgres(server.urlOf("migrated"));
  await migrate(migrated);
  await migrated.close();
  project.provide("postgresUrl", server.urlOf("postgres"));
  return server.stop;
}
