import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeMessages } from "../support/crowd.ts";
import type { Message } from "../support/crowd.ts";
import { openDoors, received, until } from "../support/house.ts";
import { startServer } from "../support/server-process.ts";
import type { ServerProcess } from "../support/server-process.ts";

const CUSTOMERS = 12;
const MESSAGES_EACH = 6;
const LIVES = 4;

let folder: string;
let server: ServerProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kill-"));
});
afterEach(async () => {
  await server?.end("SIGKILL");
  rmSync(folder, { recursive: true });
});

test("kill -9 under load loses no accepted message, answers none twice and keeps their order", async () => {
  const file = join(folder, "house.db");
  const messages = makeMessages(CUSTOMERS, MESSAGES_EACH);
  const accepted = new Set<string>();
  for (let life = 1; life <= LIVES; life++) {
    server = await startServer(`sqlite:${file}`);
    const sending = sendUntilDeath(server.url, messages, accepted);
    // Each life ends at another point of the work; the last one is allowed to finish.
    if (life === LIVES) await sending;
    else {
      await until("some were accepted", async () => accepted.size >= (life * messages.length) / 8);
      await server.end("SIGKILL");
      await sending;
    }
  }
  expect(accepted.size).toBe(messages.length);
  await until("all are handled", async () => openRows(file).inputs === 0);
  await until("all are delivered", async () => openRows(file).deliveries === 0);

  const db = new Database(file, { readonly: true });
  const answers = db
    .prepare(
      "SELECT input_id, COUNT(*) AS times FROM lines WHERE input_id IS NOT NULL GROUP BY input_id",
    )
    .all() as { times: number }[];
  expect(answers).toHaveLength(messages.length);
  expect(answers.every(({ times }) => times === 1)).toBe(true);
  for (const customer of customersOf(messages)) {
    const lines = db
      .prepare(
        `SELECT external_id FROM inputs JOIN conversations ON conversations.id = conversation_id
         WHERE address = ? ORDER BY seq`,
      )
      .all(customer) as { external_id: string }[];
    const numbers = lines.map(({ external_id: id }) => Number(id.split("-")[0]));
    expect(numbers).toHaveLength(MESSAGES_EACH);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
  db.close();
}, 60_000);

test("SIGTERM under load ends with 0 within ten seconds and nothing that was accepted is lost", async () => {
  const file = join(folder, "house.db");
  server = await startServer(`sqlite:${file}`);
  const messages = makeMessages(CUSTOMERS, MESSAGES_EACH);
  const accepted = new Set<string>();
  const sending = sendUntilDeath(server.url, messages, accepted);
  await until("some were accepted", async () => accepted.size > messages.length / 4);
  const askedAt = Date.now();
  expect(await server.end("SIGTERM")).toBe(0);
  expect(Date.now() - askedAt).toBeLessThan(10_000);
  await sending;

  server = await startServer(`sqlite:${file}`);
  await until("what was accepted is handled", async () => openRows(file).inputs === 0);
  const db = new Database(file, { readonly: true });
  const { handled } = db
    .prepare("SELECT COUNT(*) AS handled FROM inputs WHERE status = 'handled'")
    .get() as { handled: number };
  db.close();
  expect(handled).toBeGreaterThanOrEqual(accepted.size);
}, 60_000);

test("a second server on the same file refuses to start and says what to do", async () => {
  const file = join(folder, "house.db");
  server = await startServer(`sqlite:${file}`);
  await expect(startServer(`sqlite:${file}`)).rejects.toThrow(
    /ended with 1: Another contact center already uses/,
  );
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});

function customersOf(messages: readonly Message[]): string[] {
  return [...new Set(messages.map(({ from }) => from))];
}

/** Delivers as a provider does: in order per customer, each again until it hears 200, and some of them twice. */
async function sendUntilDeath(
  url: string,
  messages: readonly Message[],
  accepted: Set<string>,
): Promise<void> {
  const { post } = openDoors(url);
  const deliver = async (from: string): Promise<void> => {
    for (const message of messages.filter((each) => each.from === from)) {
      if (accepted.has(message.id)) continue;
      const event = received(from, { content: message.text }, message.id);
      const response = await post("/webhook", [event, event]);
      if (response.status !== 200) return;
      accepted.add(message.id);
    }
  };
  await Promise.allSettled(customersOf(messages).map(deliver));
}

function openRows(file: string): { inputs: number; deliveries: number } {
  const db = new Database(file, { readonly: true });
  const count = (sql: string): number => (db.prepare(sql).get() as { n: number }).n;
  const inputs = count("SELECT COUNT(*) AS n FROM inputs WHERE status = 'waiting'");
  const deliveries = count(
    "SELECT COUNT(*) AS n FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain')",
  );
  db.close();
  return { inputs, deliveries };
}
