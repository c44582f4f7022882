import { readFileSync } from "node:fs";
import { startServer } from "../../test/support/server-process.ts";
import type { ServerProcess } from "../../test/support/server-process.ts";
import { migrate } from "../../data/migrate.ts";
import { openSql } from "../../data/store.ts";
import { insure } from "./insurer.ts";

/** Fills a database with the bench's insurer, so that the server finds its customers there. */
export async function prepareDatabase(databaseUrl: string, customers: number): Promise<void> {
  const sql = openSql(databaseUrl, Date.now);
  await migrate(sql);
  await insure(sql, customers);
  await sql.close();
}

/** Starts the real server, `server/main.ts` in a process of its own, over a prepared database. */
export function startRealServer(
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const ours = { DATABASE_URL: databaseUrl, DEMO_DATA: "off", LOG_LEVEL: "warn" };
  return startServer("", { ...ours, ...env });
}

/** Resident memory of a process, in MB. Linux only. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kb === undefined) throw new Error(`Process ${pid} does not say how much memory it has.`);
  return Number(kb) / 1_024;
}

/** CPU time a process has used so far, user and system, in milliseconds. Linux only. */
export function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
  // In ticks of a hundredth of a second; utime and stime are fields 14 and 15 of the whole line.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The value of a counter or gauge of the server's /metrics, all labels together. */
export async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}
