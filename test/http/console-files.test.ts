import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aHandoff, makeFakeHouse } from "../support/fake-house.ts";
import type { FakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";

const ADA = "+14255550101";
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(2_000)]);
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), randomBytes(2_000)]);
let house: FakeHouse;
let running: Running;

beforeEach(async () => {
  house = makeFakeHouse({ handoffs: [aHandoff({ address: ADA })] });
  running = await servePages(house, ["sesame"]);
});
afterEach(() => running.stop());

interface Upload {
  readonly type?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly threadId?: string;
  readonly key?: string;
}

function upload(bytes: Uint8Array, options: Upload = {}): Promise<Response> {
  const { type = "application/pdf", query = {}, threadId = "thread-1", key = "sesame" } = options;
  const search = new URLSearchParams({ name: "Dana", fileName: "form.pdf", ...query });
  return fetch(`${running.url}/console/api/handoffs/${threadId}/files?${search}`, {
    method: "POST",
    headers: { "content-type": type, authorization: `Bearer ${key}` },
    body: new Uint8Array(bytes),
  });
}

test("keeps a file as it is and sends it in the person's name, with its caption", async () => {
  const response = await upload(PDF, { query: { caption: "Please sign & return" } });
  expect(response.status).toBe(200);
  const [kept] = house.files.kept;
  expect(kept).toMatchObject({ mimeType: "application/pdf", fileName: "form.pdf" });
  expect(PDF.equals(kept!.bytes)).toBe(true);
  expect(house.lines(ADA).at(-1)).toMatchObject({
    author: "human_agent",
    senderName: "Dana",
    text: "[Contact Center Agent] Dana: Please sign & return",
    media: {
      kind: "document",
      id: kept!.id,
      mimeType: "application/pdf",
      fileName: "form.pdf",
      size: PDF.length,
    },
  });
  expect(await house.handoffs.find("thread-1")).toMatchObject({ claimedBy: "Dana" });
});

const ftyp = Buffer.from("\0\0\0\x20ftypM4A rest of it");
test.each([
  ["image/png", PNG, "image", "image/png"],
  ["image/jpeg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]), "image", "image/jpeg"],
  ["audio/x-m4a", ftyp, "audio", "audio/mp4"],
  ["video/mp4", ftyp, "video", "video/mp4"],
  ["audio/mp3", Buffer.from("ID3 and so on"), "audio", "audio/mpeg"],
  ["audio/ogg; codecs=opus", Buffer.from("OggS and so on"), "audio", "audio/ogg"],
  ["text/plain; charset=utf-8", Buffer.from("Holá"), "document", "text/plain"],
  [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Buffer.from("PK\x03\x04 and so on"),
    "document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ],
])("takes %s", async (type, bytes, kind, mimeType) => {
  expect((await upload(bytes, { type })).status).toBe(200);
  expect(house.lines(ADA).at(-1)?.media).toMatchObject({ kind, mimeType });
});

test.each([
  ["a page", "text/html", Buffer.from("<script>")],
  ["a drawing", "image/svg+xml", Buffer.from("<svg>")],
  ["a sticker", "image/webp", Buffer.from("RIFF....WEBP")],
  ["a program", "application/x-msdownload", Buffer.from("MZ")],
  ["no type", "", PDF],
  ["a page that says it is a PDF", "application/pdf", Buffer.from("<script>")],
  ["a PDF that says it is a picture", "image/png", PDF],
  ["bytes that say they are text", "text/plain", Buffer.from("a\0b")],
])("does not take %s, and says what it takes", async (_what, type, bytes) => {
  const response = await upload(bytes, { type });
  expect(response.status).toBe(415);
  expect(await response.json()).toMatchObject({
    error: { code: "unsupported_media_type", message: expect.stringMatching(/\.$/) as string },
  });
  expect(house.files.kept).toEqual([]);
});

test.each([
  ["a picture over 5 MB", "image/png", 5_000_001, "WhatsApp takes pictures of at most 5 MB."],
  ["a file over 16 MB", "application/pdf", 16_000_001, "WhatsApp takes files of at most 16 MB."],
])("does not take %s", async (_what, type, length, message) => {
  const bytes = Buffer.alloc(length);
  (type === "image/png" ? PNG : PDF).copy(bytes);
  const response = await upload(bytes, { type });
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({ error: { code: "too_large", message } });
  expect(house.files.kept).toEqual([]);
});

test("takes a file of exactly 16 MB", async () => {
  const bytes = Buffer.alloc(16_000_000);
  PDF.copy(bytes);
  expect((await upload(bytes)).status).toBe(200);
});

test("refuses an empty file, a nameless person, a long caption, a wrong key and an ended or unknown thread", async () => {
  const statuses = [
    await upload(Buffer.alloc(0)),
    await upload(PDF, { query: { name: " " } }),
    await upload(PDF, { query: { caption: "x".repeat(1_001) } }),
    await upload(PDF, { key: "wrong" }),
    await upload(PDF, { threadId: "none" }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([400, 400, 400, 401, 404]);
  house.change("thread-1", { status: "closed", closedAt: 1 });
  expect((await upload(PDF)).status).toBe(409);
  expect(house.files.kept).toEqual([]);
});

test("whoever knows the token fetches the file, to keep it, without a key", async () => {
  await upload(PNG, { type: "image/png", query: { fileName: "roof.png" } });
  const { token } = house.files.kept[0]!;
  const response = await fetch(`${running.url}/files/${token}`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": 'attachment; filename="roof.png"',
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
  });
  expect(PNG.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
  expect((await fetch(`${running.url}/files/${token}x`)).status).toBe(404);
});
