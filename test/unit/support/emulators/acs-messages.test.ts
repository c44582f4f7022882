import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import Messages from "@azure-rest/communication-messages";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WINDOW_MS } from "../../../../core/window.ts";
import { startAcsMessages } from "../../../support/emulators/acs-messages/service.ts";
import type { AcsMessages } from "../../../support/emulators/acs-messages/service.ts";
import type { GridEvent } from "../../../support/emulators/event-grid.ts";

const ANA = "+34600111222";
const imported: unknown = Messages;
const createClient =
  typeof imported === "function" ? (imported as typeof Messages.default) : Messages.default;

let acs: AcsMessages;
let time: number;
let events: GridEvent[];
beforeEach(async () => {
  time = 1_795_000_000_000;
  events = [];
  acs = await startAcsMessages({
    clock: () => time,
    templates: [{ name: "case_update", language: "en_US" }],
  });
  acs.publishTo((event) => void events.push(event));
});
afterEach(() => acs.stop());

const client = (connectionString = acs.connectionString, options = {}) =>
  createClient(connectionString, { retryOptions: { maxRetries: 0 }, ...options });
const text = (change: object = {}) => ({
  channelRegistrationId: acs.channelId,
  to: [ANA],
  kind: "text",
  content: "Hello",
  ...change,
});
const send = (body: object, headers = {}) =>
  client()
    .path("/messages/notifications:send")
    .post({ contentType: "application/json", body: body as ReturnType<typeof text>, headers });
const statuses = () =>
  events.flatMap(({ data }) => {
    const { status, error } = data as { status?: string; error?: { channelCode: string } };
    return status === undefined ? [] : [error?.channelCode ?? status];
  });

describe("who may ask", () => {
  test("the real SDK with the right key may", async () => {
    expect((await send(text())).status).toBe("202");
    const path = "/messages/channels/{channelId}/templates";
    const listed = await client().path(path, acs.channelId).get();
    expect(listed.body).toMatchObject({ value: [{ name: "case_update", status: "approved" }] });
  });

  test("another key may not", async () => {
    const other = acs.connectionString.replace(
      /accesskey=.*/,
      `accesskey=${randomBytes(32).toString("base64")}`,
    );
    const refused = await client(other)
      .path("/messages/notifications:send")
      .post({ contentType: "application/json", body: text() });
    expect(refused.status).toBe("401");
    expect(acs.sent).toEqual([]);
  });

  const signed = (body: string, { date = new Date(), of = body, path = "" } = {}) => {
    const [, endpoint, key] = /endpoint=(.*)\/;accesskey=(.*)/.exec(acs.connectionString)!;
    const target = "/messages/notifications:send?api-version=2024-08-30";
    const hash = createHash("sha256").update(of).digest("base64");
    const when = date.toUTCString();
    const toSign = `POST\n${target}${path}\n${when};${new URL(endpoint!).host};${hash}`;
    const signature = createHmac("sha256", Buffer.from(key!, "base64")).update(toSign);
    const authorization = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature.digest("base64")}`;
    const headers = { authorization, "x-ms-date": when, "x-ms-content-sha256": hash };
    return fetch(endpoint + target, { method: "POST", headers, body });
  };

  test("a signature by hand is taken only for these bytes, this path and this quarter of an hour", async () => {
    const body = JSON.stringify(text());
    const late = new Date(Date.now() - 16 * 60_000);
    const answers = [
      await signed(body),
      await signed(body, { of: `${body} ` }),
      await signed(body, { path: "&x=1" }),
      await signed(body, { date: late }),
      await fetch(acs.connectionString.replace(/endpoint=(.*);.*/, "$1")),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 401, 401, 401, 401]);
  });

  test("a version that is not there is refused", async () => {
    const future = client(acs.connectionString, { apiVersion: "2031-01-01" });
    const path = "/messages/channels/{channelId}/templates";
    expect((await future.path(path, acs.channelId).get()).status).toBe("400");
  });
});

describe("what it takes", () => {
  const file = { mediaUri: "https://files.test/a", content: undefined };
  const template = {
    name: "case_update",
    language: "en_US",
    values: [{ kind: "text", name: "p1", text: "Ana" }],
    bindings: { kind: "whatsApp", body: [{ refValue: "p1" }] },
  };
  test.each([
    ["a text", {}, "202"],
    ["an image", { kind: "image", caption: "c", ...file }, "202"],
    ["a document", { kind: "document", fileName: "a.pdf", ...file }, "202"],
    ["a template", { kind: "template", content: undefined, template }, "202"],
    ["audio with a caption", { kind: "audio", caption: "c", ...file }, "400"],
    ["media over plain HTTP", { kind: "image", mediaUri: "http://files.test/a" }, "400"],
    ["interactive", { kind: "interactive" }, "400"],
    ["an empty text", { content: "" }, "400"],
    ["a text too long", { content: "x".repeat(4_097) }, "400"],
    ["a field nobody knows", { contents: "Hello" }, "400"],
    ["two recipients", { to: [ANA, ANA] }, "400"],
    ["a number without +", { to: ["34600111222"] }, "400"],
    ["another channel", { channelRegistrationId: randomUUID() }, "404"],
    [
      "a value nothing is bound to",
      { kind: "template", content: undefined, template: { ...template, bindings: undefined } },
      "400",
    ],
  ])("%s", async (_what, change, status) => {
    expect((await send(text(change))).status).toBe(status);
  });

  test("the same repeatability id is sent once, and gets the same receipt", async () => {
    const headers = {
      "Repeatability-Request-ID": randomUUID(),
      "Repeatability-First-Sent": new Date().toUTCString(),
    };
    const [first, second] = [await send(text(), headers), await send(text(), headers)];
    expect(second.body).toEqual(first.body);
    expect(second.headers).toMatchObject({ "repeatability-result": "accepted" });
    expect(acs.sent).toHaveLength(1);
    expect((await send(text(), { "Repeatability-Request-ID": "mine" })).status).toBe("400");
  });

  test("only as much as its limits allow", async () => {
    acs.limits.set({ each: { count: 1, perMs: 6_000 } });
    const answers = [await send(text()), await send(text()), await send(text({ to: ["US.1"] }))];
    expect(answers.map(({ status }) => status)).toEqual(["202", "429", "202"]);
    expect(answers[1]!.headers).not.toHaveProperty("retry-after");
    time += 6_000;
    expect((await send(text())).status).toBe("202");
    const polite = await startAcsMessages({ clock: () => time, retryAfter: 7 });
    polite.limits.set({ overall: { count: 0, perMs: 1_000 } });
    const refused = await client(polite.connectionString)
      .path("/messages/notifications:send")
      .post({ contentType: "application/json", body: text() });
    expect([refused.status, refused.headers]).toMatchObject(["429", { "retry-after": "7" }]);
    await polite.stop();
  });
});

describe("what it tells", () => {
  test("free words to whoever never wrote fail later, though they were taken", async () => {
    expect((await send(text())).status).toBe("202");
    await acs.settled();
    expect(statuses()).toEqual(["131047"]);
  });

  test("inside the window they are delivered, and a day later they fail", async () => {
    acs.write(ANA, { kind: "text", text: "Hi" });
    await send(text());
    await acs.settled();
    expect(statuses()).toEqual(["Sent", "Delivered"]);
    time += WINDOW_MS;
    await send(text());
    await acs.settled();
    expect(statuses()).toEqual(["Sent", "Delivered", "131047"]);
  });

  test("a template passes the window if it is known", async () => {
    const named = (name: string) =>
      text({ kind: "template", content: undefined, template: { name, language: "en_US" } });
    await send(named("case_update"));
    await send(named("no_such"));
    await acs.settled();
    expect(statuses().toSorted()).toEqual(["132001", "Delivered", "Sent"]);
  });

  test("media that cannot be fetched fails", async () => {
    acs.write(ANA, { kind: "text", text: "Hi" });
    const mediaUri = "https://127.0.0.1:1/a";
    await send(text({ kind: "image", mediaUri, content: undefined }));
    await acs.settled();
    expect(statuses()).toEqual(["131053"]);
  });

  test("what a customer sent can be fetched by its id, byte by byte", async () => {
    const bytes = randomBytes(70_000);
    acs.write(ANA, { kind: "image", bytes, mimeType: "image/jpeg" });
    const { media } = events[0]!.data as { media: { id: string } };
    const response = await client().path("/messages/streams/{id}", media.id).get().asNodeStream();
    expect((await buffer(response.body!)).equals(bytes)).toBe(true);
  });
});
