import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppError } from "../../../../core/errors.ts";
import type { FreeMessage } from "../../../../core/channel.ts";
import { WhatsAppCloudChannel } from "../../../../channels/whatsapp-cloud/send.ts";
import type { Fault } from "../../../support/emulators/faults.ts";
import { startMeta } from "../../../support/emulators/meta/service.ts";
import type { Meta } from "../../../support/emulators/meta/service.ts";
import { failureOf } from "../../../support/failure.ts";
import { freeMessage } from "../../../support/outbound.ts";

const NOW = Date.UTC(2026, 10, 22, 13, 0, 0);
const outbound = freeMessage({
  deliveryId: "0d3adbee-0000-4000-8000-000000000001",
  address: "+34600333444",
  text: "Hola ñ 👋",
});
const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `c${index + 1}`,
    title: `Choice ${index + 1}`,
  }));
const file = {
  kind: "document",
  mimeType: "application/pdf",
  fileName: "policy.pdf",
  bytes: new TextEncoder().encode("%PDF"),
  url: undefined,
} as const;

let meta: Meta;
let channel: WhatsAppCloudChannel;
const signal = () => AbortSignal.timeout(5_000);
const open = ({ url, phoneNumberId, accessToken }: Meta) =>
  new WhatsAppCloudChannel({ baseUrl: `${url}/`, phoneNumberId, accessToken, clock: () => NOW });
const send = (change: Partial<FreeMessage> = {}) =>
  channel.send({ ...outbound, ...change }, signal());
const sendTemplate = (...parameters: string[]) =>
  channel.send(
    {
      kind: "template",
      firstAt: 0,
      deliveryId: outbound.deliveryId,
      address: outbound.address,
      template: { name: "case_update", locale: "en_US", parameters },
    },
    signal(),
  );
/** What was asked for, whether it was taken or not. */
const asked = () => meta.calls.at(-1)!.json;

beforeEach(async () => {
  const templates = [{ name: "case_update", language: "en_US", parameters: 1 }];
  meta = await startMeta({ clock: () => NOW, templates });
  channel = open(meta);
});
afterEach(() => meta.stop());

describe("what goes over the wire", () => {
  test("a text, with our delivery id as correlation", async () => {
    const receipt = await send();
    expect(receipt).toEqual({ providerId: meta.sent[0]!.id, status: "sent" });
    expect(meta.calls[0]!.target).toBe(`/v26.0/${meta.phoneNumberId}/messages`);
    expect(meta.calls[0]!.headers).toMatchObject({ "content-type": "application/json" });
    expect(meta.sent[0]!.body).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "34600333444",
      type: "text",
      text: { body: "Hola ñ 👋", preview_url: false },
      biz_opaque_callback_data: outbound.deliveryId,
    });
  });

  test("a template, its parameters on one line each", async () => {
    await sendTemplate("two\n\tlines     wide");
    expect(meta.sent[0]!.body).toMatchObject({
      type: "template",
      template: {
        name: "case_update",
        language: { code: "en_US" },
        components: [{ type: "body", parameters: [{ type: "text", text: "two lines wide" }] }],
      },
    });
  });

  test("a template without parameters has no components", async () => {
    await expect(sendTemplate()).rejects.toMatchObject({ code: "upstream_rejected" });
    expect(asked()).toMatchObject({ template: { name: "case_update" } });
    expect(asked()).not.toHaveProperty("template.components");
  });

  test.each([
    ["image", "image/png", "", { image: { id: "ID" } }],
    ["image", "image/png", "Your card", { image: { id: "ID", caption: "Your card" } }],
    ["video", "video/mp4", "How to", { video: { id: "ID", caption: "How to" } }],
    ["audio", "audio/ogg", "", { audio: { id: "ID" } }],
    [
      "audio",
      "audio/ogg",
      "Listen",
      { document: { id: "ID", filename: "policy.pdf", caption: "Listen" } },
    ],
    ["document", "application/pdf", "", { document: { id: "ID", filename: "policy.pdf" } }],
  ] as const)("%s of %s with %j is uploaded, then sent by its id", async (...row) => {
    const [kind, mimeType, text, body] = row;
    await send({ text, file: { ...file, kind, mimeType } });
    const message = meta.sent[0]!;
    const said = JSON.parse(JSON.stringify(message.body).replace(/"id":"\d+"/, '"id":"ID"'));
    const type = Object.keys(body)[0];
    expect(said).toMatchObject({ type, to: "34600333444", ...body });
    expect(said[type!]).toEqual(Object.values(body)[0]);
    expect(message.file).toMatchObject({ mimeType });
    expect(Buffer.from(message.file!.bytes).toString()).toBe("%PDF");
  });

  test("choices under a file are numbered", async () => {
    await send({ text: "Is this it?", file, choices: choices(2) });
    const caption = "Is this it?\n\n1. Choice 1\n2. Choice 2";
    expect(meta.sent[0]!.body).toMatchObject({ document: { caption } });
  });

  test.each([
    ["a caption too long", { file, text: "x".repeat(1_025) }],
    ["a file for nobody", { file, address: "ana" }],
  ])("%s is refused before anything is uploaded", async (_what, change) => {
    await expect(send(change)).rejects.toMatchObject({ code: "upstream_rejected" });
    expect(meta.calls).toHaveLength(0);
  });

  test.each<[Fault, string]>([
    [{ is: "cut_after" }, "upstream_unavailable"],
    [{ is: "html", status: 502 }, "upstream_unavailable"],
    [{ is: "html", status: 200 }, "upstream_unavailable"],
    [{ is: "answer", status: 400, body: { error: { code: 131053 } } }, "upstream_rejected"],
    [{ is: "answer", status: 401, body: { error: { code: 190 } } }, "upstream_unavailable"],
  ])("an upload that ends in %j was no send: %s", async (fault, code) => {
    meta.faults.next(fault);
    await expect(send({ file })).rejects.toMatchObject({ code });
    expect(meta.sent).toHaveLength(0);
  });

  test.each([
    [true, { typing_indicator: { type: "text" } }],
    [false, {}],
  ])("marks a message as read, writing: %s", async (isTyping, typing) => {
    await channel.markRead("wamid.IN", { isTyping }, signal());
    const read = { messaging_product: "whatsapp", status: "read", message_id: "wamid.IN" };
    expect(meta.reads).toEqual([{ ...read, ...typing }]);
  });

  test("a WhatsApp user id goes into `recipient`", async () => {
    await send({ address: "ES.5566778899" });
    expect(asked()).toMatchObject({ recipient: "ES.5566778899" });
    expect(asked()).not.toHaveProperty("to");
  });

  test.each(["ana", "123", "", "+0", "whatsapp:+34600333444"])(
    "%j is refused without a request",
    async (address) => {
      await expect(send({ address })).rejects.toMatchObject({ code: "upstream_rejected" });
      expect(meta.calls).toHaveLength(0);
    },
  );

  test.each([1, 3])("%i choices are buttons", async (count) => {
    await send({ choices: choices(count) });
    expect(asked()).toMatchObject({
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: outbound.text },
        action: { buttons: choices(count).map((reply) => ({ type: "reply", reply })) },
      },
    });
    expect(asked()).not.toHaveProperty("text");
  });

  test.each([4, 10])("%i choices are a list", async (count) => {
    await send({ choices: choices(count) });
    const { interactive } = asked() as {
      interactive: { action: { button: string } };
    };
    expect(interactive).toMatchObject({
      type: "list",
      body: { text: outbound.text },
      action: { sections: [{ rows: choices(count) }] },
    });
    expect(interactive.action.button.length).toBeLessThanOrEqual(20);
  });

  const two = choices(2);
  test.each([
    ["eleven choices", { choices: choices(11) }],
    ["a long text", { text: "x".repeat(1_025), choices: two }],
    ["a title too long", { choices: [...two, { id: "c3", title: "y".repeat(21) }] }],
    ["an empty title", { choices: [...two, { id: "c3", title: " " }] }],
    ["an id too long", { choices: [...two, { id: "y".repeat(257), title: "Choice 3" }] }],
    ["a row's id too long", { choices: [...choices(4), { id: "y".repeat(201), title: "Five" }] }],
    ["an id there twice", { choices: [...two, { id: "c1", title: "Choice 3" }] }],
    ["a title there twice", { choices: [...two, { id: "c3", title: "Choice 1" }] }],
  ])("%s is numbered text", async (_name, change) => {
    await send(change);
    const { text, type } = asked() as { type: string; text: { body: string } };
    expect(type).toBe("text");
    const head = `${"text" in change ? change.text : outbound.text}\n\n1. Choice 1\n2. Choice 2`;
    expect(text.body.startsWith(head)).toBe(true);
  });

  test("a text of the greatest length with ten numbered choices still fits", async () => {
    const longest = choices(10).map(({ id }, index) => ({ id, title: `${index}`.repeat(20) }));
    await send({ text: "x".repeat(channel.maxLength), choices: longest });
    const { text } = asked() as { text: { body: string } };
    expect(text.body.length).toBeLessThanOrEqual(4_096);
  });
});

const error = (code: number | string | undefined) => ({
  error: { message: `(#${code}) secret words`, type: "OAuthException", code },
});

describe("what Meta answers", () => {
  test.each([
    [400, 4, "rate_limited", 60_000],
    [429, 80007, "rate_limited", 60_000],
    [429, 130429, "rate_limited", 1_000],
    [400, 131056, "rate_limited", 6_000],
    [400, 131048, "rate_limited", 900_000],
    [401, 0, "upstream_unavailable", 60_000],
    [401, 190, "upstream_unavailable", 60_000],
    [400, "190", "upstream_unavailable", 60_000],
    [500, 1, "outcome_unknown", undefined],
    [400, 2, "upstream_unavailable", undefined],
    [500, 131000, "upstream_unavailable", undefined],
    [503, 131016, "upstream_unavailable", undefined],
    [403, 3, "upstream_unavailable", 60_000],
    [500, 10, "upstream_unavailable", 60_000],
    [403, 200, "upstream_unavailable", 60_000],
    [500, 299, "upstream_unavailable", 60_000],
    [400, 33, "upstream_rejected", undefined],
    [400, 100, "upstream_rejected", undefined],
    [400, 131008, "upstream_rejected", undefined],
    [400, 131009, "upstream_rejected", undefined],
    [400, 131021, "upstream_rejected", undefined],
    [400, 131026, "upstream_rejected", undefined],
    [400, 131030, "upstream_rejected", undefined],
    [403, 131031, "upstream_rejected", undefined],
    [403, 368, "upstream_rejected", undefined],
    [400, 131042, "upstream_rejected", undefined],
    [400, 131047, "window_closed", undefined],
    [400, 131049, "upstream_rejected", undefined],
    [400, 131051, "upstream_rejected", undefined],
    [404, 132001, "upstream_rejected", undefined],
    [400, 133010, "upstream_rejected", undefined],
    [400, undefined, "upstream_rejected", undefined],
    [401, undefined, "upstream_unavailable", 60_000],
    [404, undefined, "upstream_rejected", undefined],
    [408, undefined, "upstream_unavailable", undefined],
    [429, undefined, "rate_limited", undefined],
    [500, 999_999, "outcome_unknown", undefined],
    [502, undefined, "outcome_unknown", undefined],
    [503, 999_999, "upstream_unavailable", undefined],
    [503, undefined, "outcome_unknown", undefined],
    [504, undefined, "outcome_unknown", undefined],
  ])("%i with code %s is %s, after %s ms", async (status, metaCode, code, retryAfterMs) => {
    meta.faults.next({ is: "answer", status, body: error(metaCode) });
    const failure = await failureOf(send());
    expect(failure).toMatchObject({ name: "AppError", code });
    expect((failure as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
    expect(String(failure)).toContain(String(metaCode ?? status));
    expect(meta.calls).toHaveLength(1);
  });

  test.each([
    [131056, "one"],
    [130429, "all"],
    [131048, "all"],
    [4, "all"],
    [80007, "all"],
    [190, "all"],
    [200, "all"],
    [999_999, "all"],
    [131016, undefined],
  ])("a wait for code %i concerns %s", async (metaCode, concerns) => {
    meta.faults.next({ is: "answer", status: 429, body: error(metaCode) });
    expect(((await failureOf(send())) as AppError).concerns).toBe(concerns);
  });

  test.each([
    [190, "renew WHATSAPP_CLOUD_ACCESS_TOKEN"],
    [10, "give its system user whatsapp_business_messaging"],
    [131031, "Account Quality"],
    [131042, "Billing Hub"],
    [132001, "WhatsApp Manager"],
    [133010, "register it"],
  ])("code %i tells what to do: %s", async (metaCode, words) => {
    meta.faults.next({ is: "answer", status: 400, body: error(metaCode) });
    expect(String(await failureOf(send()))).toContain(words);
  });

  test("too many messages to one customer hold up that customer only", async () => {
    meta.limits.set({ each: { count: 1, perMs: 6_000 } });
    await send();
    const waits = { code: "rate_limited", concerns: "one", retryAfterMs: 6_000 };
    await expect(send()).rejects.toMatchObject(waits);
    await expect(send({ address: "+34600333445" })).resolves.toMatchObject({ status: "sent" });
  });

  test("a number that our token does not see is a fault of ours, and the message waits", async () => {
    const other = open({ ...meta, phoneNumberId: "1077" });
    await expect(other.send(outbound, signal())).rejects.toMatchObject({
      code: "upstream_unavailable",
      retryAfterMs: 60_000,
      concerns: "all",
      message: expect.stringContaining("check WHATSAPP_CLOUD_PHONE_NUMBER_ID") as string,
    });
  });

  test("nothing of Meta's words is kept, since they may quote ours", async () => {
    meta.faults.next({ is: "answer", status: 400, body: error(100) });
    const failure = (await failureOf(send())) as Error;
    expect(`${failure.message} ${String(failure.cause)}`).not.toContain("secret words");
  });

  test.each([
    ["30", 30_000],
    ["0", 0],
    ["Sun, 22 Nov 2026 13:00:45 GMT", 45_000],
    ["Sun, 22 Nov 2026 12:00:00 GMT", 0],
    ["86400", 86_400_000],
    ["172800", 86_400_000],
    ["later", 6_000],
  ])("Retry-After: %s means %i ms", async (header, retryAfterMs) => {
    const headers = { "retry-after": header };
    meta.faults.next({ is: "answer", status: 429, body: error(131056), headers });
    await expect(send()).rejects.toMatchObject({ code: "rate_limited", retryAfterMs });
  });

  test.each<[string, Fault]>([
    ["an HTML page of a gateway", { is: "html", status: 502 }],
    ["a success that is HTML", { is: "html", status: 200 }],
    ["a success without an id", { is: "answer", status: 200, body: { messages: [] } }],
    ["a cut connection", { is: "cut" }],
  ])("%s leaves open whether it was sent", async (_name, fault) => {
    meta.faults.next(fault);
    await expect(send()).rejects.toMatchObject({ name: "AppError", code: "outcome_unknown" });
  });

  test("a bare 503 that names a time is the provider's own word that it took nothing", async () => {
    meta.faults.next({ is: "answer", status: 503, headers: { "retry-after": "5" } });
    await expect(send()).rejects.toMatchObject({
      code: "upstream_unavailable",
      retryAfterMs: 5_000,
    });
  });

  test("a redirect is not followed, since the token would go with it", async () => {
    const headers = { location: `${meta.url}/elsewhere` };
    meta.faults.next({ is: "answer", status: 307, headers });
    await expect(send()).rejects.toMatchObject({ code: "upstream_unavailable" });
    expect(meta.calls).toHaveLength(1);
  });

  test("a provider that is not there has taken nothing", async () => {
    const gone = await startMeta({ clock: () => NOW });
    await gone.stop();
    const lonely = open(gone);
    await expect(lonely.send(outbound, AbortSignal.timeout(5_000))).rejects.toMatchObject({
      code: "upstream_unavailable",
    });
  });

  test("who gives up is not kept waiting", async () => {
    meta.faults.next({ is: "hang" });
    const patience = new AbortController();
    const sending = failureOf(channel.send(outbound, patience.signal));
    await expect.poll(() => meta.calls.length).toBe(1);
    patience.abort();
    expect(await sending).toMatchObject({ code: "outcome_unknown" });
  });
});
