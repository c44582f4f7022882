import { createHash, createHmac } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FreeMessage } from "../../../../core/channel.ts";
import { WhatsAppAcsChannel } from "../../../../channels/whatsapp-acs/send.ts";
import { failureOf, startProvider } from "../fake-provider.ts";
import type { Provider } from "../fake-provider.ts";
import { freeMessage } from "../../../support/outbound.ts";

const NOW = Date.UTC(2026, 10, 22, 13, 0, 0);
const KEY = Buffer.from("not a real access key").toString("base64");
const outbound = freeMessage({
  deliveryId: "0d3adbee-0000-4000-8000-000000000002",
  address: "+34600111222",
  text: "Hola ñ 👋",
});
const accepted = { status: 202, body: { receipts: [{ messageId: "m-out", to: "+34600111222" }] } };

let provider: Provider;
let channel: WhatsAppAcsChannel;
const connect = (connectionString: string) =>
  new WhatsAppAcsChannel({
    connectionString,
    channelId: "ch-1",
    clock: () => NOW,
    isInsecureAllowed: true,
  });
const send = (change: Partial<FreeMessage> = {}) =>
  channel.send({ ...outbound, ...change }, AbortSignal.timeout(5_000));

beforeAll(async () => {
  provider = await startProvider();
  channel = connect(`endpoint=${provider.url}/;accesskey=${KEY}`);
});
beforeEach(() => {
  provider.seen.length = 0;
  provider.answerWith(accepted);
});
afterAll(async () => {
  await provider.close();
});

describe("what goes over the wire", () => {
  test("a text, with our delivery id for repeatability", async () => {
    await expect(send()).resolves.toEqual({ providerId: "m-out", status: "sent" });
    const { method, path, headers, body } = provider.request;
    expect([method, path]).toEqual(["POST", "/messages/notifications:send?api-version=2024-08-30"]);
    expect(body).toEqual({
      channelRegistrationId: "ch-1",
      to: ["+34600111222"],
      kind: "text",
      content: "Hola ñ 👋",
    });
    expect(headers).toMatchObject({
      "repeatability-request-id": outbound.deliveryId,
      "repeatability-first-sent": "Sun, 22 Nov 2026 13:00:00 GMT",
      "content-type": "application/json",
    });
  });

  test("is signed with the access key", async () => {
    await send();
    const { method, path, headers, rawBody } = provider.request;
    const hash = createHash("sha256").update(rawBody).digest("base64");
    const date = String(headers["x-ms-date"]);
    const toSign = `${method}\n${path}\n${date};127.0.0.1:${provider.port};${hash}`;
    const signature = createHmac("sha256", Buffer.from(KEY, "base64"))
      .update(toSign)
      .digest("base64");
    expect(headers.authorization).toBe(
      `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    );
  });

  test("a WhatsApp user id is an address like a number", async () => {
    await send({ address: "ES.5566778899" });
    expect(provider.request.body).toMatchObject({ to: ["ES.5566778899"] });
  });

  test.each(["ana", "123", ""])("%j is refused without a request", async (address) => {
    await expect(send({ address })).rejects.toMatchObject({ code: "upstream_rejected" });
    expect(provider.seen).toHaveLength(0);
  });

  test("choices are numbered", async () => {
    await send({
      text: "Which?",
      choices: [
        { id: "a", title: "Car" },
        { id: "b", title: "Home" },
      ],
    });
    expect(provider.request.body).toMatchObject({
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
    const { content } = provider.request.body as { content: string };
    expect(content.length).toBeLessThanOrEqual(4_096);
  });
});

const error = (code: string) => ({ error: { code, message: "secret words" } });

describe("what ACS answers", () => {
  test.each([
    [400, "BadRequest", "upstream_rejected", undefined],
    [401, "Unauthorized", "upstream_unavailable", 60_000],
    [403, "Forbidden", "upstream_rejected", undefined],
    [404, "ChannelNotFound", "upstream_rejected", undefined],
    [408, "Timeout", "upstream_unavailable", undefined],
    [429, "TooManyRequests", "rate_limited", undefined],
    [500, "InternalServerError", "outcome_unknown", undefined],
    [503, "Busy", "upstream_unavailable", undefined],
  ])("%i %s is %s, after %s ms, and is asked once", async (status, acsCode, code, retryAfterMs) => {
    provider.answerWith({ status, body: error(acsCode) });
    const failure = await failureOf(send());
    expect(failure).toMatchObject({ name: "AppError", code });
    expect((failure as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
    expect((failure as Error).message).toContain(acsCode);
    expect((failure as Error).message).not.toContain("secret words");
    expect(provider.seen).toHaveLength(1);
  });

  test.each([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after": "Sun, 22 Nov 2026 13:00:45 GMT" }, 45_000],
    [{ "retry-after-ms": "1500" }, 1_500],
    [{ "x-ms-retry-after-ms": "250" }, 250],
    [{ "retry-after": "86400" }, 3_600_000],
    [{ "retry-after-ms": "soon" }, undefined],
  ])("%j means a wait of %s ms, which we do and not the SDK", async (headers, retryAfterMs) => {
    provider.answerWith({ status: 429, body: error("TooManyRequests"), headers });
    const failure = await failureOf(send());
    expect(failure).toMatchObject({ code: "rate_limited" });
    expect((failure as { retryAfterMs?: number }).retryAfterMs).toBe(retryAfterMs);
    expect(provider.seen).toHaveLength(1);
  });

  test.each([
    ["an HTML page of a gateway", { status: 502, body: "<html>bad</html>" }],
    ["a success that is HTML", { status: 202, body: "<html>hello</html>" }],
    ["a success without a receipt", { status: 202, body: { receipts: [] } }],
    ["a cut connection", undefined],
  ])("%s leaves open whether it was sent", async (_name, answer) => {
    provider.answerWith(answer);
    await expect(send()).rejects.toMatchObject({ name: "AppError", code: "outcome_unknown" });
    expect(provider.seen).toHaveLength(1);
  });

  test("the error of a cut connection holds neither the message nor the signature", async () => {
    provider.answerWith(undefined);
    const shown = inspect(await failureOf(send()), { depth: 20, showHidden: true });
    expect(shown).toContain("ECONNRESET");
    expect(shown).not.toContain("Hola");
    expect(shown).not.toContain("Signature");
  });

  test("who gives up is not kept waiting", async () => {
    provider.answerWith("hang");
    const patience = new AbortController();
    const sending = failureOf(channel.send(outbound, patience.signal));
    await expect.poll(() => provider.seen.length).toBe(1);
    patience.abort();
    expect(await sending).toMatchObject({ code: "outcome_unknown" });
  });

  test("a provider that is not there has taken nothing", async () => {
    const gone = await startProvider();
    await gone.close();
    const lonely = connect(`endpoint=${gone.url}/;accesskey=${KEY}`);
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

  test("plain HTTP is refused unless a test asks for it, before anything is sent", () => {
    const connectPlainly = () =>
      new WhatsAppAcsChannel({
        connectionString: `endpoint=${provider.url}/;accesskey=${KEY}`,
        channelId: "ch-1",
        clock: () => NOW,
      });
    expect(connectPlainly).toThrow(/must read endpoint=https/);
    expect(provider.seen).toHaveLength(0);
  });
});
