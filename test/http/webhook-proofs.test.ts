import { afterEach, describe, expect, test } from "vitest";
import { received, startHouse, until } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";
import { rowsOf } from "../support/engines.ts";
import { metaMessage, metaPayload, signature } from "../support/payloads.ts";

const FROM = "+14255550101";
const APP_SECRET = "the-app-secret";
const meta = {
  WHATSAPP_CLOUD_ACCESS_TOKEN: "token",
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: "1001",
  WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
  WHATSAPP_CLOUD_VERIFY_TOKEN: "the-verify-token",
  // Nobody listens there: what leaves waits for another try.
  WHATSAPP_CLOUD_API_URL: "http://127.0.0.1:9",
};
const acs = {
  WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: "endpoint=https://127.0.0.1:9/;accesskey=a2V5",
  WHATSAPP_CHANNEL_ID: "11111111-1111-4111-8111-111111111111",
};

let house: TestHouse;
afterEach(() => house.stop());
const open = async (env: Record<string, string>) => {
  house = await startHouse({ env });
};

/** Posts and says what came of it. */
async function post(body: unknown, headers: Record<string, string> = {}, query = "") {
  const response = await house.post(`/webhook${query}`, body, headers);
  return [response.status, await response.json()] as const;
}
const accepted = [200, expect.objectContaining({ accepted: 1 }) as object];
const quarantined = [200, expect.objectContaining({ quarantined: 1 }) as object];
const refused = [401, { error: { code: "unauthorized", message: expect.any(String) as string } }];

const event = () => [received(FROM, { content: "hello" })];
const payload = () => metaPayload({ messages: [metaMessage(FROM, "grüße 🚗")] });
const options = (headers: Record<string, string>, query = "") =>
  fetch(`${house.url}/webhook${query}`, { method: "OPTIONS", headers });
const get = async (query: string) => {
  const response = await fetch(`${house.url}/webhook?${query}`);
  return [response.status, await response.text()] as const;
};

async function expectNothingStored(): Promise<void> {
  const { sql } = house.house.store;
  for (const table of ["conversations", "inputs", "lines", "deliveries", "quarantine"]) {
    expect(await rowsOf(sql, table)).toEqual([]);
  }
}

describe("Event Grid's secret", () => {
  test.each([
    ["in the query", {}, "?code=second"],
    ["in the header", { "x-contact-center-key": "second" }, ""],
    ["the one that is being replaced", {}, "?code=first"],
    ["right in one place and wrong in the other", { "x-contact-center-key": "first" }, "?code=no"],
  ])("opens the door: %s", async (_what, headers, query) => {
    await open({ WEBHOOK_SECRETS: "first, second" });
    expect(await post(event(), headers as Record<string, string>, query)).toEqual(accepted);
  });

  test.each([
    ["none", {}, ""],
    ["a wrong one in the query", {}, "?code=third"],
    ["a wrong one in the header", { "x-contact-center-key": "third" }, ""],
    ["an empty one", { "x-contact-center-key": "" }, "?code="],
    ["the whole list", {}, "?code=first,second"],
    ["the right one twice", {}, "?code=first&code=first"],
    ["another door's key", { authorization: "Bearer first" }, ""],
    ["the beginning of one", {}, "?code=firs"],
  ])("keeps the door closed and stores nothing: %s", async (_what, headers, query) => {
    await open({ WEBHOOK_SECRETS: "first,second" });
    for (const body of [
      event(),
      "{",
      "",
      { a: 1 },
      metaPayload({ messages: [metaMessage(FROM, "hi")] }),
    ]) {
      expect(await post(body, headers as Record<string, string>, query)).toEqual(refused);
    }
    await expectNothingStored();
  });

  test("is asked for in handshakes too", async () => {
    await open({ WEBHOOK_SECRETS: "first" });
    const asking = { "webhook-request-origin": "eventgrid.azure.net" };
    expect((await options(asking)).status).toBe(401);
    expect((await options(asking, "?code=first")).status).toBe(200);
  });

  test("what cannot be read is kept when its sender has the secret", async () => {
    await open({ WEBHOOK_SECRETS: "first" });
    expect(await post("{", {}, "?code=first")).toEqual(quarantined);
    const noText = Buffer.from([0xff, 0xfe]).toString("latin1");
    expect(await post(noText, {}, "?code=first")).toEqual(quarantined);
  });
});

describe("Event Grid's handshakes", () => {
  test("the validation code comes back, in either schema", async () => {
    await open({});
    const eventType = "Microsoft.EventGrid.SubscriptionValidationEvent";
    const data = { validationCode: "512d38b6", validationUrl: "https://example.com/validate" };
    const answer = [200, { validationResponse: "512d38b6" }];
    expect(
      await post([{ id: "1", eventType, data }], { "aeg-event-type": "SubscriptionValidation" }),
    ).toEqual(answer);
    expect(
      await post({ id: "1", specversion: "1.0", source: "/s", type: eventType, data }),
    ).toEqual(answer);
  });

  test("OPTIONS gives consent to the origin that asks, at the rate it asks for", async () => {
    await open({});
    const asked = await options({
      "webhook-request-origin": "eventgrid.azure.net",
      "webhook-request-rate": "120",
    });
    expect(asked.status).toBe(200);
    expect(asked.headers.get("webhook-allowed-origin")).toBe("eventgrid.azure.net");
    expect(asked.headers.get("webhook-allowed-rate")).toBe("120");
    const unlimited = await options({ "webhook-request-origin": "eventgrid.azure.net" });
    expect(unlimited.headers.get("webhook-allowed-rate")).toBe("*");
    expect((await options({})).headers.get("webhook-allowed-origin")).toBeNull();
  });
});

describe("Meta's signature", () => {
  test("opens the door for the bytes it was made for", async () => {
    await open(meta);
    const body = JSON.stringify(payload());
    expect(await post(body, signature(body, APP_SECRET))).toEqual(accepted);
    // Meta escapes what our own JSON would not.
    const escaped = JSON.stringify(payload()).replace("ü", "\\u00fc").replaceAll("/", "\\/");
    expect(await post(escaped, signature(escaped, APP_SECRET))).toEqual(accepted);
  });

  test("lets in what cannot be read, for quarantine", async () => {
    await open({ ...meta, WEBHOOK_SECRETS: "first" });
    for (const body of ["{", '{"object":"page"}', '{"object":"whatsapp_business_account"}']) {
      expect(await post(body, signature(body, APP_SECRET))).toEqual(quarantined);
      expect(await post(body)).toEqual(refused);
    }
  });
});

describe("Meta's challenge", () => {
  const right = "hub.mode=subscribe&hub.verify_token=the-verify-token&hub.challenge=1158201444";

  test("comes back as text to whoever knows the token", async () => {
    await open(meta);
    const response = await fetch(`${house.url}/webhook?${right}`);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect([response.status, await response.text()]).toEqual([200, "1158201444"]);
  });

  test.each([
    ["a wrong token", right.replace("the-verify-token", "wrong")],
    ["no token", right.replace("hub.verify_token=the-verify-token&", "")],
    ["another mode", right.replace("subscribe", "unsubscribe")],
    ["no challenge", right.replace("&hub.challenge=1158201444", "")],
    ["markup for a challenge", right.replace("1158201444", encodeURIComponent("<b>hi there</b>"))],
    ["nothing at all", ""],
  ])("is refused to %s", async (_what, query) => {
    await open(meta);
    const [status, body] = await get(query);
    expect(status).toBe(403);
    expect(JSON.parse(body)).toEqual({
      error: { code: "forbidden", message: expect.any(String) as string },
    });
  });

  test("is refused where WhatsApp Cloud API is not configured", async () => {
    await open({});
    expect((await get(right))[0]).toBe(403);
  });
});

test("each provider's question is answered through that provider", async () => {
  await open({ ...meta, ...acs });
  const body = JSON.stringify(metaPayload({ messages: [metaMessage(FROM, "hello")] }));
  await post(body, signature(body, APP_SECRET));
  await post([received(FROM, { content: "what can you do?" })]);
  await house.chat(FROM, "hello");
  const channels = await until("all three have an answer on its way", async () => {
    const rows = await rowsOf<{ channel: string }>(house.house.store.sql, "deliveries");
    return rows.length >= 3 && rows.map(({ channel }) => channel);
  });
  expect(channels.toSorted()).toEqual(["chat", "whatsapp-acs", "whatsapp-cloud"]);
});
