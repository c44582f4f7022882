import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { Environment, readConfig } from "../../../core/config.ts";
import type { Group } from "../../../core/config.ts";
import { AppError } from "../../../core/errors.ts";

const azure = {
  AZURE_OPENAI_KEY: "azure-key-value",
  AZURE_OPENAI_ENDPOINT: "https://harbour.openai.azure.com",
  AZURE_OPENAI_DEPLOYMENT: "deployment",
  AZURE_OPENAI_API_VERSION: "2024-10-21",
};
const acs = "endpoint=https://harbour.communication.azure.com/;accesskey=YWNzLWtleQ==";
const groups: Readonly<Record<Group, Readonly<Record<string, string>>>> = {
  "Event Grid's Entra token": {
    WEBHOOK_ENTRA_TENANT_ID: "22222222-2222-4222-8222-222222222222",
    WEBHOOK_ENTRA_AUDIENCE: "api://contact-center",
  },
  "Azure OpenAI": azure,
  "an OpenAI-compatible server": { OPENAI_API_KEY: "openai-key-value", OPENAI_MODEL: "model" },
  "ACS chat": {
    CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING: acs,
    CHAT_COMMUNICATION_SERVICES_IDENTITY: "8:acs:us",
  },
  "WhatsApp through ACS": {
    WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: acs,
    WHATSAPP_CHANNEL_ID: "channel",
  },
  "WhatsApp Cloud API": {
    WHATSAPP_CLOUD_ACCESS_TOKEN: "cloud-token-value",
    WHATSAPP_CLOUD_PHONE_NUMBER_ID: "1001",
    WHATSAPP_CLOUD_APP_SECRET: "app-secret-value",
    WHATSAPP_CLOUD_VERIFY_TOKEN: "verify-token-value",
  },
};

/** The faults a start ends with, one a line. */
function faultsOf(environment: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(environment);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: "misconfigured" });
    const [opening, ...faults] = (thrown as AppError).message.split("\n");
    expect(opening).toBe("The contact center cannot start with these settings:");
    return faults.map((fault) => fault.replace("  - ", ""));
  }
  return [];
}

describe("with nothing set", () => {
  test("the embedded defaults serve", () => {
    const { env, ...config } = readConfig({});
    expect(env).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      LOG_LEVEL: "info",
      MODEL_UNDERSTANDING: "hybrid",
      WEBHOOK_SECRETS: [],
      API_KEYS: [],
      WHATSAPP_CLOUD_API_URL: "https://graph.facebook.com",
    });
    expect(env.DATABASE_URL.reveal()).toBe("sqlite:data/var/contact-center.db");
    expect(config).toMatchObject({ isExposed: false, hasDemoData: true, hasSimulator: true });
    for (const group of Object.keys(groups) as Group[]) expect(config.has(group)).toBe(false);
  });

  test("an empty variable counts as not set, and a foreign one is none of ours", () => {
    const empty = Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, ""]));
    const plain = readConfig({}).env;
    expect(readConfig({ ...empty, PATH: "/usr/bin", HOME: undefined }).env).toEqual(plain);
  });
});

describe("faults", () => {
  test("are all in one message", () => {
    const faults = faultsOf({
      PORT: "eighty",
      LOG_LEVEL: "loud",
      DATABASE_URL: "mysql://x",
      SIMULATOR: "yes",
      AZURE_OPENAI_KEY: "azure-key-value",
      OPENAI_BASE_URL: "ftp://x",
      HOST: "0.0.0.0",
      WHATSAPP_CHANNEL_ID: "channel",
    });
    expect(faults).toEqual([
      "PORT is not a port number",
      "LOG_LEVEL is not one of debug, info, warn, error, silent",
      "DATABASE_URL is neither sqlite:PATH nor postgres://…",
      "SIMULATOR is either on or off",
      "OPENAI_BASE_URL is not an http(s) address",
      expect.stringMatching(/^AZURE_OPENAI_ENDPOINT, .* missing: Azure OpenAI needs /),
      expect.stringMatching(/^WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING missing: /),
      "OPENAI_BASE_URL has no effect without OPENAI_API_KEY",
      expect.stringMatching(/^API_KEYS is not set/),
      expect.stringMatching(/^WEBHOOK_SECRETS is not set/),
    ]);
  });

  test.each([
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["PORT", "http"],
    ["LOG_LEVEL", "trace"],
    ["MODEL_UNDERSTANDING", "remote"],
    ["DATABASE_URL", "contact-center.db"],
    ["DATABASE_URL", "sqlite:"],
    ["DATABASE_URL", "postgres://u:p#w@h/d"],
    ["DEMO_DATA", "true"],
    ["PUBLIC_URL", "house.example.com"],
    ["WEBHOOK_ENTRA_TENANT_ID", "contoso.com"],
    ["WEBHOOK_ENTRA_CLIENT_ID", "event-grid"],
    ["WEBHOOK_ENTRA_AUTHORITY", "http://login.example.com"],
    ["AZURE_OPENAI_ENDPOINT", "harbour.openai.azure.com"],
    ["WHATSAPP_CLOUD_API_URL", "file:///etc/passwd"],
    ["CHAT_THREAD_AT_END", "keep"],
    ["CHAT_DESK_PEOPLE", "Nadia"],
    ["CHAT_DESK_PEOPLE", "Nadia=8:acs:a,=8:acs:b"],
    ["CHAT_DESK_PEOPLE", "Nadia=nadia@harbour.example"],
    ["CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING", "accesskey=YWNz"],
    ["CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING", "endpoint=https://x/"],
    ["WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING", "endpoint=;accesskey="],
    ["API_KEYS", "   "],
    ["API_KEYS", ","],
    ["WEBHOOK_SECRETS", " , ,"],
    ["OPENAI_API_KEY", "   "],
  ])("%s=%j is one, named by its variable", (name, value) => {
    expect(faultsOf({ [name]: value })).toContainEqual(expect.stringContaining(`${name} is `));
  });

  test.each([
    "PORT=0",
    "PORT=65535",
    "DATABASE_URL=postgres://u:p@h/d",
    "DATABASE_URL=postgresql:///d?host=/var/run/postgresql",
    "DATABASE_URL=sqlite::memory:",
  ])("%s is none", (setting) => {
    const [name = "", value] = setting.split(/=(.*)/s);
    expect(faultsOf({ [name]: value })).toEqual([]);
  });
});

describe.each(Object.entries(groups))("%s", (name, group) => {
  test("is on when all of it is set", () => {
    expect(readConfig(group).has(name as Group)).toBe(true);
  });

  test.each(Object.keys(group))("stops the start without %s, which is named", (missing) => {
    const faults = faultsOf({ ...group, [missing]: undefined });
    expect(faults).toEqual([
      `${missing} missing: ${name} needs ${Object.keys(group).join(", ")} together, or none of them`,
    ]);
  });

  test.each(Object.entries(group))("stops the start with nothing but %s", (only, value) => {
    const [fault] = faultsOf({ [only]: value });
    for (const each of Object.keys(group)) expect(fault).toContain(each);
  });
});

describe("secrets", () => {
  const secrets = {
    API_KEYS: "first-key-value, second-key-value",
    WEBHOOK_SECRETS: "webhook-secret-value",
    ...Object.assign({}, ...Object.values(groups)),
  } as Record<string, string>;
  const values = [
    "first-key-value",
    "second-key-value",
    "webhook-secret-value",
    "azure-key-value",
    "openai-key-value",
    "YWNzLWtleQ==",
    "cloud-token-value",
    "app-secret-value",
    "verify-token-value",
  ];

  test("can be used, and show neither in JSON, nor in inspection, nor in text", () => {
    const { env } = readConfig(secrets);
    expect(env.API_KEYS.map((key) => key.reveal())).toEqual([
      "first-key-value",
      "second-key-value",
    ]);
    const shown = [JSON.stringify(env), inspect(env, { depth: 9, showHidden: true })].join();
    for (const value of values) expect(shown).not.toContain(value);
    expect(String(env.AZURE_OPENAI_KEY)).toBe("[secret]");
  });

  test("are in no message about faults, not even about their own", () => {
    const broken = {
      ...secrets,
      CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING: "endpoint=nowhere;accesskey=app-secret-value",
      OPENAI_BASE_URL: "no-url-with-openai-key-value",
      DATABASE_URL: "postgres:cloud-token-value",
      PORT: "webhook-secret-value",
      HOST: "0.0.0.0",
      OPENAI_MODEL: "",
    };
    const faults = faultsOf(broken);
    expect(faults.length).toBeGreaterThanOrEqual(5);
    for (const value of values) expect(faults.join("\n")).not.toContain(value);
  });
});

describe("people at the desk", () => {
  test("are named with their identity, some for every thread", () => {
    const people = " Nadia Okafor = 8:acs:r_1, *=8:acs:r_2 ,*=8:acs:r_3,";
    const { env } = readConfig({ ...groups["ACS chat"], CHAT_DESK_PEOPLE: people });
    expect(env.CHAT_DESK_PEOPLE).toEqual([
      { name: "Nadia Okafor", rawId: "8:acs:r_1" },
      { name: "*", rawId: "8:acs:r_2" },
      { name: "*", rawId: "8:acs:r_3" },
    ]);
    expect(env.CHAT_THREAD_AT_END).toBe("close");
    expect(readConfig({}).env.CHAT_DESK_PEOPLE).toEqual([]);
  });

  test("have no effect without ACS chat", () => {
    expect(faultsOf({ CHAT_DESK_PEOPLE: "Nadia=8:acs:a" })).toEqual([
      "CHAT_DESK_PEOPLE has no effect without CHAT_COMMUNICATION_SERVICES_IDENTITY",
    ]);
  });
});

describe("loopback", () => {
  test.each(["127.0.0.1", "127.0.0.53", "localhost", "::1"])("is %s", (host) => {
    expect(readConfig({ HOST: host }).isExposed).toBe(false);
  });

  test.each([
    "0.0.0.0",
    "::",
    "10.0.0.1",
    "example.com",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "x127.0.0.1",
    "1270.0.1",
    "::ffff:10.0.0.1",
    "LOCALHOSTS",
  ])("is not %s", (host) => {
    const closed = { API_KEYS: "key", WEBHOOK_SECRETS: "secret" };
    expect(readConfig({ ...closed, HOST: host }).isExposed).toBe(true);
  });

  test("does not make production harmless", () => {
    expect(faultsOf({ NODE_ENV: "production" })).toHaveLength(2);
    expect(faultsOf({ NODE_ENV: "development" })).toEqual([]);
    expect(faultsOf({ NODE_ENV: "test" })).toEqual([]);
  });
});

test("a token of Entra closes the webhook in production", () => {
  const exposed = { NODE_ENV: "production", API_KEYS: "key" };
  expect(faultsOf(exposed)).toHaveLength(1);
  expect(faultsOf({ ...exposed, ...groups["Event Grid's Entra token"] })).toEqual([]);
});

test.each([
  [{}, true, true],
  [{ DEMO_DATA: "off", SIMULATOR: "off" }, false, false],
  [{ NODE_ENV: "production", API_KEYS: "k", WEBHOOK_SECRETS: "s" }, false, false],
  [{ HOST: "0.0.0.0", API_KEYS: "k", WEBHOOK_SECRETS: "s", SIMULATOR: "on" }, false, true],
])("%j: demo data %s, simulator %s", (environment, hasDemoData, hasSimulator) => {
  expect(readConfig(environment)).toMatchObject({ hasDemoData, hasSimulator });
});

describe(".env.example", () => {
  const file = readFileSync(join(import.meta.dirname, "../../../.env.example"), "utf8");
  const settings = [...file.matchAll(/^# ([A-Z][A-Z0-9_]*)=(.*)$/gm)];

  test("names every variable once and no other", () => {
    const names = settings.map(([, name = ""]) => name);
    expect(names.toSorted()).toEqual(Object.keys(Environment.shape).toSorted());
  });

  test("sets nothing, and says above each variable what it is and its default", () => {
    const lines = file.split("\n");
    for (const line of lines) expect(line).toMatch(/^(#.*)?$/);
    for (const [index, line] of lines.entries()) {
      if (/^# [A-Z][A-Z0-9_]*=/.test(line))
        expect(lines[index - 1]).toMatch(/^# .+ Default: .+\.$/);
    }
  });

  test("shows values that are the defaults", () => {
    const given = settings.filter(([, name, value]) => value !== "" && name !== "NODE_ENV");
    const values = Object.fromEntries(given.map(([, name, value]) => [name, value]));
    expect(Object.keys(values).length).toBeGreaterThan(4);
    const shown = readConfig(values);
    const plain = readConfig({});
    expect({ ...shown.env, DEMO_DATA: undefined, SIMULATOR: undefined }).toEqual({
      ...plain.env,
      DEMO_DATA: undefined,
      SIMULATOR: undefined,
    });
    expect(shown.env.DATABASE_URL.reveal()).toBe(plain.env.DATABASE_URL.reveal());
    expect(shown.hasDemoData).toBe(plain.hasDemoData);
    expect(shown.hasSimulator).toBe(plain.hasSimulator);
  });
});
