import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startEntra } from "../support/emulators/entra.ts";
import type { Entra } from "../support/emulators/entra.ts";
import { everythingIn } from "../support/engines.ts";
import { TODAY, received, startHouse } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";
import { metaMessage, metaPayload, signature } from "../support/payloads.ts";

const FROM = "+14255550101";
const SECRET = "the-webhook-secret";
const APP_SECRET = "the-app-secret";
const meta = {
  WHATSAPP_CLOUD_ACCESS_TOKEN: "token",
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: "1001",
  WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
  WHATSAPP_CLOUD_VERIFY_TOKEN: "the-verify-token",
  WHATSAPP_CLOUD_API_URL: "http://127.0.0.1:9",
};

const time = { now: TODAY };
const log: string[] = [];
let entra: Entra;
let house: TestHouse;
const open = async (env: Record<string, string>) => {
  log.length = 0;
  house = await startHouse({ time, env, onLog: (line) => log.push(line) });
};

beforeEach(async () => {
  entra = await startEntra(() => time.now);
});
afterEach(async () => {
  vi.useRealTimers();
  await house.stop();
  await entra.stop();
});

const event = () => JSON.stringify([received(FROM, { content: "hello" })]);
const withToken = (token: string) => ({ authorization: `Bearer ${token}` });

async function post(path: string, body: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(house.url + path, {
    method: "POST",
    body: typeof body === "string" ? body : new Uint8Array(body),
    headers,
  });
  return [response.status, await response.json()] as const;
}
const counted = (counts: object) => [
  200,
  { accepted: 0, duplicates: 0, statuses: 0, ignored: 0, quarantined: 0, ...counts },
];
const refused = [401, { error: { code: "unauthorized", message: expect.any(String) as string } }];
const options = (headers: Record<string, string>) =>
  fetch(`${house.url}/webhook`, { method: "OPTIONS", headers });

describe("Event Grid's token", () => {
  test("is all that is asked for where no secret is set; the door is closed to everybody else", async () => {
    await open(entra.env);
    expect(await post("/webhook", event())).toEqual(refused);
    expect(await post("/webhook?code=", event())).toEqual(refused);
    expect(await post("/webhook", event(), withToken(await entra.token()))).toEqual(
      counted({ accepted: 1 }),
    );
  });

  test("may come from another application where the settings say so", async () => {
    const id = "33333333-3333-4333-8333-333333333333";
    await open({ ...entra.env, WEBHOOK_ENTRA_CLIENT_ID: id });
    expect(await post("/webhook", event(), withToken(await entra.token()))).toEqual(refused);
    const token = await entra.token({ appid: id });
    expect((await post("/webhook", event(), withToken(token)))[0]).toBe(200);
  });

  test("is checked with keys that are fetched once, and again when a new one signs", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await open(entra.env);
    const old = await entra.token();
    for (let times = 0; times < 3; times++) {
      expect((await post("/webhook", event(), withToken(old)))[0]).toBe(200);
    }
    expect(entra.calls).toHaveLength(1);
    await entra.rotate();
    // Strangers' key names must not make us ask again and again.
    vi.setSystemTime(Date.now() + 31_000);
    for (const token of [await entra.token(), old, await entra.token()]) {
      expect((await post("/webhook", event(), withToken(token)))[0]).toBe(200);
    }
    expect(await post("/webhook", event(), withToken(await entra.strange("x")))).toEqual(refused);
    expect(entra.calls).toHaveLength(2);
  });

  test.each([
    ["answer 500", { is: "answer", status: 500 } as const],
    ["answer in HTML", { is: "html", status: 200 } as const],
    ["answer something else", { is: "answer", status: 200, body: { keys: "none" } } as const],
    ["hang up", { is: "cut" } as const],
  ])("is to be sent again, not refused, while its keys %s", async (_what, fault) => {
    await open({ ...entra.env, WEBHOOK_SECRETS: SECRET });
    const token = await entra.token();
    const before = await everythingIn(house.house.store.sql);
    entra.faults.next(fault, { times: 99 });
    const response = await house.post("/webhook", event(), withToken(token));
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await options(withToken(token))).status).toBe(503);
    expect(await everythingIn(house.house.store.sql)).toEqual(before);
    expect(log.join("")).toContain("request failed");
    expect(log.join("")).not.toContain(token.slice(0, 20));
    // The secret needs no keys, and neither does a token that is none.
    expect((await post(`/webhook?code=${SECRET}`, event()))[0]).toBe(200);
    expect(await post("/webhook", event(), withToken("a.b.c"))).toEqual(refused);
    expect(await post("/webhook", event(), withToken(await entra.confused()))).toEqual(refused);
    entra.faults.clear();
    expect((await post("/webhook", event(), withToken(token)))[0]).toBe(200);
  });

  test("and a program's key stand in the same header, and each opens its own form", async () => {
    await open({ ...entra.env, API_KEYS: "key" });
    const token = await entra.token();
    const events = "[]";
    const plain = JSON.stringify({ threadId: "t" });
    const path = "/contact-center/disconnect";
    expect((await post(path, plain, withToken("key")))[0]).toBe(404);
    expect(await post(path, plain, withToken(token))).toEqual(refused);
    expect((await post(path, event(), withToken(token)))[0]).toBe(200);
    expect(await post(path, event(), withToken("key"))).toEqual(refused);
    expect(await post(path, events, withToken("wrong"))).toEqual(refused);
    // A program's key asks nothing of Entra.
    entra.faults.next({ is: "cut" }, { times: 99 });
    expect((await post(path, plain, withToken("key")))[0]).toBe(404);
  });
});

describe("a list of subscriptions", () => {
  const from = (name: string) => ({
    "x-contact-center-key": SECRET,
    "aeg-subscription-name": name,
  });
  beforeEach(() =>
    open({ WEBHOOK_SECRETS: SECRET, WEBHOOK_SUBSCRIPTIONS: "chat-events, Messages" }),
  );

  test.each(["CHAT-EVENTS", "chat-events", "MESSAGES"])("lets %s in", async (name) => {
    expect((await post("/webhook", event(), from(name)))[0]).toBe(200);
    expect((await options(from(name))).status).toBe(200);
  });

  test.each(["OTHER", "MESSAGES, CHAT-EVENTS", "MESSAGE"])("keeps %s out", async (name) => {
    expect(await post("/webhook", event(), from(name))).toEqual(refused);
    expect((await options(from(name))).status).toBe(401);
  });

  test("keeps who has no name out, but for CloudEvents' question before any delivery", async () => {
    const { "x-contact-center-key": key } = from("");
    expect(await post("/webhook", event(), { "x-contact-center-key": key })).toEqual(refused);
    expect((await options({ "x-contact-center-key": key })).status).toBe(200);
    expect((await options({})).status).toBe(401);
  });

  test("is no proof", async () => {
    expect(await post("/webhook", event(), { "aeg-subscription-name": "MESSAGES" })).toEqual(
      refused,
    );
  });
});

describe("whatever bytes it proves, they are taken or kept", () => {
  const LARGE = 3.9 * 1024 * 1024;
  const escape = (text: string) =>
    text
      .replaceAll("/", "\\/")
      .replaceAll("@", "\\u0040")
      .replace("é", "\\u00e9")
      .replace("👋", "\\ud83d\\udc4b");
  const metaBody = (text: string) =>
    JSON.stringify(metaPayload({ messages: [metaMessage(FROM, text)] }));
  const acsBody = (text: string) => JSON.stringify([received(FROM, { content: text })]);
  const provers = [
    ["a secret", acsBody, async () => ({ "x-contact-center-key": SECRET })],
    ["a token", acsBody, async () => withToken(await entra.token())],
    ["Meta's signature", metaBody, async (body: Buffer) => signature(body, APP_SECRET)],
  ] as const;
  const notUtf8 = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
  beforeEach(() => open({ ...meta, ...entra.env, WEBHOOK_SECRETS: SECRET, API_KEYS: "key" }));

  test.each(provers)("by %s", async (_what, body, prove) => {
    const cases: readonly (readonly [Buffer, object])[] = [
      [Buffer.from(escape(body("café / @ 👋"))), { accepted: 1 }],
      [Buffer.from(body("café / @ 👋")), { accepted: 1 }],
      [Buffer.from(`\uFEFF${body("hello")}`), { accepted: 1 }],
      [notUtf8, { quarantined: 1 }],
      [Buffer.from(body("café"), "latin1"), { quarantined: 1 }],
      [Buffer.from(body("hello"), "utf16le"), { quarantined: 1 }],
      [Buffer.alloc(0), { quarantined: 1 }],
      [Buffer.from("null"), { quarantined: 1 }],
      [Buffer.from(body("x".repeat(LARGE))), { accepted: 1 }],
      [Buffer.alloc(LARGE, "["), { quarantined: 1 }],
    ];
    for (const [bytes, counts] of cases) {
      const proof = await prove(bytes);
      expect([bytes.subarray(0, 90).toString(), await post("/webhook", bytes, proof)]).toEqual([
        bytes.subarray(0, 90).toString(),
        counted(counts),
      ]);
    }
  });

  test.each(provers.slice(0, 2))("at the desk's doors by %s", async (_what, _body, prove) => {
    for (const path of ["/contact-center/chat", "/contact-center/disconnect"]) {
      for (const bytes of [notUtf8, Buffer.alloc(0), Buffer.alloc(LARGE, "[")]) {
        expect(await post(path, bytes, await prove(bytes))).toEqual(counted({ quarantined: 1 }));
      }
    }
    // Programs are told what is wrong.
    expect((await post("/contact-center/chat", notUtf8, withToken("key")))[0]).toBe(400);
  });
});
