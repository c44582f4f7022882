import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openPostgres } from "../../data/postgres/index.ts";
import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import { makeChance } from "../support/chance.ts";
import { makeMessages, writeAll } from "../support/crowd.ts";
import { startFleet } from "../support/fleet.ts";
import type { Fleet } from "../support/fleet.ts";
import { until } from "../support/house.ts";
import { isAllDone, violationsOf } from "../support/ledger.ts";
import { startServer } from "../support/server-process.ts";
import { startPostgres } from "../support/postgres-server.ts";
import type { PostgresServer } from "../support/postgres-server.ts";
import { postFromWhatsApp, startWhatsAppProvider } from "../support/whatsapp-provider.ts";
import type { WhatsAppProvider } from "../support/whatsapp-provider.ts";

/** Longer than Postgres is away: whoever sent a message meanwhile can still note it. */
const LEASE_MS = "8000";
const CRASHES = 3;
const PATIENCE_MS = 40_000;
/** "Within a few seconds": looking again once a second, a new connection, and a busy machine. */
const BACK_MS = 5_000;

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ hasFsync: true });
});
afterAll(() => postgres.stop());

let provider: WhatsAppProvider;
let fleet: Fleet | undefined;
let sql: Sql;
beforeEach(async () => {
  provider = await startWhatsAppProvider();
  sql = openPostgres(postgres.urlOf("postgres"));
});
afterEach(async () => {
  await fleet?.stop();
  await sql.close();
  await provider.stop();
});

/** Connections that hear hints; each of our processes has one. */
async function countListeners(): Promise<number> {
  const rows = await sql.read(() =>
    all<object>("SELECT 1 FROM pg_stat_activity WHERE query ~ '^(LISTEN|SELECT pg_notify)'"),
  );
  return rows.length;
}

async function countActiveTurns(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^contact_center_active_turns (\d+)$/m.exec(metrics)?.[1]);
}

const statusOf = async (url: string) => (await fetch(url)).status;

test("when Postgres crashes under load, the servers answer 503 meanwhile and go on by themselves", async () => {
  const chance = makeChance("Postgres crashes");
  const databaseUrl = postgres.urlOf("postgres");
  const envFor = (life: string) => ({ ...provider.envFor(life), LEASE_MS });
  fleet = await startFleet({ size: 2, databaseUrl, chance, envFor });
  const [one, two] = fleet.urls();
  const messages = makeMessages(30, 8);
  const refusals: number[] = [];
  provider.beforeAnswer(() => new Promise((resolve) => setTimeout(resolve, chance.below(30))));
  const writing = writeAll(messages, {
    url: fleet.url,
    chance,
    pauseMs: 1_000,
    onRefused: (status) => refusals.push(status),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });

  const backAfter: number[] = [];
  for (let crash = 1; crash <= CRASHES; crash++) {
    const moment = (crash * messages.length) / (CRASHES + 1);
    await until("some were sent", async () => provider.answerCount() >= moment, PATIENCE_MS);
    await postgres.crash();
    expect([await statusOf(`${one}/readyz`), await statusOf(`${two}/readyz`)]).toEqual([503, 503]);
    expect(await statusOf(`${one}/healthz`)).toBe(200);
    for (const url of [one!, two!]) {
      const message = { id: `while-away-${crash}`, from: "+14255569999", text: "hello" };
      expect((await postFromWhatsApp(url, message)).status).toBe(503);
    }
    await postgres.start();
    const backAt = Date.now();
    for (const url of [one, two]) {
      const isReady = async () => (await statusOf(`${url}/readyz`)) === 200;
      await until("it is ready again", isReady, BACK_MS);
    }
    backAfter.push(Date.now() - backAt);
    await until("both hear hints again", async () => (await countListeners()) === 2, BACK_MS);
  }
  expect((await writing).size).toBe(messages.length);
  await until("everything is handled and delivered", () => isAllDone(sql), PATIENCE_MS);
  const { sent } = provider;
  console.log(
    `${CRASHES} crashes, ready again after ${backAfter.join(", ")} ms, ${refusals.length} refusals, ` +
      `${sent.length - new Set(sent.map(({ deliveryId }) => deliveryId)).size} sent again`,
  );
  expect(refusals.filter((status) => status !== 503)).toEqual([]);
  expect(await violationsOf(sql, messages, { sent, killed: new Set() })).toEqual([]);
  expect(fleet.fallen).toEqual([]);
  expect([await countActiveTurns(one!), await countActiveTurns(two!)]).toEqual([0, 0]);
}, 120_000);

test("a server that is started while Postgres is away says so in one sentence, without the password", async () => {
  const databaseUrl = postgres.urlOf("postgres").replace(":postgres@", ":hush@");
  await postgres.crash();
  try {
    const fallen = await startServer(databaseUrl).catch((thrown: unknown) => String(thrown));
    expect(fallen).toMatch(
      /^Error: the server ended with 1: The database does not let us in: [^\n]+\. Check DATABASE_URL\.\n$/,
    );
    expect(fallen).not.toContain("hush");
  } finally {
    await postgres.start();
  }
}, 60_000);
