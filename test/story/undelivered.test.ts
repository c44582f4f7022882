import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { until } from "../support/house.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

const APP_SECRET = "app-secret-of-this-test";

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Meta's sending side: refuses until it is opened, then keeps what it was given; when it is mute, without a word. */
async function startMeta() {
  const sent: string[] = [];
  let isOpen = false;
  let isMute = false;
  let refusal = 131_016;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (!isOpen) {
        answer(response, refusal === 131_016 ? 503 : 400, { error: { code: refusal } });
        return;
      }
      const body = Buffer.concat(chunks).toString();
      // That a message was read is a courtesy, and nothing that is sent.
      if (body.includes('"status":"read"')) {
        answer(response, 200, { success: true });
        return;
      }
      sent.push(body);
      if (isMute) {
        request.socket.destroy();
        return;
      }
      answer(response, 200, { messages: [{ id: `wamid.out.${sent.length}` }] });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sent,
    open: () => (isOpen = true),
    /** From now on the customer is not on WhatsApp. */
    refuse: () => (refusal = 131_026),
    mute: (value: boolean) => (isMute = value),
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

let story: Story;
let meta: Awaited<ReturnType<typeof startMeta>>;
beforeEach(async () => {
  meta = await startMeta();
  story = await startStory({
    env: {
      WHATSAPP_CLOUD_ACCESS_TOKEN: "token",
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: "106540352242922",
      WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
      WHATSAPP_CLOUD_VERIFY_TOKEN: "verify",
      WHATSAPP_CLOUD_API_URL: meta.url,
    },
  });
});
afterEach(async () => {
  await story.stop();
  await meta.stop();
});

/** Brings something to the webhook as Meta does. */
async function post(content: object): Promise<Record<string, number>> {
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "14255550000", phone_number_id: "106540352242922" },
    ...content,
  };
  const changes = [{ field: "messages", value }];
  const object = "whatsapp_business_account";
  const body = JSON.stringify({ object, entry: [{ id: "1029", changes }] });
  const signature = createHmac("sha256", APP_SECRET).update(body).digest("hex");
  const headers = { "x-hub-signature-256": `sha256=${signature}` };
  const response = await story.post("/webhook", body, headers);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, number>;
}

async function write(from: string, id: string, text: string): Promise<void> {
  const timestamp = String(Math.floor(story.time.now / 1_000));
  const message = { from: from.slice(1), id, timestamp, type: "text" };
  expect(await post({ messages: [{ ...message, text: { body: text } }] })).toMatchObject({
    accepted: 1,
  });
}

/** What Meta reports about a message it took; it echoes our id. */
async function report(from: string, sent: string, status: string): Promise<void> {
  const { biz_opaque_callback_data } = JSON.parse(sent) as { biz_opaque_callback_data: string };
  const about = { id: `wamid.of.${biz_opaque_callback_data}`, recipient_id: from.slice(1), status };
  const timestamp = "1795348801";
  expect(
    await post({ statuses: [{ ...about, timestamp, biz_opaque_callback_data }] }),
  ).toMatchObject({ statuses: 1 });
}

const lastOf = async (address: string) => (await story.messages(address)).at(-1);

/** Lets the waiting times of retries pass, but no lease of a send that is under way. */
async function sendTheRest(): Promise<void> {
  await until("nothing waits to be sent", async () => {
    const open = await story.query<{ status: string }>(
      "SELECT status FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain')",
    );
    if (open.every(({ status }) => status !== "sending")) story.time.now += 5_000;
    return open.length === 0;
  });
}

test("what the bot could not deliver is dropped when a person claims, the announcement is not", async () => {
  await write(who.NORA, "wamid.1", "my policies");
  await until("the answer was refused once", async () => {
    const rows = await story.query(
      "SELECT 1 FROM deliveries WHERE attempts > 0 AND status = 'waiting'",
    );
    return rows.length > 0;
  });
  await write(who.NORA, "wamid.2", "I want to speak to a human");
  await until("people are asked", async () => (await lastOf(who.NORA))?.author === "system");
  const [row] = await story.queueOf(who.NORA);
  await story.person(row!.threadId, "Hello Nora.");

  const statuses = (await story.messages(who.NORA)).map(({ author, status }) => [author, status]);
  expect(statuses.slice(0, 2)).toEqual([
    ["customer", "received"],
    ["policy_agent", "dropped"],
  ]);

  meta.open();
  await sendTheRest();
  expect(meta.sent.map((body) => body.includes("AUT-1042"))).toEqual([false, false]);
  expect(meta.sent[0]).toContain("[Customer Service] Of course");
  expect(meta.sent[1]).toContain("[Contact Center Agent] Dana: Hello Nora.");
});

test("without a person the answer arrives late, once and in order", async () => {
  await write(who.NORA, "wamid.1", "hi");
  await write(who.NORA, "wamid.2", "my policies");
  await until(
    "both are thought through",
    async () => (await lastOf(who.NORA))?.author === "policy_agent",
  );
  meta.open();
  await sendTheRest();
  expect(meta.sent).toHaveLength(2);
  expect(meta.sent[0]).toContain("Hello Nora");
  expect(meta.sent[1]).toContain("AUT-1042");
});

interface Letters {
  readonly total: number;
  readonly deadLetters: readonly { id: string; address: string; text: string; error: string }[];
}
const stuck = async () =>
  (await (await fetch(`${story.url}/contact-center/dead-letters`)).json()) as Letters;
const sendAgain = (id: string) =>
  story.post(`/contact-center/dead-letters/${id}/send-again`, { by: "Dana" });
const metrics = async () => (await fetch(`${story.url}/metrics`)).text();

test("what could not be sent for a day waits for its customer to write again", async () => {
  await write(who.NORA, "wamid.1", "my policies");
  await until("the answer was refused once", async () => {
    const rows = await story.query(
      "SELECT 1 FROM deliveries WHERE attempts > 0 AND status = 'waiting'",
    );
    return rows.length > 0;
  });
  story.time.now += 24 * 60 * 60_000;
  await until("it is held", async () => (await lastOf(who.NORA))?.status === "held");
  expect(await stuck()).toMatchObject({ total: 0 });
  meta.open();
  await write(who.NORA, "wamid.2", "hi");
  await until("both have left", async () => meta.sent.length === 2);
  expect(meta.sent.map((body) => body.includes("AUT-1042"))).toEqual([true, false]);
});

test("what was refused is a dead letter, which a person sends again and the customer reads", async () => {
  meta.refuse();
  await write(who.NORA, "wamid.1", "my policies");
  const { deadLetters } = await until("it is a dead letter", async () => {
    const letters = await stuck();
    return letters.total > 0 && letters;
  });
  expect(deadLetters).toMatchObject([
    {
      address: who.NORA,
      text: expect.stringContaining("AUT-1042"),
      error: "upstream_rejected",
      mayHaveArrived: false,
    },
  ]);
  expect(await lastOf(who.NORA)).toMatchObject({ status: "failed" });
  expect(await metrics()).toContain("contact_center_dead_letters 1");

  meta.open();
  expect((await sendAgain(deadLetters[0]!.id)).status).toBe(200);
  expect((await sendAgain(deadLetters[0]!.id)).status).toBe(409);
  await until("it has left", async () => meta.sent.length === 1);
  expect(meta.sent[0]).toContain("AUT-1042");
  await until("that is noted", async () => (await lastOf(who.NORA))?.status === "sent");
  await report(who.NORA, meta.sent[0]!, "delivered");
  expect(await lastOf(who.NORA)).toMatchObject({ status: "delivered" });
  expect(await stuck()).toMatchObject({ total: 0, deadLetters: [] });
  expect(await metrics()).toContain("contact_center_dead_letters 0");
});

test("what Meta took without a word is not sent twice once its report proves it, and the next one follows", async () => {
  meta.open();
  meta.mute(true);
  await write(who.NORA, "wamid.1", "hi");
  await until("the answer has left", async () => meta.sent.length === 1);
  await until("nobody knows", async () => {
    const rows = await story.query("SELECT 1 FROM deliveries WHERE status = 'uncertain'");
    return rows.length > 0;
  });
  await write(who.NORA, "wamid.2", "my policies");
  await until("the next waits", async () => (await lastOf(who.NORA))?.author === "policy_agent");
  expect((await story.messages(who.NORA)).at(1)).toMatchObject({ status: "waiting" });
  expect(await metrics()).toContain('contact_center_deliveries_total{result="uncertain"} 1');

  meta.mute(false);
  await report(who.NORA, meta.sent[0]!, "delivered");
  await sendTheRest();
  expect(meta.sent.map((body) => body.includes("AUT-1042"))).toEqual([false, true]);
  expect((await story.messages(who.NORA)).map(({ status }) => status).slice(1)).toEqual([
    "delivered",
    "received",
    "sent",
  ]);
});

test("what nobody reports is sent again after a while, under the same id and with the same words", async () => {
  meta.open();
  meta.mute(true);
  await write(who.NORA, "wamid.1", "hi");
  await until("the answer has left", async () => meta.sent.length === 1);
  meta.mute(false);
  await sendTheRest();
  expect(meta.sent).toHaveLength(2);
  expect(meta.sent[1]).toBe(meta.sent[0]);
});

test("a message that is not signed by Meta is refused and has no effect", async () => {
  const body = { object: "whatsapp_business_account", entry: [] };
  const headers = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
  expect((await story.post("/webhook", body, headers)).status).toBe(401);
  expect((await story.post("/webhook", body)).status).toBe(401);
});
