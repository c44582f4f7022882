import { randomBytes } from "node:crypto";
import { get as httpGet } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Line } from "../../core/conversation.ts";
import { aHandoff, makeFakeHouse } from "../support/fake-house.ts";
import type { FakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";
import { until } from "../support/house.ts";

const ADA = "+14255550101";
const API = "/console/api/handoffs";
let house: FakeHouse;
let running: Running;

beforeEach(async () => {
  house = makeFakeHouse({
    handoffs: [
      aHandoff({ address: ADA }),
      aHandoff({ threadId: "thread-2", conversationId: "talk-2", address: "+14255550103" }),
    ],
  });
  running = await servePages(house, ["sesame"]);
});
afterEach(() => running.stop());

/** A customer sends a file that their provider keeps. */
function sent(media: Partial<NonNullable<Line["media"]>>, file: { mimeType?: string } = {}) {
  const bytes = randomBytes(100_000);
  const { mimeType = "image/jpeg", ...rest } = file;
  house.provider.files.set("m1", { bytes, mimeType, ...rest });
  const line = house.say(ADA, { text: "", media: { kind: "image", id: "m1", ...media } });
  return { bytes, lineId: line.id };
}

const fetchMedia = (lineId: string, { threadId = "thread-1", key = "sesame" } = {}) =>
  fetch(`${running.url}${API}/${threadId}/media/${lineId}`, {
    headers: { authorization: `Bearer ${key}` },
  });

test("gives a picture byte by byte, and lets a browser do nothing with it but show it", async () => {
  const { bytes, lineId } = sent({ mimeType: "image/jpeg" });
  const response = await fetchMedia(lineId);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "content-length": String(bytes.length),
    "content-disposition": 'inline; filename="file.jpg"',
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private",
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

test.each([
  ["text/html", "application/octet-stream"],
  ["image/svg+xml", "application/octet-stream"],
  ["application/xhtml+xml; charset=utf-8", "application/octet-stream"],
  ["audio/ogg; codecs=opus", "audio/ogg"],
  ["Application/PDF", "application/pdf"],
])("gives %s to be kept, as %s", async (mimeType, shown) => {
  const { lineId } = sent({ kind: "document", fileName: "bill.pdf" }, { mimeType });
  const { headers } = await fetchMedia(lineId);
  expect(headers.get("content-type")).toBe(shown);
  expect(headers.get("content-disposition")).toBe('attachment; filename="bill.pdf"');
});

test.each([
  ["../../etc/passwd", 'attachment; filename="_.._etc_passwd"'],
  ["a\r\nset-cookie: x", 'attachment; filename="aset-cookie_ x"'],
  ["photo\u202Egpj.exe", 'attachment; filename="photogpj.exe"'],
  ["póliza.pdf", `attachment; filename="póliza.pdf"`],
])("names %j safely", async (fileName, expected) => {
  const { lineId } = sent({ kind: "document", fileName }, { mimeType: "application/pdf" });
  const { headers } = await fetchMedia(lineId);
  expect(headers.get("content-disposition")).toBe(expected);
});

test("gives what a person sent from where it is kept", async () => {
  const bytes = randomBytes(1_000);
  const file = { mimeType: "application/pdf", fileName: "form.pdf" };
  const id = await house.files.keep({ ...file, bytes });
  const { id: lineId } = house.say(ADA, {
    author: "human_agent",
    media: { kind: "document", id, ...file },
  });
  const response = await fetchMedia(lineId);
  expect(response.headers.get("content-type")).toBe("application/pdf");
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

test("a customer who names a file of ours gets a person nothing of it", async () => {
  const id = await house.files.keep({
    mimeType: "application/pdf",
    fileName: "for-somebody-else.pdf",
    bytes: randomBytes(10),
  });
  const { id: lineId } = house.say(ADA, { media: { kind: "document", id } });
  expect((await fetchMedia(lineId)).status).toBe(404);
});

test("has nothing for another thread, an unknown line, a line of words, or what is gone", async () => {
  const { lineId } = sent({});
  const words = house.say(ADA, { text: "Hello" }).id;
  const gone = house.say(ADA, { media: { kind: "image", id: "gone" } }).id;
  const place = house.say(ADA, { media: { kind: "location", latitude: 1, longitude: 2 } }).id;
  const answers = await Promise.all([
    fetchMedia(lineId, { threadId: "thread-2" }),
    fetchMedia(lineId, { threadId: "none" }),
    ...["none", words, gone, place].map((id) => fetchMedia(id)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  expect(answers[0]?.headers.get("cache-control")).toBe("no-store");
});

test.each([
  ["unreachable", 503, "WhatsApp cannot be reached now."],
  ["refused", 502, "WhatsApp does not give this file."],
])("says in a sentence when the provider is %s", async (id, status, message) => {
  const { id: lineId } = house.say(ADA, { media: { kind: "image", id } });
  const response = await fetchMedia(lineId);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { message } });
});

test("shows nothing without the key", async () => {
  const { lineId } = sent({});
  expect((await fetchMedia(lineId, { key: "wrong" })).status).toBe(401);
});

test.each([
  ["breaks off, its length known", { breaksAfter: 3 }],
  ["breaks off, its length unknown", { breaksAfter: 3, length: undefined }],
  ["turns out wrong after the last byte", { breaksAfter: 7, bytes: randomBytes(7 * 16_384) }],
  ["gives more than it promised", { length: 50_000 }],
])("a file that %s does not look like a whole one", async (_what, fault) => {
  const { lineId } = sent({});
  house.provider.files.set("m1", { ...house.provider.files.get("m1")!, ...fault });
  const response = await fetchMedia(lineId);
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
});

test("who goes away ends the download at the provider, though it stands still", async () => {
  const { lineId } = sent({}, { standsStill: true } as object);
  await new Promise<void>((resolve) => {
    const headers = { authorization: "Bearer sesame" };
    const request = httpGet(`${running.url}${API}/thread-1/media/${lineId}`, { headers });
    request.on("response", (response) => {
      response.once("data", () => request.destroy());
      response.once("error", () => resolve());
    });
  });
  expect(await until("it has ended", async () => house.provider.ended.length > 0)).toBe(true);
  expect(house.provider.ended).toEqual(["m1"]);
});
