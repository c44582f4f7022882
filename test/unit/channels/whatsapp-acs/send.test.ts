import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FreeMessage } from "../../../../core/channel.ts";
import { WhatsAppAcsChannel } from "../../../../channels/whatsapp-acs/send.ts";
import { startAcsMessages } from "../../../support/emulators/acs-messages/service.ts";
import type { AcsMessages } from "../../../support/emulators/acs-messages/service.ts";
import type { Fault } from "../../../support/emulators/faults.ts";
import { failureOf } from "../../../support/failure.ts";
import { freeMessage } from "../../../support/outbound.ts";

const NOW = Date.UTC(2026, 10, 22, 13, 0, 0);
const KEY = Buffer.from("not a real access key").toString("base64");
const outbound = freeMessage({
  firstAt: NOW - 60_000,
  deliveryId: "0d3adbee-0000-4000-8000-000000000002",
  address: "+34600111222",
  text: "Hola ñ 👋",
});

const file = {
  kind: "document",
  mimeType: "application/pdf",
  fileName: "a.bin",
  bytes: new Uint8Array(3),
  url: "https://house.test/files/a.bin",
} as const;

let acs: AcsMessages;
let channel: WhatsAppAcsChannel;
const connect = (connectionString: string) =>
  new WhatsAppAcsChannel({ connectionString, channelId: acs.channelId, clock: () => NOW });
const send = (change: Partial<FreeMessage> = {}) =>
  channel.send({ ...outbound, ...change }, AbortSignal.timeout(5_000));
const sendTemplate = (...parameters: string[]) =>
  channel.send(
    {
      kind: "template",
      firstAt: 0,
      deliveryId: outbound.deliveryId,
      address: outbound.address,
      template: { name: "case_update", locale: "en_US", parameters },
    },
    AbortSignal.timeout(5_000),
  );

beforeEach(async () => {
  const templates = [{ name: "case_update", language: "en_US" }];
  acs = await startAcsMessages({ clock: () => NOW, templates });
  channel = connect(acs.connectionString);
});
afterEach(() => acs.stop());

describe("what goes over the wire", () => {
  test("a text, with our delivery id for repeatability", async () => {
    const { providerId, status } = await send();
    expect([providerId, status]).toEqual([acs.sent[0]!.messageId, "sent"]);
    expect(acs.sent[0]!.body).toEqual({
      channelRegistrationId: acs.channelId,
      to: ["+34600111222"],
      kind: "text",
      content: "Hola ñ 👋",
    });
    expect(acs.calls[0]!.target).toBe("/messages/notifications:send?api-version=2024-08-30");
    expect(acs.calls[0]!.headers).toMatchObject({
      "repeatability-request-id": outbound.deliveryId,
      "repeatability-first-sent": "Sun, 22 Nov 2026 12:59:00 GMT",
      "content-type": "application/json",
    });
  });

  test("a template, its parameters bound to the places in its body", async () => {
    await sendTemplate("Ana", "two\n\tlines     wide");
    expect(acs.sent[0]!.body).toMatchObject({
      kind: "template",
      template: {
        name: "case_update",
        language: "en_US",
        values: [
          { kind: "text", name: "p1", text: "Ana" },
          { kind: "text", name: "p2", text: "two lines wide" },
        ],
        bindings: { kind: "whatsApp", body: [{ refValue: "p1" }, { refValue: "p2" }] },
      },
    });
  });

  test("a template without parameters binds nothing", async () => {
    await sendTemplate();
    const template = { name: "case_update", language: "en_US" };
    expect(acs.sent[0]!.body).toMatchObject({ template });
  });

  test.each([
    ["image", "", { kind: "image" }],
    ["image", "Your card", { kind: "image", caption: "Your card" }],
    ["video", "How to", { kind: "video", caption: "How to" }],
    ["audio", "", { kind: "audio" }],
    ["audio", "Listen", { kind: "document", fileName: "a.bin", caption: "Listen" }],
    ["document", "", { kind: "document", fileName: "a.bin" }],
  ] as const)("%s with %j goes by its address", async (kind, text, body) => {
    const url = "https://house.test/files/a.bin";
    await send({ text, file: { ...file, kind, url } });
    const { channelRegistrationId, to, ...rest } = acs.sent[0]!.body;
    expect([channelRegistrationId, to]).toEqual([acs.channelId, [outbound.address]]);
    expect(rest).toEqual({ mediaUri: url, ...body });
  });

  test.each([
    ["a file without an address", { file: { ...file, url: undefined } }, /PUBLIC_URL/],
    ["a caption too long", { file, text: "x".repeat(1_025) }, /1024 characters/],
  ])("%s is refused with what to do, and without a request", async (_what, change, words) => {
    await expect(send(change)).rejects.toMatchObject({
      code: "upstream_rejected",
      message: expect.stringMatching(words) as string,
    });
    expect(acs.calls).toHaveLength(0);
  });

  test("a WhatsApp user id is an address like a number", async () => {
    await send({ address: "ES.5566778899" });
    expect(acs.sent[0]!.body).toMatchObject({ to: ["ES.5566778899"] });
  });

  test.each(["ana", "123", ""])("%j is refused without a request", async (address) => {
    await expect(send({ address })).rejects.toMatchObject({ code: "upstream_rejected" });
    expect(acs.calls).toHaveLength(0);
  });

  test("choices are numbered", async () => {
    await send({
      text: "Which?",
      choices: [
        { id: "a", title: "Car" },
        { id: "b", title: "Home" },
      ],
    });
    expect(acs.sent[0]!.body).toMatchObject({
      kind: "text",
      content: "Which?\n\n1. Car\n2. Home",
    });
  });

  test("a text of the greatest length with ten choices still fits", async () => {
    const choices = Array.from({ length: 10 }, (_, index) => ({
      id: `${index}`,
      title: "t".repeat(20),
    }));
    await send({ text: "x".repeat(channel.maxLength), choices });
    const { content } = acs.sent[0]!.body as { content: string };
    expect(content.length).toBeLessThanOrEqual(4_096);
  });
});

const error = (code: string) => ({ error: { code, message: "secret words" } });

describe("what ACS answers", () => {
  test.each([
    [400, "BadRequest", "upstream_rejected", undefined],
    [401, "Unauthorized", "upstream_unavailable", 60_000],
    [403, "Forbidden", "upstream_unavailable", 60_000],
    [404, "ChannelNotFound", "upstream_rejected", undefined],
    [408, "Timeout", "upstream_unavailable", undefined],
    [429, "TooManyRequests", "rate_limited", undefined],
    [500, "InternalServerError", "outcome_unknown", undefined],
    [503, "Busy", "upstream_unavailable", undefined],
  ])("%i %s is %s, after %s ms, and is asked once", async (status, acsCode, code, retryAfterMs) => {
    acs.faults.next({ is: "answer", status, body: error(acsCode) });
    const failure = await failureOf(send());
    expect(failure).toMatchObject({ name: "AppError", code });
    expect((failure as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
    expect((failure as Error).message).toContain(acsCode);
    expect((failure as Error).message).not.toContain("secret words");
    expect(acs.calls).toHaveLength(1);
  });

  test.each([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after": "Sun, 22 Nov 2026 13:00:45 GMT" }, 45_000],
    [{ "retry-after-ms": "1500" }, 1_500],
    [{ "x-ms-retry-after-ms": "250" }, 250],
    [{ "retry-after": "86400" }, 86_400_000],
    [{ "retry-after": "172800" }, 86_400_000],
    [{ "retry-after-ms": "soon" }, undefined],
  ])("%j means a wait of %s ms, which we do and not the SDK", async (headers, retryAfterMs) => {
    acs.faults.next({ is: "answer", status: 429, body: error("TooManyRequests"), headers });
    const failure = await failureOf(send());
    expect(failure).toMatchObject({ code: "rate_limited", concerns: "all" });
    expect((failure as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
    expect(acs.calls).toHaveLength(1);
  });

  test.each<[string, Fault]>([
    ["an HTML page of a gateway", { is: "html", status: 502 }],
    ["a success that is HTML", { is: "html", status: 202 }],
    ["a success without a receipt", { is: "answer", status: 202, body: { receipts: [] } }],
    ["a cut connection", { is: "cut" }],
  ])("%s leaves open whether it was sent", async (_name, fault) => {
    acs.faults.next(fault);
    await expect(send()).rejects.toMatchObject({ name: "AppError", code: "outcome_unknown" });
    expect(acs.calls).toHaveLength(1);
  });

  test("the error of a cut connection holds neither the message nor the signature", async () => {
    acs.faults.next({ is: "cut" });
    const shown = inspect(await failureOf(send()), { depth: 20, showHidden: true });
    expect(shown).toContain("ECONNRESET");
    expect(shown).not.toContain("Hola");
    expect(shown).not.toContain("Signature");
  });

  test("who gives up is not kept waiting", async () => {
    acs.faults.next({ is: "hang" });
    const patience = new AbortController();
    const sending = failureOf(channel.send(outbound, patience.signal));
    await expect.poll(() => acs.calls.length).toBe(1);
    patience.abort();
    expect(await sending).toMatchObject({ code: "outcome_unknown" });
  });

  test("a provider that is not there has taken nothing", async () => {
    const gone = await startAcsMessages({ clock: () => NOW });
    await gone.stop();
    const lonely = connect(gone.connectionString);
    await expect(lonely.send(outbound, AbortSignal.timeout(5_000))).rejects.toMatchObject({
      code: "upstream_unavailable",
    });
  });

  test("the same id is sent once only, so another try does no harm", () => {
    expect(channel.isRepeatSafe).toBe(true);
  });
});

describe("how it is set up", () => {
  test.each([
    `endpoint=;accesskey=${KEY}`,
    `accesskey=${KEY};endpoint=https://x.test`,
    `https://x.test ${KEY}`,
  ])("a connection string that cannot be read is named without its key", (connectionString) => {
    let failure: unknown;
    try {
      connect(connectionString);
    } catch (thrown) {
      failure = thrown;
    }
    expect(failure).toMatchObject({ code: "misconfigured" });
    expect(inspect(failure, { depth: 20 })).not.toContain(KEY);
  });

  test("plain HTTP is refused before anything is sent", () => {
    const connectPlainly = () => connect(`endpoint=http://127.0.0.1:9/;accesskey=${KEY}`);
    expect(connectPlainly).toThrow(/must read endpoint=https/);
  });
});
