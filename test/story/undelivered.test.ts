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

/** Meta's sending side: refuses until it is opened, then keeps what it was given. */
async function startMeta() {
  const sent: string[] = [];
  let isOpen = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (!isOpen) {
        answer(response, 503, { error: { code: 131_016, message: "Service unavailable" } });
        return;
      }
      sent.push(Buffer.concat(chunks).toString());
      answer(response, 200, { messages: [{ id: `wamid.out.${sent.length}` }] });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    sent,
    open: () => (isOpen = true),
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

async function write(from: string, id: string, text: string): Promise<void> {
  const message = { from: from.slice(1), id, timestamp: "1795348800", type: "text" };
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "14255550000", phone_number_id: "106540352242922" },
    messages: [{ ...message, text: { body: text } }],
  };
  const changes = [{ field: "messages", value }];
  const object = "whatsapp_business_account";
  const body = JSON.stringify({ object, entry: [{ id: "1029", changes }] });
  const signature = createHmac("sha256", APP_SECRET).update(body).digest("hex");
  const headers = { "x-hub-signature-256": `sha256=${signature}` };
  const response = await story.post("/webhook", body, headers);
  expect([response.status, await response.json()]).toMatchObject([200, { accepted: 1 }]);
}

const lastOf = async (address: string) => (await story.messages(address)).at(-1);

/** Lets the waiting times of retries pass, but no lease of a send that is under way. */
async function sendTheRest(): Promise<void> {
  await until("nothing waits to be sent", async () => {
    const open = await story.query<{ status: string }>(
      "SELECT status FROM deliveries WHERE status IN ('waiting', 'sending')",
    );
    if (open.every(({ status }) => status === "waiting")) story.time.now += 5_000;
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

test("a message that is not signed by Meta is refused and has no effect", async () => {
  const body = { object: "whatsapp_business_account", entry: [] };
  const headers = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
  expect((await story.post("/webhook", body, headers)).status).toBe(401);
  expect((await story.post("/webhook", body)).status).toBe(401);
});
