import { afterEach, beforeEach, expect, test } from "vitest";
import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import { until } from "../support/house.ts";
import { openPostgresBrake } from "../support/postgres-brake.ts";
import type { PostgresBrake } from "../support/postgres-brake.ts";
import { lendPostgresDatabase } from "../support/postgres-sql.ts";
import type { PostgresDatabase } from "../support/postgres-sql.ts";
import { startServer } from "../support/server-process.ts";
import type { ServerProcess } from "../support/server-process.ts";
import { postFromWhatsApp, startWhatsAppProvider } from "../support/whatsapp-provider.ts";
import type { WhatsAppProvider } from "../support/whatsapp-provider.ts";

const CUSTOMER = "+14255560001";
const LEASE_MS = "2000";
/** Postgres ends a transaction that nothing comes of after ten seconds. */
const PATIENCE_MS = 20_000;

let database: PostgresDatabase;
let sql: Sql;
let brake: PostgresBrake;
let provider: WhatsAppProvider;
let servers: ServerProcess[];
beforeEach(async () => {
  database = await lendPostgresDatabase();
  sql = database.open();
  brake = await openPostgresBrake(database.url);
  provider = await startWhatsAppProvider();
  servers = [];
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.end("SIGKILL")));
  await provider.stop();
  await brake.close();
  await sql.close();
});

async function start(name: string): Promise<ServerProcess> {
  const server = await startServer(database.url, { ...provider.envFor(name), LEASE_MS });
  servers.push(server);
  return server;
}

async function write(server: ServerProcess, id: string): Promise<void> {
  const response = await postFromWhatsApp(server.url, { id, from: CUSTOMER, text: "hello" });
  expect(response.status).toBe(200);
}

const arrived = (count: number) =>
  until(`${count} arrived`, async () => provider.sent.length >= count, PATIENCE_MS);
const lostItsLease = (server: ServerProcess) =>
  until("it says that it lost its lease", async () => server.output().includes("lease lost"));
const answers = () =>
  sql.read(() => all<{ text: string }>("SELECT text FROM lines WHERE author <> 'customer'"));

/** The one that sleeps is asked something else; once that is answered, it has done whatever it still wanted to do. */
async function expectOneAnswerEach(sleeper: ServerProcess, other: ServerProcess): Promise<void> {
  await other.end("SIGTERM");
  const before = provider.sent.length;
  await write(sleeper, "afterwards");
  await arrived(before + 1);
  const ids = provider.sent.map(({ deliveryId }) => deliveryId);
  expect(new Set(ids).size).toBe(2);
  expect(ids).toHaveLength(2);
  expect(provider.sent.map(({ by }) => by)).toEqual(["other", "sleeper"]);
  expect(await answers()).toHaveLength(2);
}

test("a server that slept while it thought finds its lease lost, writes nothing and sends nothing", async () => {
  const sleeper = await start("sleeper");
  await brake.holdTable("checkpoints");
  await write(sleeper, "first");
  await brake.waiting(1);
  sleeper.child.kill("SIGSTOP");
  await brake.letGo();

  const other = await start("other");
  await arrived(1);
  sleeper.child.kill("SIGCONT");
  await lostItsLease(sleeper);
  await expectOneAnswerEach(sleeper, other);
}, 60_000);

test("a server that wakes while another thinks about its turn leaves it to the other", async () => {
  const sleeper = await start("sleeper");
  await brake.holdTable("checkpoints");
  await write(sleeper, "first");
  await brake.waiting(1);
  sleeper.child.kill("SIGSTOP");
  await brake.letGo();
  await brake.holdTable("checkpoints");

  const other = await start("other");
  await brake.waiting(1);
  sleeper.child.kill("SIGCONT");
  await lostItsLease(sleeper);
  await brake.letGo();
  await arrived(1);
  await expectOneAnswerEach(sleeper, other);
}, 60_000);

test("a server that slept in the middle of its commit gives the conversation free and has written nothing", async () => {
  const sleeper = await start("sleeper");
  await brake.holdWrites("checkpoints");
  await write(sleeper, "first");
  await brake.waiting(1);
  sleeper.child.kill("SIGSTOP");
  await brake.letGo();

  const other = await start("other");
  await arrived(1);
  sleeper.child.kill("SIGCONT");
  await expectOneAnswerEach(sleeper, other);
}, 60_000);

test("a server that slept between the claim of a delivery and its send does not send it after another has", async () => {
  const sleeper = await start("sleeper");
  await brake.holdCommits("deliveries", "NEW.status = 'sending'");
  await write(sleeper, "first");
  // The claim is committed as soon as we let go, but who claimed does not hear of it.
  await brake.waiting(1);
  sleeper.child.kill("SIGSTOP");
  await brake.letGo();

  const other = await start("other");
  await arrived(1);
  sleeper.child.kill("SIGCONT");
  await expectOneAnswerEach(sleeper, other);
}, 60_000);

test("a server that slept while the provider took its message cannot note that over another's note", async () => {
  const sleeper = await start("sleeper");
  const held = Promise.withResolvers<void>();
  provider.beforeAnswer(async ({ by }) => (by === "sleeper" ? held.promise : undefined));
  await write(sleeper, "first");
  await arrived(1);
  sleeper.child.kill("SIGSTOP");
  held.resolve();

  const other = await start("other");
  // Nobody can know whether the first arrived: it is sent once more, word for word.
  await arrived(2);
  sleeper.child.kill("SIGCONT");
  await other.end("SIGTERM");
  await write(sleeper, "afterwards");
  await arrived(3);
  const [first, again, afterwards] = provider.sent;
  expect(again).toEqual({ ...first, by: "other" });
  expect(afterwards?.deliveryId).not.toBe(first?.deliveryId);
  const noted = await sql.read(() =>
    all<object>("SELECT provider_id FROM deliveries ORDER BY position LIMIT 1"),
  );
  expect(noted).toEqual([{ provider_id: "wamid.out.2" }]);
  expect(await answers()).toHaveLength(2);
}, 60_000);
