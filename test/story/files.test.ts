import { randomBytes } from "node:crypto";
import { get } from "node:http";
import { afterEach, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { until } from "../support/house.ts";
import { startStory } from "../support/story.ts";
import { storyByAcs, storyByMeta } from "../support/whatsapp-story.ts";

const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(200_000)]);

let stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop();
  stops = [];
});

test.each([
  ["Meta", storyByMeta],
  ["ACS", storyByAcs],
])("by %s a photo reaches a person, and a form the customer, byte by byte", async (_by, open) => {
  const { story, write, brought, logs, stop } = await open();
  stops.push(stop);
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
