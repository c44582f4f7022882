import { createHash, createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startEntra } from "../support/emulators/entra.ts";
import type { Entra } from "../support/emulators/entra.ts";
import { everythingIn } from "../support/engines.ts";
import { TODAY, received, startHouse } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";
import {
  chatEvent,
  cloudEvent,
  metaMessage,
  metaPayload,
  signature,
  threadEvent,
} from "../support/payloads.ts";

const FROM = "+14255550101";
const OLD = "the-old-webhook-secret";
const NEW = "the-new-webhook-secret";
const RETIRED = "the-retired-webhook-secret";
const KEY = "the-programs-key";
const APP_SECRET = "the-app-secret";

const time = { now: TODAY };
const log: string[] = [];
let entra: Entra;
let house: TestHouse;

beforeAll(async () => {
  entra = await startEntra(() => time.now);
  house = await startHouse({
    time,
    onLog: (line) => log.push(line),
    env: {
      ...entra.env,
      WEBHOOK_SECRETS: `${NEW},${OLD}`,
      API_KEYS: KEY,
      WHATSAPP_CLOUD_ACCESS_TOKEN: "token",
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: "1001",
      WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
      WHATSAPP_CLOUD_VERIFY_TOKEN: "the-verify-token",
      WHATSAPP_CLOUD_API_URL: "http://127.0.0.1:9",
    },
  });
});
afterAll(async () => {
  await house.stop();
  await entra.stop();
});
afterEach(() => {
  for (const secret of [OLD, NEW, RETIRED, KEY, APP_SECRET, "eyJ", "code="]) {
    expect(log.join("\n")).not.toContain(secret);
  }
});

const validation = [
  {
    id: "1",
    eventType: "Microsoft.EventGrid.SubscriptionValidationEvent",
    data: { validationCode: "512d38b6" },
  },
];
const message = received(FROM, { content: "hello" });
/** Everything that only Event Grid may bring, and both ways in which it asks for consent. */
const doors = [
  ["POST", "/webhook", [message]],
  ["POST", "/webhook", cloudEvent(message)],
  ["POST", "/webhook", "{"],
  ["POST", "/webhook", ""],
  ["POST", "/webhook", { some: "thing" }],
  ["POST", "/contact-center/chat", [chatEvent("", { threadId: "19:x@thread.v2" })]],
  ["POST", "/contact-center/disconnect", [threadEvent("ChatThreadDeleted", "19:x@thread.v2")]],
  ...["/webhook", "/contact-center/chat", "/contact-center/disconnect"].flatMap(
    (path) =>
      [
        ["POST", path, validation],
        ["OPTIONS", path, undefined],
      ] as const,
  ),
] as const;

interface Proof {
  readonly query?: string;
  readonly headers?: Record<string, string>;
}

async function ask([method, path, body]: (typeof doors)[number], { query = "", headers }: Proof) {
  const response = await fetch(house.url + path + query, {
    method,
    headers: {
      "content-type": "application/json",
      "webhook-request-origin": "eventgrid.azure.net",
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { response, text: await response.text() };
}

/** Nothing in any table is other than before. */
async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const { sql } = house.house.store;
  const before = await everythingIn(sql);
  await work();
  expect(await everythingIn(sql)).toEqual(before);
}

const query = (text: string) => (): Proof => ({ query: text });
const header = (value: string) => (): Proof => ({ headers: { "x-contact-center-key": value } });
const bearer = (make: () => string | Promise<string>) => async (): Promise<Proof> => ({
  headers: { authorization: `Bearer ${await make()}` },
});
const claims = (changes: () => Record<string, unknown>) => bearer(() => entra.token(changes()));

const wrongProofs: readonly (readonly [string, () => Proof | Promise<Proof>])[] = [
  ["nothing", () => ({})],
  // Secrets
  ["a wrong secret in the query", query("?code=wrong")],
  ["a wrong secret in the header", header("wrong")],
  ["an empty secret in both places", () => ({ query: "?code=", ...header("")() })],
  ["a secret that was retired", query(`?code=${RETIRED}`)],
  ["the whole list of secrets", query(`?code=${NEW},${OLD}`)],
  ["the same secret twice in the query", query(`?code=${NEW}&code=${NEW}`)],
  ["two secrets in the header", header(`${NEW}, ${OLD}`)],
  ["the beginning of a secret", query(`?code=${NEW.slice(0, -1)}`)],
  ["a secret and more", query(`?code=${NEW}x`)],
  ["a secret in capitals", header(NEW.toUpperCase())],
  ["a secret in base64", header(Buffer.from(NEW).toString("base64"))],
  ["a secret under another name", query(`?key=${NEW}`)],
  ["a secret as a bearer token", bearer(() => NEW)],
  ["a program's key as a bearer token", bearer(() => KEY)],
  ["a program's key as a secret", query(`?code=${KEY}`)],
  ["Meta's app secret", query(`?code=${APP_SECRET}`)],
  // Tokens: their form
  ["an empty token", bearer(() => "")],
  ["three words for a token", bearer(() => "a.b.c")],
  ["base64 that is none", bearer(() => "e!J.e!J.e!J")],
  ["a header that is no object", bearer(() => "bnVsbA.bnVsbA.bnVsbA")],
  ["a token without its signature", bearer(async () => cut(await entra.token(), 2))],
  ["a token with another's claims", bearer(async () => swapClaims(await entra.token()))],
  ["a good token by another scheme", basic],
  ["a good token in the query", async () => ({ query: `?code=${await entra.token()}` })],
  ["two good tokens", bearer(async () => `${await entra.token()}, ${await entra.token()}`)],
  // Tokens: their key
  ["no algorithm", bearer(() => entra.unsigned())],
  ["HS256 with the public key", bearer(() => entra.confused())],
  ["PS256 with the right key", bearer(() => entra.otherAlgorithm("PS256"))],
  ["RS512 with the right key", bearer(() => entra.otherAlgorithm("RS512"))],
  ["a key nobody knows", bearer(() => entra.strange("key-9"))],
  ["another key under the right name", bearer(() => entra.strange("key-1"))],
  ["a key the token brings along", bearer(() => entra.strange("key-1", { jwk: { kty: "RSA" } }))],
  ["a place for keys the token names", bearer(() => entra.strange("key-1", { jku: "https://x" }))],
  // Tokens: their claims
  ["expired", claims(() => ({ exp: entra.seconds(-120) }))],
  ["without an end", claims(() => ({ exp: undefined }))],
  ["not yet valid", claims(() => ({ nbf: entra.seconds(120) }))],
  ["for somebody else", claims(() => ({ aud: "api://another" }))],
  ["for nobody", claims(() => ({ aud: undefined }))],
  ["of another tenant", claims(() => ({ iss: "https://sts.windows.net/another/" }))],
  ["of the tenant, elsewhere", claims(() => ({ iss: `https://x.example/${entra.tenant}/v2.0` }))],
  ["of nobody", claims(() => ({ iss: undefined }))],
  ["without roles", claims(() => ({ roles: undefined }))],
  ["with another role", claims(() => ({ roles: ["Reader"] }))],
  [
    "with a role that is no list",
    claims(() => ({ roles: "AzureEventGridSecureWebhookSubscriber" })),
  ],
  ["of another application", claims(() => ({ appid: "33333333-3333-4333-8333-333333333333" }))],
  [
    "of another application, in azp",
    claims(() => ({ azp: "33333333-3333-4333-8333-333333333333" })),
  ],
  ["of no application", claims(() => ({ appid: undefined }))],
];

async function basic(): Promise<Proof> {
  return { headers: { authorization: `Basic ${await entra.token()}` } };
}

function cut(token: string, parts: number): string {
  return token.split(".").slice(0, parts).join(".").concat(".");
}

function swapClaims(token: string): string {
  const [head, , tail] = token.split(".");
  const claims = Buffer.from(JSON.stringify({ roles: ["Owner"] })).toString("base64url");
  return `${head}.${claims}.${tail}`;
}

describe("every door of Event Grid is closed to", () => {
  test.each(wrongProofs)("%s", async (_what, prove) => {
    const proof = await prove();
    await leavesNothing(async () => {
      for (const door of doors) {
        const { response, text } = await ask(door, proof);
        expect([door, response.status]).toEqual([door, 401]);
        expect(JSON.parse(text)).toMatchObject({ error: { code: "unauthorized" } });
        expect(response.headers.get("webhook-allowed-origin")).toBeNull();
      }
    });
  });
});

/** As Meta writes it: our own JSON would not escape any of this. */
const escaped = JSON.stringify(metaPayload({ messages: [metaMessage(FROM, "café / @ 👋")] }))
  .replaceAll("/", "\\/")
  .replaceAll("@", "\\u0040")
  .replace("é", "\\u00e9")
  .replace("👋", "\\ud83d\\udc4b");
const hmac = (body: string, secret = APP_SECRET) => createHmac("sha256", secret).update(body);
const signed = (value: string) => async (): Promise<Proof> => ({
  headers: { "x-hub-signature-256": value },
});
const right = signature(escaped, APP_SECRET)["x-hub-signature-256"]!;

describe("Meta's door is closed to", () => {
  test.each<readonly [string, () => Proof | Promise<Proof>]>([
    ["nothing", () => ({})],
    ["an empty signature", signed("")],
    ["the name of the algorithm alone", signed("sha256=")],
    ["a signature without its algorithm", signed(right.slice("sha256=".length))],
    ["a signature that is too short", signed(right.slice(0, -2))],
    ["a signature that is too long", signed(`${right}00`)],
    ["one digit too few", signed(right.slice(0, -1))],
    ["a signature in base64", signed(`sha256=${hmac(escaped).digest("base64")}`)],
    ["64 letters that are no digits", signed(`sha256=${"z".repeat(64)}`)],
    ["64 zeros", signed(`sha256=${"0".repeat(64)}`)],
    ["the right one twice", signed(`${right}, ${right}`)],
    ["another secret's", signed(`sha256=${hmac(escaped, "another").digest("hex")}`)],
    ["the verify token's", signed(`sha256=${hmac(escaped, "the-verify-token").digest("hex")}`)],
    ["an empty secret's", signed(`sha256=${hmac(escaped, "").digest("hex")}`)],
    ["other bytes'", signed(`sha256=${hmac(`${escaped} `).digest("hex")}`)],
    ["the re-written body's", signed(`sha256=${hmac(rewritten()).digest("hex")}`)],
    [
      "a hash without a key",
      signed(`sha256=${createHash("sha256").update(escaped).digest("hex")}`),
    ],
    ["SHA-1 in its own header", sha1("x-hub-signature", "sha1")],
    ["SHA-1 in the header of SHA-256", sha1("x-hub-signature-256", "sha256")],
    ["Event Grid's secret", query(`?code=${NEW}`)],
    ["Event Grid's token", claims(() => ({}))],
    ["a program's key", bearer(() => KEY)],
  ])("%s", async (_what, prove) => {
    const proof = await prove();
    await leavesNothing(async () => {
      const { response } = await ask(["POST", "/webhook", escaped as ""], proof);
      expect(response.status).toBe(401);
    });
  });
});

test("Meta's signature opens no door of Event Grid", async () => {
  await leavesNothing(async () => {
    for (const door of doors.filter(
      ([, , body]) => typeof body === "object" && !("some" in body),
    )) {
      const { response } = await ask(door, {
        headers: signature(JSON.stringify(door[2]), APP_SECRET),
      });
      expect([door, response.status]).toEqual([door, 401]);
    }
  });
});

// From here on something is stored: what comes in is thought about while the next test runs.

test("Meta's door opens to the signature of exactly these bytes", async () => {
  const { response, text } = await ask(["POST", "/webhook", escaped as ""], await signed(right)());
  expect([response.status, JSON.parse(text)]).toEqual([
    200,
    { accepted: 1, duplicates: 0, statuses: 0, ignored: 0, quarantined: 0 },
  ]);
});

describe("every door of Event Grid opens to", () => {
  test.each<readonly [string, () => Proof | Promise<Proof>]>([
    ["the new secret in the query", query(`?code=${NEW}`)],
    ["the old secret during its replacement", header(OLD)],
    ["a secret beside a wrong one", () => ({ ...query(`?code=${NEW}`)(), ...header("wrong")() })],
    [
      "a secret beside a wrong token",
      async () => ({ ...query(`?code=${NEW}`)(), ...(await basic()) }),
    ],
    ["a token of version 1", claims(() => ({}))],
    ["a token of version 2", bearer(() => entra.v2())],
    ["a token for several", claims(() => ({ aud: ["api://another", "api://contact-center"] }))],
    ["a token of a clock that is a little fast", claims(() => ({ nbf: entra.seconds(30) }))],
    ["a token that ends just now", claims(() => ({ exp: entra.seconds(-30) }))],
  ])("%s", async (_what, prove) => {
    const proof = await prove();
    for (const door of doors) {
      const { response } = await ask(door, proof);
      expect([door, response.status]).toEqual([door, 200]);
      const isOptions = door[0] === "OPTIONS";
      expect(response.headers.get("webhook-allowed-origin")).toBe(
        isOptions ? "eventgrid.azure.net" : null,
      );
    }
  });
});

function rewritten(): string {
  return JSON.stringify(JSON.parse(escaped));
}

function sha1(name: string, algorithm: string): () => Proof {
  const hash = createHmac("sha1", APP_SECRET).update(escaped).digest("hex");
  return () => ({ headers: { [name]: `${algorithm}=${hash}` } });
}
