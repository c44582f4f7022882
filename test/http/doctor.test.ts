import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../core/config.ts";
import { checksOf } from "../../server/cli/doctor/checks.ts";
import { runChecks } from "../../server/cli/doctor/run.ts";
import type { Result } from "../../server/cli/doctor/run.ts";
import type { Fault } from "../support/emulators/faults.ts";
import { startHttpsServer } from "../support/emulators/https-server.ts";
import type { Call, HttpsServer, Reply } from "../support/emulators/https-server.ts";
import { everythingIn } from "../support/engines.ts";
import { startHouse } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";

const PATIENCE_MS = 5_000;
const CHANNEL = "11111111-1111-4111-8111-111111111111";
const TENANT = "22222222-2222-4222-8222-222222222222";
const secrets = {
  azureKey: Buffer.from("the-azure-access-key").toString("base64"),
  modelKey: "the-model-key",
  metaToken: "the-meta-token",
  appSecret: "the-app-secret",
  verifyToken: "the-verify-token",
  webhook: "the-webhook-secret",
  issued: "the-token-azure-issued",
};

/** Every provider at once, as they are when all is well. */
function answer({ method, url }: Call): Reply {
  const path = decodeURIComponent(url.pathname);
  if (path === `/messages/channels/${CHANNEL}/templates`)
    return { status: 200, body: { value: [] } };
  if (path === "/identities/8:acs:us/:issueAccessToken") {
    const expiresOn = new Date(Date.now() + 3_600_000).toISOString();
    return { status: 200, body: { token: secrets.issued, expiresOn } };
  }
  if (method === "GET" && path === "/chat/threads") return { status: 200, body: { value: [] } };
  if (path.endsWith("/chat/completions")) {
    return { status: 200, body: { choices: [{ message: { role: "assistant", content: "OK" } }] } };
  }
  if (path === "/v26.0/1001") {
    const display_phone_number = "+1 425-555-0000";
    const verified_name = "Harbour\u001b[31m Mutual";
    return { status: 200, body: { display_phone_number, verified_name, quality_rating: "GREEN" } };
  }
  if (path === `/${TENANT}/discovery/v2.0/keys`) {
    return { status: 200, body: { keys: [{ kid: "1" }] } };
  }
  return { status: 404, body: { error: { code: "NotFound" } } };
}

let provider: HttpsServer;
let house: TestHouse | undefined;
beforeAll(async () => {
  provider = await startHttpsServer(answer);
});
afterAll(() => provider.stop());
afterEach(async () => {
  provider.faults.clear();
  await house?.stop();
  house = undefined;
});

const connectionString = (url = provider.url) => `endpoint=${url}/;accesskey=${secrets.azureKey}`;
const doors = {
  WEBHOOK_SECRETS: `${secrets.webhook},another`,
  WHATSAPP_CLOUD_APP_SECRET: secrets.appSecret,
  WHATSAPP_CLOUD_VERIFY_TOKEN: secrets.verifyToken,
};
const everything = () => ({
  ...doors,
  DATABASE_URL: "sqlite::memory:",
  AZURE_OPENAI_KEY: secrets.modelKey,
  AZURE_OPENAI_ENDPOINT: provider.url,
  AZURE_OPENAI_DEPLOYMENT: "gpt",
  AZURE_OPENAI_API_VERSION: "2024-10-21",
  CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString(),
  CHAT_COMMUNICATION_SERVICES_IDENTITY: "8:acs:us",
  WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString(),
  WHATSAPP_CHANNEL_ID: CHANNEL,
  WHATSAPP_CLOUD_ACCESS_TOKEN: secrets.metaToken,
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: "1001",
  WHATSAPP_CLOUD_API_URL: provider.url,
  WEBHOOK_ENTRA_TENANT_ID: TENANT,
  WEBHOOK_ENTRA_AUDIENCE: "api://contact-center",
  WEBHOOK_ENTRA_AUTHORITY: provider.url,
});

interface Options {
  readonly url?: string;
  readonly aheadMs?: number;
  readonly patienceMs?: number;
}

/** What the doctor says, by what it looked at; never with a secret in it. */
async function diagnose(env: Record<string, string>, options: Options = {}) {
  const { url = "http://127.0.0.1:1", aheadMs = 0, patienceMs = PATIENCE_MS } = options;
  const clock = (): number => Date.now() + aheadMs;
  const results = await runChecks(checksOf(readConfig(env), url, clock), patienceMs);
  const printed = JSON.stringify(results);
  for (const secret of Object.values(secrets)) expect(printed).not.toContain(secret);
  expect(printed).not.toContain("\\u001b");
  return new Map(results.map((result) => [result.what, result]));
}
const statusOf = (results: ReadonlyMap<string, Result>) =>
  Object.fromEntries([...results].map(([what, { status }]) => [what, status]));
const saying = (status: string, found: string, fix: string) => ({
  status,
  found: expect.stringContaining(found) as string,
  fix: expect.stringContaining(fix) as string,
});

describe("with everything configured", () => {
  test("and well, every line says that it works, and nothing is stored or sent", async () => {
    house = await startHouse({ env: { ...everything(), API_KEYS: "key" } });
    const before = await everythingIn(house.house.store.sql);
    const results = await diagnose(everything(), { url: house.url });
    expect(statusOf(results)).toEqual({
      settings: "works",
      storage: "warning",
      model: "works",
      "desk, ACS chat": "works",
      "WhatsApp, ACS": "works",
      "WhatsApp, Cloud API": "works",
      "Entra's keys": "works",
      "public address": "off",
      server: "works",
      "/webhook": "works",
      "/contact-center/chat": "works",
      "/contact-center/disconnect": "works",
      "/webhook, Meta": "works",
    });
    expect(results.get("WhatsApp, Cloud API")!.found).toBe(
      "+1 425-555-0000, Harbour [31m Mutual; quality GREEN",
    );
    expect(await everythingIn(house.house.store.sql)).toEqual(before);
    expect(provider.calls.map(({ url }) => url.pathname)).not.toContainEqual(
      expect.stringMatching(/messages$|notifications/),
    );
  });

  const answered = (status: number, body: unknown = {}): Fault => ({ is: "answer", status, body });
  const azure = (status: number, code: string) => answered(status, { error: { code } });
  const graph = (status: number, code: number) => answered(status, { error: { code } });
  const page: Fault = { is: "html", status: 502 };
  const TEMPLATES = /templates/;
  const TOKEN = /issueAccessToken/;
  const THREADS = /chat\/threads/;
  const NUMBER = /v26\.0/;
  const MODEL = /completions/;
  const ACS = "WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING";
  const CHAT = "CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING";

  test.each<readonly [string, RegExp, Fault, string, string, string]>([
    ["WhatsApp, ACS", TEMPLATES, azure(401, "Denied"), "fault", "401, Denied: the access key", ACS],
    [
      "WhatsApp, ACS",
      TEMPLATES,
      azure(404, "NotFound"),
      "fault",
      "no such channel",
      "WHATSAPP_CHANNEL_ID",
    ],
    [
      "WhatsApp, ACS",
      TEMPLATES,
      azure(400, "BadRequest"),
      "fault",
      "no such channel",
      "WHATSAPP_CHANNEL_ID",
    ],
    ["WhatsApp, ACS", TEMPLATES, azure(403, "Forbidden"), "fault", "403, Forbidden", ACS],
    [
      "WhatsApp, ACS",
      TEMPLATES,
      azure(429, "TooMany"),
      "warning",
      "asked too often",
      "in a minute",
    ],
    ["WhatsApp, ACS", TEMPLATES, page, "fault", "502", "status page"],
    ["WhatsApp, ACS", TEMPLATES, answered(200, "hi"), "fault", "is not Azure", ACS],
    ["WhatsApp, ACS", TEMPLATES, { is: "cut" }, "fault", "cannot be reached", ACS],
    ["desk, ACS chat", TOKEN, azure(401, "Denied"), "fault", "401, Denied: the access key", CHAT],
    [
      "desk, ACS chat",
      TOKEN,
      azure(404, "NotFound"),
      "fault",
      "no such identity",
      "CHAT_COMMUNICATION_SERVICES_IDENTITY",
    ],
    [
      "desk, ACS chat",
      TOKEN,
      azure(403, "Forbidden"),
      "fault",
      "no such identity",
      "make an identity",
    ],
    [
      "desk, ACS chat",
      TOKEN,
      azure(400, "BadRequest"),
      "fault",
      "no such identity",
      "make an identity",
    ],
    ["desk, ACS chat", TOKEN, { is: "cut" }, "fault", "cannot be reached", CHAT],
    [
      "desk, ACS chat",
      THREADS,
      azure(403, "Forbidden"),
      "fault",
      "may not use chat",
      "of one resource",
    ],
    ["desk, ACS chat", THREADS, page, "fault", "502", "status page"],
    [
      "WhatsApp, Cloud API",
      NUMBER,
      graph(401, 190),
      "fault",
      "access token",
      "WHATSAPP_CLOUD_ACCESS_TOKEN",
    ],
    [
      "WhatsApp, Cloud API",
      NUMBER,
      answered(401, "?"),
      "fault",
      "access token",
      "WHATSAPP_CLOUD_ACCESS_TOKEN",
    ],
    [
      "WhatsApp, Cloud API",
      NUMBER,
      graph(400, 100),
      "fault",
      "no such phone number",
      "WHATSAPP_CLOUD_PHONE_NUMBER_ID",
    ],
    [
      "WhatsApp, Cloud API",
      NUMBER,
      graph(400, 33),
      "fault",
      "no such phone number",
      "WHATSAPP_CLOUD_PHONE_NUMBER_ID",
    ],
    [
      "WhatsApp, Cloud API",
      NUMBER,
      graph(403, 10),
      "fault",
      "lacks a permission",
      "whatsapp_business_messaging",
    ],
    [
      "WhatsApp, Cloud API",
      NUMBER,
      graph(403, 200),
      "fault",
      "lacks a permission",
      "whatsapp_business_messaging",
    ],
    ["WhatsApp, Cloud API", NUMBER, graph(400, 4), "warning", "asked too often", "few minutes"],
    ["WhatsApp, Cloud API", NUMBER, page, "fault", "502", "status page"],
    ["WhatsApp, Cloud API", NUMBER, answered(302), "fault", "302", "WHATSAPP_CLOUD_API_URL"],
    [
      "WhatsApp, Cloud API",
      NUMBER,
      answered(200, {}),
      "fault",
      "is not Meta",
      "WHATSAPP_CLOUD_API_URL",
    ],
    [
      "WhatsApp, Cloud API",
      NUMBER,
      { is: "cut" },
      "fault",
      "cannot be reached",
      "WHATSAPP_CLOUD_API_URL",
    ],
    ["model", MODEL, azure(401, "401"), "fault", "key is not accepted", "AZURE_OPENAI_KEY"],
    [
      "model",
      MODEL,
      azure(404, "DeploymentNotFound"),
      "fault",
      "DeploymentNotFound",
      "AZURE_OPENAI_DEPLOYMENT",
    ],
    ["model", MODEL, azure(429, "RateLimit"), "warning", "rate limit", "quota"],
    ["model", MODEL, azure(429, "insufficient_quota"), "fault", "nothing is left", "billing"],
    ["model", MODEL, page, "fault", "502", "status page"],
    [
      "model",
      MODEL,
      answered(200, { object: "list" }),
      "fault",
      "no chat completion",
      "AZURE_OPENAI_ENDPOINT",
    ],
    ["model", MODEL, { is: "cut" }, "fault", "cannot be reached", "AZURE_OPENAI_ENDPOINT"],
    [
      "Entra's keys",
      /discovery/,
      answered(400),
      "fault",
      "without keys",
      "WEBHOOK_ENTRA_TENANT_ID",
    ],
    [
      "Entra's keys",
      /discovery/,
      { is: "cut" },
      "fault",
      "cannot be reached",
      "WEBHOOK_ENTRA_AUTHORITY",
    ],
  ])("%s: %s %j is a %s, told as %j with %j", async (what, path, fault, ...expected) => {
    const [status, found, fix] = expected;
    const matches = ({ target }: Call): boolean => path.test(decodeURIComponent(target));
    provider.faults.next(fault, { matches, times: 99 });
    const before = provider.calls.length;
    const results = await diagnose(everything());
    expect(results.get(what)).toMatchObject(saying(status, found, fix));
    // What is wrong with one hides nothing about the others.
    const others = ["WhatsApp, ACS", "desk, ACS chat", "WhatsApp, Cloud API", "model"];
    for (const other of others.filter((each) => each !== what)) {
      expect(results.get(other)).toMatchObject({ status: "works" });
    }
    // Whoever waits wants to know now: nothing is tried again.
    expect(provider.calls.slice(before).filter(matches)).toHaveLength(1);
  });

  test("a clock that is wrong is named as the reason, or as something to look at", async () => {
    const late = { aheadMs: -10 * 60_000 };
    expect((await diagnose(everything(), late)).get("WhatsApp, ACS")).toMatchObject(
      saying("warning", "10 minutes slow", "clock"),
    );
    provider.faults.next(azure(401, "Denied"), { times: 99 });
    const results = await diagnose(everything(), { aheadMs: 10 * 60_000 });
    for (const what of ["WhatsApp, ACS", "desk, ACS chat"]) {
      expect(results.get(what)).toMatchObject(saying("fault", "10 minutes fast", "clock"));
    }
  });

  test("what hangs is given up, all at the same time", async () => {
    provider.faults.next({ is: "hang" }, { times: 99 });
    const results = await diagnose(everything(), { patienceMs: 300 });
    for (const what of ["model", "desk, ACS chat", "WhatsApp, ACS", "WhatsApp, Cloud API"]) {
      expect(results.get(what)).toMatchObject(saying("fault", "no answer in time", "check "));
    }
  });

  test("a host nobody knows, and one that speaks no TLS, are told apart", async () => {
    house = await startHouse();
    const env = {
      ...everything(),
      WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString("https://x.invalid"),
      CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString("https://127.0.0.1:1"),
      AZURE_OPENAI_ENDPOINT: house.url.replace("http:", "https:"),
    };
    const results = await diagnose(env);
    expect(results.get("WhatsApp, ACS")).toMatchObject(saying("fault", "host name", "DNS"));
    expect(results.get("desk, ACS chat")).toMatchObject(saying("fault", "nothing listens", "port"));
    expect(results.get("model")).toMatchObject(saying("fault", "TLS", "NODE_EXTRA_CA_CERTS"));
  });
});

describe("with nothing configured", () => {
  test("every part says which variable turns it on, and a server that is not there is no fault", async () => {
    const config = readConfig({ DATABASE_URL: "sqlite::memory:", PORT: "1" });
    const results = await runChecks(checksOf(config, undefined, Date.now), PATIENCE_MS);
    const offs = results.filter(({ status }) => status === "off");
    expect(offs.map(({ what }) => what)).toEqual([
      "model",
      "desk, ACS chat",
      "WhatsApp, ACS",
      "WhatsApp, Cloud API",
      "Entra's keys",
      "public address",
    ]);
    for (const each of offs)
      expect(each).toMatchObject({ fix: expect.stringMatching(/[A-Z]+_[A-Z]+/) as string });
    expect(results.at(-1)).toMatchObject({
      what: "server",
      ...saying("warning", "not running at http://127.0.0.1:1", "npm start"),
    });
  });
});
