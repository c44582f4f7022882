import { globSync } from "node:fs";
import customers from "../../data/seed/customers.json" with { type: "json" };
import { afterEach, beforeEach, expect, test } from "vitest";
import { openPostgres } from "../../data/postgres/index.ts";
import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import { makeChance } from "../support/chance.ts";
import { makeMessages, writeAll } from "../support/crowd.ts";
import { startFleet } from "../support/fleet.ts";
import type { Fleet } from "../support/fleet.ts";
import { until } from "../support/house.ts";
import { isAllDone, violationsOf } from "../support/ledger.ts";
import { makeBarePostgresDatabase } from "../support/postgres-sql.ts";
import { startWhatsAppProvider } from "../support/whatsapp-provider.ts";
import type { WhatsAppProvider } from "../support/whatsapp-provider.ts";

const CUSTOMERS = 30;
const MESSAGES_EACH = 8;
const KILLS = 6;
/** Short, so that others take over soon, and yet longer than a busy machine makes anybody wait. */
const LEASE_MS = "6000";
const PATIENCE_MS = 60_000;

let databaseUrl: string;
let sql: Sql;
let provider: WhatsAppProvider;
let fleet: Fleet | undefined;
beforeEach(async () => {
  databaseUrl = await makeBarePostgresDatabase();
  sql = openPostgres(databaseUrl);
  provider = await startWhatsAppProvider();
});
afterEach(async () => {
  await fleet?.stop();
  await provider.stop();
  await sql.close();
});

const envFor = (life: string) => ({ ...provider.envFor(life), LEASE_MS });

test.for([2, 4])(
  "%i servers on one Postgres, killed at random: nothing is lost, doubled or out of order",
  { timeout: 120_000 },
  async (size) => {
    const chance = makeChance(`${size} servers`);
    fleet = await startFleet({ size, databaseUrl, chance, envFor });
    const { url, killOne, killed, fallen } = fleet;
    const messages = makeMessages(CUSTOMERS, MESSAGES_EACH);
    // Each kill comes while a message of the victim's may be on its way, at another point of the work each time.
    const moments = Array.from({ length: KILLS }, () => chance.below(messages.length * 0.8)).sort(
      (a, b) => a - b,
    );
    const killings: Promise<void>[] = [];
    provider.beforeAnswer(async () => {
      // A moment at which nobody is up to be killed waits for the next message.
      while (moments.length > 0 && provider.answerCount() >= moments[0]! && url()) {
        moments.shift();
        killings.push(killOne());
      }
      await new Promise((resolve) => setTimeout(resolve, chance.below(30)));
    });

    const startedAt = Date.now();
    const writing = writeAll(messages, {
      url,
      chance,
      pauseMs: 1_000,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    expect((await writing).size).toBe(messages.length);
    await until("everything is handled and delivered", () => isAllDone(sql), PATIENCE_MS);
    await Promise.all(killings);
    const { sent } = provider;
    console.log(
      `${size} servers, ${killed.size} kills, ${messages.length} messages: ${Date.now() - startedAt} ms, ` +
        `${sent.length - new Set(sent.map(({ deliveryId }) => deliveryId)).size} sent again`,
    );
    expect(await violationsOf(sql, messages, { sent, killed })).toEqual([]);
    expect(killed.size).toBe(KILLS);
    expect(fallen).toEqual([]);
  },
);

test("six servers that start at once on an empty Postgres are all ready, on one schema and one demo insurer", async () => {
  const chance = makeChance("six servers");
  fleet = await startFleet({ size: 6, databaseUrl, chance, envFor });
  expect(fleet.output().match(/ready on/g)).toHaveLength(6);
  expect(fleet.output().match(/policies loaded/g)).toHaveLength(1);
  const counts = await sql.read(() => all<object>("SELECT COUNT(*) AS customers FROM customers"));
  expect(counts).toEqual([{ customers: customers.length }]);
  const applied = await sql.read(() => all<object>("SELECT name FROM migrations"));
  expect(applied).toHaveLength(globSync("data/migrations/*.sql").length);
  const ready = await fetch(`${fleet.url()!}/readyz`);
  expect(ready.status).toBe(200);
}, 60_000);
