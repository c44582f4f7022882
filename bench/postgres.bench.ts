import { openSql } from "../data/store.ts";
import { makeKnocker, pour } from "./support/load.ts";
import { withPostgres } from "./support/postgres.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Reading, Report } from "./support/report.ts";
import { prepareDatabase, startRealServer } from "./support/server.ts";
import { sumOf, verify, violationReadings } from "./support/verify.ts";
import type { Violations } from "./support/verify.ts";
import { untilSettled, watch } from "./support/watch.ts";

const CUSTOMERS = 200;
const WIDTH = 32;
const PROCESSES = [1, 2, 4];

await runFigure((effort) => withPostgres((newDatabase) => withProcesses(newDatabase, effort)));

/** Messages a second, by how many server processes share one Postgres; and whether order, loss or doubling show. */
async function withProcesses(
  newDatabase: (name: string) => Promise<string>,
  effort: Effort,
): Promise<Report> {
  const messages = effort.times(3_000, 600);
  const rates = new Map<number, number>();
  const found: Violations[] = [];
  for (const processes of PROCESSES) {
    const url = await newDatabase(`bench_${processes}`);
    const { perSecond, violations } = await pourInto(url, processes, messages);
    progress(`${processes} processes: ${perSecond.toFixed(0)} messages/s`);
    rates.set(processes, perSecond);
    found.push(violations);
  }
  const rate = (processes: number): number => rates.get(processes)!;
  return {
    readings: [
      { what: "2 processes over 1", value: rate(2) / rate(1), unit: "×" },
      { what: "4 processes over 2", value: rate(4) / rate(2), unit: "×" },
      ...PROCESSES.map((processes): Reading => ({
        what: `messages with ${processes} processes`,
        value: rate(processes),
        unit: "messages/s",
      })),
      ...violationReadings(sumOf(found)),
    ],
    notes: [
      `Postgres with fsync on, 1, 2 and 4 server processes and the generator share this machine. ${messages} messages of ${CUSTOMERS} customers, ${WIDTH} under way, each customer's messages go to the processes in turns; from the first request to the last delivery; after a warm-up of as many as there are customers.`,
    ],
  };
}

async function pourInto(url: string, processes: number, messages: number) {
  await prepareDatabase(url, 2 * CUSTOMERS);
  const servers = await Promise.all(Array.from({ length: processes }, () => startRealServer(url)));
  const knockers = servers.map((server) => makeKnocker(server.url, WIDTH));
  const watching = watch(url);
  const sql = openSql(url, Date.now);
  try {
    const load = { knockers, customers: CUSTOMERS };
    await pour({ ...load, firstCustomer: CUSTOMERS, messages: CUSTOMERS }, WIDTH);
    await untilSettled(watching.open);
    const startedAt = performance.now();
    await pour({ ...load, messages }, WIDTH);
    await untilSettled(watching.open);
    const perSecond = messages / ((performance.now() - startedAt) / 1_000);
    const acknowledged = knockers.flatMap((knocker) => [...knocker.acknowledged]);
    return { perSecond, violations: await verify(sql, acknowledged) };
  } finally {
    for (const knocker of knockers) knocker.close();
    await Promise.all(servers.map((server) => server.end("SIGTERM")));
    await watching.close();
    await sql.close();
  }
}
