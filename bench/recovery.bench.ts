import { join } from "node:path";
import { openSql } from "../data/store.ts";
import { drip, makeKnocker } from "./support/load.ts";
import { withPostgres } from "./support/postgres.ts";
import { median } from "./support/quantile.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Reading, Report } from "./support/report.ts";
import { prepareDatabase, startRealServer } from "./support/server.ts";
import { inTempFolder } from "./support/temp-folder.ts";
import { sumOf, verify, violationReadings } from "./support/verify.ts";
import type { Violations } from "./support/verify.ts";
import { untilSettled, watch } from "./support/watch.ts";

const CUSTOMERS = 200;
const PER_SECOND = 150;
const SOCKETS = 64;
/** How long a server is under load before it is killed. */
const LOAD_MS = 2_000;
/** A kill that hits no leased conversation proves nothing and is tried again. */
const TRIES = 10;
const LEASE_MS = 3_000;
/** What the survivor has leased itself is answered by then. */
const SURVIVOR_MS = 1_000;

await runFigure(recovery);

/** How long the customers of a killed process wait: for the next one over its SQLite file, for another over Postgres. */
async function recovery(effort: Effort): Promise<Report> {
  const kills = effort.times(5, 2);
  const sqlite = await inTempFolder((folder) =>
    repeat(kills, "SQLite", (at) => killAndRestart(`sqlite:${join(folder, `${at}.db`)}`)),
  );
  const postgres = await withPostgres((newDatabase) =>
    repeat(kills, "Postgres", async (at) => killOneOfTwo(await newDatabase(`recovery_${at}`))),
  );
  const violations = sumOf([sqlite.violations, postgres.violations]);
  const beyondLease = postgres.ms.map((ms) => ms - LEASE_MS);
  return {
    readings: [
      seconds("recovery on SQLite: the file's next process", median(sqlite.ms)),
      seconds("recovery on Postgres beyond the lease: the other process", median(beyondLease)),
      seconds("the longest on SQLite", Math.max(...sqlite.ms)),
      seconds("the longest on Postgres beyond the lease", Math.max(...beyondLease)),
      ...violationReadings(violations),
    ],
    notes: [
      `SIGKILL of a server/main.ts that takes in ${PER_SECOND} messages a second, while it has conversations leased; until the message at the head of each of them is answered and delivered; median of ${kills}. SQLite: a new process is started at once over the same file and ends all leases. Postgres: one of two processes with LEASE_MS=${LEASE_MS} is killed, the other takes over when the leases run out. Loss, doubling and order are those of all acknowledged messages once everything has settled.`,
    ],
  };
}

interface Kill {
  readonly ms: number;
  /** Conversations the killed process had leased. */
  readonly leased: number;
  readonly violations: Violations;
}

async function repeat(kills: number, engine: string, kill: (at: number) => Promise<Kill>) {
  const found: Kill[] = [];
  for (let tried = 0; found.length < kills; tried++) {
    if (tried > kills + TRIES) throw new Error("No kill ever hit a leased conversation.");
    const killed = await kill(tried);
    progress(`${engine}: ${killed.leased} conversations recovered in ${killed.ms.toFixed(0)} ms`);
    if (killed.leased > 0) found.push(killed);
  }
  return {
    ms: found.map(({ ms }) => ms),
    violations: sumOf(found.map(({ violations }) => violations)),
  };
}

async function killAndRestart(url: string): Promise<Kill> {
  await prepareDatabase(url, CUSTOMERS);
  const first = await startRealServer(url);
  const watching = watch(url);
  const knocker = makeKnocker(first.url, SOCKETS);
  // What was under way when it died was never acknowledged: its sender hears of it and would send again.
  const load = { knockers: [knocker], customers: CUSTOMERS, messages: 100_000 };
  const dripped = drip(load, PER_SECOND).catch(() => {});
  await sleep(LOAD_MS);
  await untilLeased(watching);
  const killedAt = performance.now();
  await first.end("SIGKILL");
  const leased = await watching.leasedInputs();
  const second = await startRealServer(url);
  await untilSettled(() => watching.unanswered(leased));
  const ms = performance.now() - killedAt;
  await untilSettled(watching.open);
  await dripped;
  knocker.close();
  await watching.close();
  await second.end("SIGTERM");
  return { ms, leased: leased.length, violations: await violationsIn(url, knocker.acknowledged) };
}

/** A lease lasts a few milliseconds: looks until one is held, so that the kill is not in vain. */
async function untilLeased({ leasedInputs }: ReturnType<typeof watch>): Promise<void> {
  const endsAt = performance.now() + LOAD_MS / 4;
  while (performance.now() < endsAt && (await leasedInputs()).length === 0);
}

async function killOneOfTwo(url: string): Promise<Kill> {
  await prepareDatabase(url, CUSTOMERS);
  const start = () => startRealServer(url, { LEASE_MS: String(LEASE_MS) });
  const [doomed, survivor] = await Promise.all([start(), start()]);
  const watching = watch(url);
  // Both do turns of what comes in at the survivor's door, so that nobody is refused.
  const knocker = makeKnocker(survivor.url, SOCKETS);
  const messages = (PER_SECOND * LOAD_MS) / 1_000;
  const dripped = drip({ knockers: [knocker], customers: CUSTOMERS, messages }, PER_SECOND);
  await sleep(LOAD_MS / 2);
  await untilLeased(watching);
  const killedAt = performance.now();
  await doomed.end("SIGKILL");
  const leased = await watching.leasedInputs();
  await sleep(SURVIVOR_MS);
  const orphaned = await watching.unanswered(leased);
  await untilSettled(() => watching.unanswered(leased));
  const ms = performance.now() - killedAt;
  await dripped;
  await untilSettled(watching.open);
  knocker.close();
  await watching.close();
  await survivor.end("SIGTERM");
  return { ms, leased: orphaned, violations: await violationsIn(url, knocker.acknowledged) };
}

async function violationsIn(url: string, acknowledged: Iterable<string>): Promise<Violations> {
  const sql = openSql(url, Date.now);
  try {
    return await verify(sql, acknowledged);
  } finally {
    await sql.close();
  }
}

function seconds(what: string, ms: number): Reading {
  return { what, value: ms / 1_000, unit: "s" };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
