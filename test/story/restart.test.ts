import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { timerMs } from "../../core/handoff.ts";
import { TODAY, startHouse, until } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";
import { rowsOf } from "../support/engines.ts";

const MARCUS = "+14255550103";
const NORA = "+14255550101";

let folder: string;
let time: { now: number };
let house: TestHouse;
const open = async () => {
  house = await startHouse({ env: { DATABASE_URL: `sqlite:${join(folder, "house.db")}` }, time });
};
/** Closes the house and opens another on the same file, an hour later unless told otherwise. */
const reopen = async (laterMs = 60 * 60_000) => {
  await house.stop();
  time.now += laterMs;
  await open();
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "contact-center-"));
  time = { now: TODAY };
  await open();
});
afterEach(async () => {
  await house.stop();
  rmSync(folder, { recursive: true });
});

const customer = (address: string) => house.house.store.records.findCustomerByAddress(address);
const said = async (userId: string, author: string) =>
  (await house.messages(userId)).filter((line) => line.author === author).map(({ text }) => text);

test("a question that was open when the house closed can still be answered", async () => {
  const asked = await house.chat(MARCUS, "change my email to marcus.new@example.org");
  expect(asked.reply).toContain("marcus.new@example.org");
  expect((await customer(MARCUS))?.email).toBe("marcus.delaney@example.org");
  const before = await house.messages(MARCUS);

  await reopen();
  expect(await house.messages(MARCUS)).toEqual(before);
  const answer = await house.chat(MARCUS, "yes");
  expect(answer.conversation_id).toBe(asked.conversation_id);
  expect(answer.reply).toContain("marcus.new@example.org");
  expect(await customer(MARCUS)).toMatchObject({ email: "marcus.new@example.org" });

  await reopen();
  expect(await customer(MARCUS)).toMatchObject({ email: "marcus.new@example.org" });
  // The question is answered: a yes now means nothing in particular.
  await house.chat(MARCUS, "yes");
  const changes = (await rowsOf<{ action: string }>(house.house.store.sql, "audit")).filter(
    ({ action }) => action === "record.contact",
  );
  expect(changes).toHaveLength(1);
});

test("a conversation that is with a person stays with them", async () => {
  const { handoff } = await house.chat(MARCUS, "I want to talk to a human");
  const threadId = handoff!.thread_id;
  await house.person(threadId, "How can I help?", "Dana");

  await reopen(60_000);
  expect(await house.chat(MARCUS, "my car was hit")).toMatchObject({
    reply: null,
    agent: "human",
    handoff: { thread_id: threadId, status: "claimed" },
  });
  expect((await house.person(threadId, "I am sorry to hear that", "Dana")).status).toBe(200);
  expect(await house.house.store.handoffs.find(threadId)).toMatchObject({ claimedBy: "Dana" });

  await reopen(60_000);
  expect((await house.disconnect(threadId)).status).toBe(200);
  expect(await said(MARCUS, "human_agent")).toEqual([
    "[Contact Center Agent] Dana: How can I help?",
    "[Contact Center Agent] Dana: I am sorry to hear that",
  ]);
  // Announced once, ended once, however often the house was opened.
  expect(await said(MARCUS, "system")).toHaveLength(2);
  expect(await house.chat(MARCUS, "hello")).toMatchObject({ agent: "customer", handoff: null });
});

test("what was accepted and not yet answered is answered by the next house, in order and once", async () => {
  await house.house.workers.stop(0);
  await house.webhook(MARCUS, "hello", "what can you do?");
  await house.webhook(NORA, "hello");
  expect(await said(MARCUS, "customer_agent")).toEqual([]);

  await reopen();
  const answers = await until("both questions are answered", async () => {
    const texts = await said(MARCUS, "customer_agent");
    return texts.length >= 2 && texts;
  });
  await until("Nora is answered", async () => (await said(NORA, "customer_agent")).length === 1);
  expect(answers).toEqual([expect.stringContaining("Marcus"), expect.stringContaining("policies")]);
  await reopen();
  expect(await said(MARCUS, "customer_agent")).toEqual(answers);
});

test("what was thought and not yet delivered leaves from the next house", async () => {
  await house.chat(MARCUS, "hello");
  const { sql } = house.house.store;
  await until("it was delivered", async () => {
    const lines = await house.messages(MARCUS);
    return lines.at(-1)?.status === "delivered";
  });
  await house.house.workers.stop(0);
  await sql.transaction(function* () {
    // As if the process had died between the claim and the send.
    const body = JSON.stringify({ to: "customer", text: "Hello", choices: [] });
    const sending = "status = 'sending', lease_until = 9e15, provider_id = NULL, body = $1";
    yield { sql: `UPDATE deliveries SET ${sending}`, args: [body] };
    yield { sql: "UPDATE lines SET status = 'waiting' WHERE author <> 'customer'", args: [] };
  });

  await reopen();
  await until("it is delivered again", async () => {
    const lines = await house.messages(MARCUS);
    return lines.at(-1)?.status === "delivered";
  });
});

test("a timer that ran out while the house was closed rings when it is open again, once", async () => {
  const { handoff } = await house.chat(MARCUS, "I want to talk to a human");
  const announced = (await said(MARCUS, "system")).length;

  await reopen(timerMs.queue_wait + 60_000);
  const ring = async () => {
    await house.house.store.mailbox.ringTimers();
    house.house.workers.wake();
  };
  await Promise.all([ring(), ring()]);
  await until("the customer is told that it takes longer", async () => {
    return (await said(MARCUS, "system")).length === announced + 1;
  });
  await reopen(1_000);
  await ring();
  expect((await house.person(handoff!.thread_id, "Here I am")).status).toBe(200);
  expect(await said(MARCUS, "system")).toHaveLength(announced + 1);
});
