import { randomBytes } from "node:crypto";
import { get } from "node:http";
import { afterEach, expect, test } from "vitest";
import { startAcsMessages } from "../support/emulators/acs-messages/service.ts";
import { makeEventGrid } from "../support/emulators/event-grid.ts";
import { startHttpsServer } from "../support/emulators/https-server.ts";
import { startMeta } from "../support/emulators/meta/service.ts";
import { makeMetaWebhook } from "../support/emulators/meta/webhook.ts";
import type { Written } from "../support/emulators/written.ts";
import * as who from "../support/demo-insurer.ts";
import { TODAY, until } from "../support/house.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

const APP_SECRET = "app-secret-of-this-test";
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(200_000)]);

/** A story whose customers write by one provider, with all of it on real wires. */
interface World {
  readonly story: Story;
  /** A customer writes; resolves when the house has heard it. */
  write(customer: string, what: Written): Promise<void>;
  /** The files that the provider has brought to customers, with their words. */
  brought(): readonly { readonly caption: string; readonly bytes: Uint8Array | undefined }[];
  /** What the house wrote down meanwhile. */
  readonly logs: readonly string[];
}

let stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop();
  stops = [];
});

async function byMeta(): Promise<World> {
  const time = { now: TODAY };
  const logs: string[] = [];
  const meta = await startMeta({ clock: () => time.now });
  stops.push(meta.stop);
  const story = await startStory({
    time,
    onLog: (line) => logs.push(line),
    env: {
      WHATSAPP_CLOUD_ACCESS_TOKEN: meta.accessToken,
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: meta.phoneNumberId,
      WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
      WHATSAPP_CLOUD_VERIFY_TOKEN: "verify",
      WHATSAPP_CLOUD_API_URL: meta.url,
    },
  });
  stops.push(story.stop);
  const url = `${story.url}/webhook`;
  const webhook = await makeMetaWebhook({ url, appSecret: APP_SECRET, verifyToken: "verify" });
  stops.push(webhook.stop);
  meta.publishTo((change) => webhook.publish(change));
  return {
    story,
    logs,
    async write(customer, what) {
      meta.write(customer, what);
      await webhook.settled();
    },
    brought: () =>
      meta.sent.flatMap(({ body, file }) =>
        body.type === "document"
          ? [{ caption: body.document.caption ?? "", bytes: file?.bytes }]
          : [],
      ),
  };
}

async function byAcs(): Promise<World> {
  const time = { now: TODAY };
  const logs: string[] = [];
  const acs = await startAcsMessages({ clock: () => time.now });
  stops.push(acs.stop);
  // ACS fetches files by https only, so TLS stands in front, as it does in the internet.
  let behind = "";
  const front = await startHttpsServer(async ({ target }) => {
    const response = await fetch(behind + target);
    return { status: response.status, body: await response.bytes() };
  });
  stops.push(front.stop);
  const story = await startStory({
    time,
    onLog: (line) => logs.push(line),
    env: {
      WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: acs.connectionString,
      WHATSAPP_CHANNEL_ID: acs.channelId,
      PUBLIC_URL: `${front.url}/`,
    },
  });
  stops.push(story.stop);
  behind = story.url;
  const grid = await makeEventGrid({ url: `${story.url}/webhook`, schema: "event-grid" });
  stops.push(grid.stop);
  acs.publishTo((event) => grid.publish(event));
  return {
    story,
    logs,
    async write(customer, what) {
      acs.write(customer, what);
      await grid.settled();
    },
    brought: () =>
      acs.sent.flatMap(({ body, file }) =>
        body.kind === "document" ? [{ caption: body.caption ?? "", bytes: file }] : [],
      ),
  };
}

test.each([
  ["Meta", byMeta],
  ["ACS", byAcs],
])("by %s a photo reaches a person, and a form the customer, byte by byte", async (_by, open) => {
  const { story, write, brought, logs } = await open();
  const photo = randomBytes(1_000_000);
  await write(who.NORA, {
    kind: "image",
    bytes: photo,
    mimeType: "image/jpeg",
    caption: "the roof",
  });
  const row = await until("people are asked", async () => (await story.queueOf(who.NORA))[0]);
  const api = `${story.url}/console/api/handoffs/${row.threadId}`;
  const readLines = async () => {
    const answer = (await (await fetch(`${api}/lines`)).json()) as {
      lines: { id: string; status: string; text: string; media: { kind: string } | null }[];
    };
    return answer.lines;
  };

  const line = (await readLines()).find(({ media }) => media?.kind === "image");
  const seen = await fetch(`${api}/media/${line?.id}`);
  expect(seen.headers.get("content-type")).toBe("image/jpeg");
  expect(photo.equals(Buffer.from(await seen.arrayBuffer()))).toBe(true);

  const query = new URLSearchParams({ name: "Dana", fileName: "claim form.pdf", caption: "Sign" });
  const sent = await fetch(`${api}/files?${query}`, {
    method: "POST",
    headers: { "content-type": "application/pdf" },
    body: new Uint8Array(PDF),
  });
  expect(sent.status).toBe(200);
  const form = await until("the form has arrived", async () => {
    const found = (await readLines()).find(({ media }) => media?.kind === "document");
    return found?.status === "delivered" && found;
  });
  expect(form).toMatchObject({
    text: "[Contact Center Agent] Dana: Sign",
    media: { mimeType: "application/pdf", fileName: "claim form.pdf", size: PDF.length },
  });
  const [file, ...more] = brought();
  expect(more).toEqual([]);
  expect(file?.caption).toBe("[Contact Center Agent] Dana: Sign");
  expect(PDF.equals(file?.bytes ?? Buffer.alloc(0))).toBe(true);
  const kept = await fetch(`${api}/media/${form.id}`);
  expect(PDF.equals(Buffer.from(await kept.arrayBuffer()))).toBe(true);
  expect((await story.queueOf(who.NORA))[0]).toMatchObject({ claimedBy: "Dana" });
  expect(logs.join("\n")).not.toContain(PDF.toString("base64", 9, 60));
});

test("without an address in the internet there is no door for files at all", async () => {
  const story = await startStory();
  stops.push(story.stop);
  const { files } = story.house.store;
  const id = await files.keep({ mimeType: "text/plain", fileName: "a.txt", bytes: PDF });
  const { token } = (await files.load(id))!;
  expect((await fetch(`${story.url}/files/${token}`)).status).toBe(404);
});

test("a file's address opens it for a day, without a key and under the internet's own name", async () => {
  const story = await startStory({ env: { PUBLIC_URL: "https://desk.example.com" } });
  stops.push(story.stop);
  const { files } = story.house.store;
  const id = await files.keep({ mimeType: "text/plain", fileName: "a.txt", bytes: PDF });
  const { token } = (await files.load(id))!;
  const open = (path: string) => openAs("desk.example.com", story.url + path);
  expect(await open(`/files/${token}`)).toBe(200);
  // Everything else is for this machine only while there are no keys.
  expect(await open("/console/api/handoffs")).toBe(403);
  story.time.now += 24 * 60 * 60_000;
  expect(await open(`/files/${token}`)).toBe(404);
});

/** The status of what a provider gets that knows the server by this name. */
function openAs(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once("error", reject);
  });
}
