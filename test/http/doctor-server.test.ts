import { execFile } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readConfig } from "../../core/config.ts";
import { checksOf } from "../../server/cli/doctor/checks.ts";
import { runChecks } from "../../server/cli/doctor/run.ts";
import { startHttpsServer } from "../support/emulators/https-server.ts";
import type { Call, HttpsServer, Reply } from "../support/emulators/https-server.ts";
import { startHouse } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";

// Some tests start a process, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 45_000 });

const ROOT = join(import.meta.dirname, "../..");
const DOORS = ["/webhook", "/contact-center/chat", "/contact-center/disconnect"];
const secret = { WEBHOOK_SECRETS: "first-secret,second-secret" };
const entra = {
  WEBHOOK_ENTRA_TENANT_ID: "22222222-2222-4222-8222-222222222222",
  WEBHOOK_ENTRA_AUDIENCE: "api://contact-center",
  WEBHOOK_ENTRA_AUTHORITY: "https://127.0.0.1:1",
};
const meta = {
  WHATSAPP_CLOUD_ACCESS_TOKEN: "meta-token",
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: "1001",
  WHATSAPP_CLOUD_APP_SECRET: "app-secret",
  WHATSAPP_CLOUD_VERIFY_TOKEN: "verify-token",
  WHATSAPP_CLOUD_API_URL: "https://127.0.0.1:1",
};

let house: TestHouse | undefined;
let proxy: HttpsServer | undefined;
afterEach(async () => {
  await house?.stop();
  await proxy?.stop();
  house = undefined;
  proxy = undefined;
});

/** What the doctor with these settings says about the server at an address. */
async function diagnose(env: Record<string, string>, url?: string) {
  const config = readConfig({ DATABASE_URL: "sqlite::memory:", ...env });
  const results = await runChecks(checksOf(config, url, Date.now), 5_000);
  expect(JSON.stringify(results)).not.toMatch(/(first|second|app|other)-secret|verify-token/);
  return new Map(results.map((result) => [result.what, result]));
}
const saying = (status: string, found: string) => ({
  status,
  found: expect.stringContaining(found) as string,
});

describe("a server", () => {
  test.each<readonly [string, object, object, string, string]>([
    ["open on this machine", {}, {}, "works", "open to this machine alone"],
    ["with secrets", secret, secret, "works", "a wrong secret is refused"],
    [
      "that takes one subscription",
      { ...secret, WEBHOOK_SUBSCRIPTIONS: "Messages" },
      { ...secret, WEBHOOK_SUBSCRIPTIONS: "messages" },
      "works",
      "a wrong secret is refused",
    ],
    ["with tokens", entra, entra, "works", "only Event Grid can show"],
    ["with another secret", { WEBHOOK_SECRETS: "other-secret" }, secret, "fault", "other settings"],
    [
      "that misses one of the secrets",
      { WEBHOOK_SECRETS: "first-secret" },
      secret,
      "fault",
      "other settings",
    ],
    ["that is open against the settings", {}, secret, "fault", "a wrong proof opens it"],
    ["that is closed to us", secret, {}, "off", "closed to Event Grid"],
  ])("%s", async (_what, env, own, ...[status, found]) => {
    house = await startHouse({ env: env as Record<string, string> });
    const results = await diagnose(own as Record<string, string>, `${house.url}/`);
    expect(results.get("server")).toMatchObject(saying("works", house.url));
    for (const door of DOORS) expect(results.get(door)).toMatchObject(saying(status, found));
  });

  test.each<readonly [string, object, string, string]>([
    ["as configured", {}, "works", "signature taken"],
    ["with another verify token", { WHATSAPP_CLOUD_VERIFY_TOKEN: "x" }, "fault", "VERIFY_TOKEN"],
    [
      "with another app secret",
      { WHATSAPP_CLOUD_APP_SECRET: "x" },
      "fault",
      "APP_SECRET was answered 401",
    ],
  ])("that Meta knows, %s", async (_what, changes, status, found) => {
    house = await startHouse({ env: { ...meta, ...changes } });
    const results = await diagnose(meta, house.url);
    expect(results.get("/webhook, Meta")).toMatchObject(saying(status, found));
  });

  test("that is not there is a fault where somebody said that it is", async () => {
    const gone = await startHttpsServer(() => ({ status: 200 }));
    await gone.stop();
    const results = await diagnose({ PUBLIC_URL: gone.url });
    expect(results.get("server")).toMatchObject({
      ...saying("fault", "nothing listens"),
      fix: expect.stringContaining("PUBLIC_URL") as string,
    });
    expect(results.has("/webhook")).toBe(false);
  });

  test("with a public address without TLS is something to look at", async () => {
    house = await startHouse();
    const results = await diagnose({ PUBLIC_URL: house.url });
    expect(results.get("public address")).toMatchObject(saying("warning", "not https"));
    expect(results.get("server")).toMatchObject({ status: "works" });
  });
});

describe("what stands before the server", () => {
  const alive: Reply = { status: 200, body: { status: "alive" } };
  const refused: Reply = { status: 401, body: {} };
  const isWrong = ({ headers }: Call): boolean =>
    headers["x-contact-center-key"] === undefined ||
    !secret.WEBHOOK_SECRETS.includes(String(headers["x-contact-center-key"]));

  test.each<readonly [string, (call: Call) => Reply, string, string]>([
    [
      "answers OPTIONS itself",
      ({ method }) => ({ status: method === "OPTIONS" ? 204 : 200 }),
      "204",
      "as they are",
    ],
    [
      "sends elsewhere",
      () => ({ status: 308, headers: { location: "/x" } }),
      "308",
      "the address it names",
    ],
    [
      "answers with a page",
      () => ({ status: 200, body: Buffer.from("<html>") }),
      "without its code",
      "leads to",
    ],
    ["knows no such path", () => ({ status: 404 }), "answered 404", "leads to"],
    ["cannot store", () => ({ status: 503 }), "503", "log"],
  ])("%s", async (_what, answer, found, fix) => {
    proxy = await startHttpsServer((call) => {
      if (call.url.pathname === "/healthz") return alive;
      if (isWrong(call)) return refused;
      const reply = answer(call);
      const isAsked = call.method === "POST" && reply.status === 200 && reply.body === undefined;
      const [event] = isAsked ? (call.json as { data: { validationCode: string } }[]) : [];
      return event ? { status: 200, body: event.data } : reply;
    });
    const results = await diagnose(secret, proxy.url);
    for (const door of DOORS) {
      expect(results.get(door)).toMatchObject({
        ...saying("fault", found),
        fix: expect.stringContaining(fix) as string,
      });
    }
  });

  test("hangs up on one door", async () => {
    proxy = await startHttpsServer(() => alive);
    const matches = ({ url }: Call): boolean => url.pathname === "/webhook";
    proxy.faults.next({ is: "cut" }, { times: 9, matches });
    const results = await diagnose(secret, proxy.url);
    expect(results.get("/webhook")).toMatchObject({
      ...saying("fault", "cannot be reached"),
      fix: expect.stringContaining("--url") as string,
    });
  });

  test("is somebody else", async () => {
    proxy = await startHttpsServer(() => ({ status: 200, body: { hello: "world" } }));
    const results = await diagnose(secret, proxy.url);
    expect(results.get("server")).toMatchObject(saying("fault", "no contact center"));
    expect(results.has("/webhook")).toBe(false);
  });

  test("hangs", async () => {
    proxy = await startHttpsServer(() => alive);
    proxy.faults.next({ is: "hang" }, { times: 9 });
    const checks = checksOf(readConfig({ DATABASE_URL: "sqlite::memory:" }), proxy.url, Date.now);
    const results = await runChecks(checks, 300);
    expect(results.at(-1)).toMatchObject({ what: "server", ...saying("fault", "in time") });
  });
});

describe("npm run doctor", () => {
  function run(args: readonly string[], env: Record<string, string>) {
    return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
      const options = {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: "sqlite::memory:", ...env },
      };
      const child = execFile(
        process.execPath,
        ["server/cli/doctor.ts", ...args],
        options,
        (_failed, output, errors) => resolve({ code: child.exitCode ?? -1, output, errors }),
      );
    });
  }

  test("prints a line each and exits 0 when nothing that is configured fails", async () => {
    house = await startHouse({ env: secret });
    const { code, output, errors } = await run(["--url", house.url], secret);
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toMatch(/^ ✓ settings +complete; /m);
    expect(output).toMatch(/^ - model +off: .* → AZURE_OPENAI_KEY/m);
    expect(output).toMatch(/^ ✓ \/webhook +both handshakes answered; a wrong secret is refused$/m);
    expect(output).toContain("no fault.");
    expect(output).not.toContain("secret,");
  });

  test("exits 1 for a fault, in JSON too, and shows no secret", async () => {
    const env = { ...meta, CHAT_COMMUNICATION_SERVICES_IDENTITY: "" };
    const { code, output } = await run(["--json"], env);
    expect(code).toBe(1);
    const report = JSON.parse(output) as {
      ok: boolean;
      checks: { what: string; status: string }[];
    };
    expect(report.ok).toBe(false);
    expect(report.checks.find(({ what }) => what === "WhatsApp, Cloud API")!.status).toBe("fault");
    for (const value of Object.values(meta).slice(0, 4)) expect(output).not.toContain(`"${value}`);
    expect(output).not.toMatch(/meta-token|app-secret|verify-token/);
  });

  test("asks providers over TLS, trusting a CA of one's own", async () => {
    proxy = await startHttpsServer(() => ({ status: 200, body: { value: [] } }));
    const env = {
      WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: `endpoint=${proxy.url}/;accesskey=a2V5`,
      WHATSAPP_CHANNEL_ID: "channel",
    };
    const { output } = await run([], { ...env, NODE_EXTRA_CA_CERTS: proxy.caFile });
    expect(output).toMatch(/^ ✓ WhatsApp, ACS +endpoint, key and channel are accepted$/m);
    const untrusting = await run([], { ...env, NODE_EXTRA_CA_CERTS: "" });
    expect(untrusting.output).toMatch(/^ ✗ WhatsApp, ACS .*TLS.*NODE_EXTRA_CA_CERTS$/m);
    expect(untrusting.code).toBe(1);
  });

  test("names every fault of the settings, with their values kept to itself", async () => {
    const env = {
      WHATSAPP_CLOUD_ACCESS_TOKEN: "meta-token",
      PORT: "eighty",
      NODE_ENV: "production",
    };
    const { code, output } = await run([], env);
    expect(code).toBe(1);
    expect(output.match(/^ ✗ settings /gm)).toHaveLength(4);
    expect(output).toContain("PORT is not a port number");
    expect(output).not.toContain("meta-token");
  });

  test.each([
    [["--colour"], "Unknown option '--colour'. Try --help."],
    [["--url", "nowhere"], '"nowhere" is not an http(s) address.'],
    [["json"], "options follow two dashes"],
  ])("refuses %j with a sentence", async (args, sentence) => {
    const { code, errors } = await run(args, {});
    expect(code).toBe(1);
    expect(errors).toContain(sentence);
  });
});
