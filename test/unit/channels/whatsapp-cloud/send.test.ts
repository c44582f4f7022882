import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FreeMessage } from "../../../../core/channel.ts";
import { WhatsAppCloudChannel } from "../../../../channels/whatsapp-cloud/send.ts";
import { failureOf, startProvider } from "../fake-provider.ts";
import type { Provider } from "../fake-provider.ts";
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
const accepted = {
  status: 200,
  body: {
    messaging_product: "whatsapp",
    messages: [{ id: "wamid.OUT", message_status: "accepted" }],
  },
};

let provider: Provider;
let channel: WhatsAppCloudChannel;
const send = (change: Partial<FreeMessage> = {}) =>
  channel.send({ ...outbound, ...change }, AbortSignal.timeout(5_000));

beforeAll(async () => {
  provider = await startProvider();
  const options = {
    baseUrl: `${provider.url}/`,
    phoneNumberId: "1077",
    accessToken: "tok",
    clock: () => NOW,
  };
  channel = new WhatsAppCloudChannel(options);
});
beforeEach(() => {
  provider.seen.length = 0;
  provider.answerWith(accepted);
});
afterAll(async () => {
  await provider.close();
});

describe("what goes over the wire", () => {
  test("a text, with our delivery id as correlation", async () => {
    await expect(send()).resolves.toEqual({ providerId: "wamid.OUT", status: "sent" });
    const { method, path, headers, body } = provider.request;
    expect([method, path]).toEqual(["POST", "/v26.0/1077/messages"]);
    expect(headers).toMatchObject({
      authorization: "Bearer tok",
      "content-type": "application/json",
    });
    expect(body).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "34600333444",
      type: "text",
      text: { body: "Hola ñ 👋", preview_url: false },
      biz_opaque_callback_data: outbound.deliveryId,
    });
  });

  test("a WhatsApp user id goes into `recipient`", async () => {
    await send({ address: "ES.5566778899" });
    expect(provider.request.body).toMatchObject({ recipient: "ES.5566778899" });
    expect(provider.request.body).not.toHaveProperty("to");
  });

  test.each(["ana", "123", "", "+0", "whatsapp:+34600333444"])(
    "%j is refused without a request",
    async (address) => {
      await expect(send({ address })).rejects.toMatchObject({ code: "upstream_rejected" });
      expect(provider.seen).toHaveLength(0);
    },
  );

  test.each([1, 3])("%i choices are buttons", async (count) => {
    await send({ choices: choices(count) });
    expect(provider.request.body).toMatchObject({
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: outbound.text },
        action: { buttons: choices(count).map((reply) => ({ type: "reply", reply })) },
      },
    });
    expect(provider.request.body).not.toHaveProperty("text");
  });

  test.each([4, 10])("%i choices are a list", async (count) => {
    await send({ choices: choices(count) });
    const { interactive } = provider.request.body as {
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
    const { text, type } = provider.request.body as { type: string; text: { body: string } };
    expect(type).toBe("text");
    const head = `${"text" in change ? change.text : outbound.text}\n\n1. Choice 1\n2. Choice 2`;
    expect(text.body.startsWith(head)).toBe(true);
  });

  test("a text of the greatest length with ten numbered choices still fits", async () => {
    const longest = choices(10).map(({ id }, index) => ({ id, title: `${index}`.repeat(20) }));
    await send({ text: "x".repeat(channel.maxLength), choices: longest });
    const { text } = provider.request.body as { text: { body: string } };
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
    [403, 3, "upstream_rejected", undefined],
    [500, 10, "upstream_rejected", undefined],
    [403, 200, "upstream_rejected", undefined],
    [500, 299, "upstream_rejected", undefined],
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
    [400, 131047, "upstream_rejected", undefined],
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
    provider.answerWith({ status, body: error(metaCode) });
    const failure = await failureOf(send());
    expect(failure).toMatchObject({ name: "AppError", code });
    expect((failure as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
    expect(String(failure)).toContain(String(metaCode ?? status));
    expect(provider.seen).toHaveLength(1);
  });

  test("nothing of Meta's words is kept, since they may quote ours", async () => {
    provider.answerWith({ status: 400, body: error(100) });
    const failure = (await failureOf(send())) as Error;
    expect(`${failure.message} ${String(failure.cause)}`).not.toContain("secret words");
  });

  test.each([
    ["30", 30_000],
    ["0", 0],
    ["Sun, 22 Nov 2026 13:00:45 GMT", 45_000],
    ["Sun, 22 Nov 2026 12:00:00 GMT", 0],
    ["86400", 3_600_000],
    ["later", 6_000],
  ])("Retry-After: %s means %i ms", async (header, retryAfterMs) => {
    provider.answerWith({ status: 429, body: error(131056), headers: { "retry-after": header } });
    await expect(send()).rejects.toMatchObject({ code: "rate_limited", retryAfterMs });
  });

  test.each([
    ["an HTML page of a gateway", { status: 502, body: "<html>bad</html>" }],
    ["a success that is HTML", { status: 200, body: "<html>hello</html>" }],
    ["a success without an id", { status: 200, body: { messages: [] } }],
    ["a cut connection", undefined],
  ])("%s leaves open whether it was sent", async (_name, answer) => {
    provider.answerWith(answer);
    await expect(send()).rejects.toMatchObject({ name: "AppError", code: "outcome_unknown" });
  });

  test("a bare 503 that names a time is the provider's own word that it took nothing", async () => {
    provider.answerWith({
      status: 503,
      body: "<html>busy</html>",
      headers: { "retry-after": "5" },
    });
    await expect(send()).rejects.toMatchObject({
      code: "upstream_unavailable",
      retryAfterMs: 5_000,
    });
  });

  test("a redirect is not followed, since the token would go with it", async () => {
    provider.answerWith({ status: 307, headers: { location: `${provider.url}/elsewhere` } });
    await expect(send()).rejects.toMatchObject({ code: "upstream_unavailable" });
    expect(provider.seen).toHaveLength(1);
  });

  test("a provider that is not there has taken nothing", async () => {
    const gone = await startProvider();
    await gone.close();
    const lonely = new WhatsAppCloudChannel({
      baseUrl: gone.url,
      phoneNumberId: "1",
      accessToken: "t",
      clock: () => NOW,
    });
    await expect(lonely.send(outbound, AbortSignal.timeout(5_000))).rejects.toMatchObject({
      code: "upstream_unavailable",
    });
  });

  test("who gives up is not kept waiting", async () => {
    provider.answerWith("hang");
    const patience = new AbortController();
    const sending = failureOf(channel.send(outbound, patience.signal));
    await expect.poll(() => provider.seen.length).toBe(1);
    patience.abort();
    expect(await sending).toMatchObject({ code: "outcome_unknown" });
  });
});
