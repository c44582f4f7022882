import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../core/config.ts";
import { received, startHouse } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";
import { rowsOf } from "../support/engines.ts";
import { chatEvent } from "../support/payloads.ts";

const KEY = "a-programs-key";
const SECRET = "event-grids-secret";

/** Every route that shows or changes what people wrote. */
const closedToStrangers = [
  ["POST", "/chat", { user_id: "+14255550101", message: "hello" }],
  ["GET", "/chat/%2B14255550101/messages", undefined],
  ["POST", "/contact-center/chat", { threadId: "t", message: "m", senderDisplayName: "Dana" }],
  ["POST", "/contact-center/disconnect", { threadId: "t" }],
  ["GET", "/console/api/handoffs", undefined],
  ["GET", "/console/api/handoffs/t", undefined],
  ["GET", "/console/api/handoffs/t/lines", undefined],
  ["POST", "/console/api/handoffs/t/claim", { name: "Dana" }],
  ["GET", "/simulator/api/customers", undefined],
  ["GET", "/simulator/api/lines?address=%2B14255550101", undefined],
] as const;
const openToAll = [
  "/",
  "/healthz",
  "/readyz",
  "/metrics",
  "/docs",
  "/openapi.json",
  "/console",
  "/simulator",
];

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe("a house that others can reach", () => {
  test.each([
    ["in production", { NODE_ENV: "production" }],
    ["on every interface", { HOST: "0.0.0.0" }],
    ["on every interface of IPv6", { HOST: "::" }],
    ["on an address of the network", { HOST: "192.168.1.7" }],
    ["under a name of the network", { HOST: "desk.example.com" }],
  ])("does not start with open doors %s, and says which variable closes each", (_where, env) => {
    expect(() => readConfig(env)).toThrow(/API_KEYS .*\n.*WEBHOOK_SECRETS /);
    expect(() => readConfig({ ...env, API_KEYS: KEY })).toThrow("WEBHOOK_SECRETS");
    expect(() => readConfig({ ...env, WEBHOOK_SECRETS: SECRET })).toThrow("API_KEYS");
    expect(() => readConfig({ ...env, API_KEYS: ", ,", WEBHOOK_SECRETS: "," })).toThrow(
      /WEBHOOK_SECRETS .*\n.*API_KEYS /,
    );
    const closed = readConfig({ ...env, API_KEYS: KEY, WEBHOOK_SECRETS: SECRET });
    expect(closed).toMatchObject({ isExposed: true, hasDemoData: false, hasSimulator: false });
  });

  test("may leave Event Grid's secret out where Meta's signature closes the webhook", async () => {
    const meta = {
      WHATSAPP_CLOUD_ACCESS_TOKEN: "t",
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: "1",
      WHATSAPP_CLOUD_APP_SECRET: "s",
      WHATSAPP_CLOUD_VERIFY_TOKEN: "v",
    };
    const house = await startHouse({ env: { NODE_ENV: "production", API_KEYS: KEY, ...meta } });
    try {
      // Then there is no Event Grid, and nobody who says so gets in.
      const event = [received("+14255550101", { content: "hello" })];
      expect((await house.post("/webhook", event)).status).toBe(401);
      expect((await house.post("/webhook?code=", event)).status).toBe(401);
      expect((await house.post("/webhook", "{")).status).toBe(401);
      expect(await rowsOf(house.house.store.sql, "quarantine")).toEqual([]);
    } finally {
      await house.stop();
    }
  });
});

describe("a house with keys", () => {
  let house: TestHouse;
  beforeAll(async () => {
    const env = { API_KEYS: `old-key,${KEY}`, WEBHOOK_SECRETS: SECRET, SIMULATOR: "on" };
    house = await startHouse({ env });
  });
  afterAll(() => house.stop());

  const ask = (method: string, path: string, body: unknown, headers: object = {}) =>
    fetch(house.url + path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  test.each(closedToStrangers)("%s %s is closed without a key", async (method, path, body) => {
    const proofs = [
      {},
      bearer("wrong"),
      bearer(""),
      bearer(`old-key,${KEY}`),
      bearer(SECRET),
      { authorization: KEY },
      { authorization: `Basic ${KEY}` },
      { "x-contact-center-key": SECRET },
    ];
    for (const proof of proofs) {
      const response = await ask(method, path, body, proof);
      expect([proof, response.status]).toEqual([proof, 401]);
      expect(await response.json()).toEqual({
        error: { code: "unauthorized", message: expect.any(String) as string },
      });
    }
  });

  test("strangers learn nothing about what they send, and leave nothing behind", async () => {
    for (const path of ["/chat", "/contact-center/chat", "/contact-center/disconnect"]) {
      const broken = await fetch(house.url + path, { method: "POST", body: "{" });
      expect([path, broken.status]).toEqual([path, 401]);
    }
    expect(await rowsOf(house.house.store.sql, "conversations")).toEqual([]);
  });

  test.each(closedToStrangers)("%s %s is open with a key", async (method, path, body) => {
    for (const key of [KEY, "old-key"]) {
      const { status } = await ask(method, path, body, bearer(key));
      // There is no such thread; who knows that has passed the door.
      expect(status).toBe(/\/t\b|contact-center/.test(path) ? 404 : 200);
    }
  });

  test("events of the desk come with Event Grid's secret, not with a program's key", async () => {
    const event = [chatEvent("", { threadId: "19:x@thread.v2" })];
    for (const path of ["/contact-center/chat", "/contact-center/disconnect"]) {
      expect((await ask("POST", path, event, bearer(KEY))).status).toBe(401);
      expect((await ask("POST", `${path}?code=${SECRET}`, event)).status).toBe(200);
      expect((await ask("OPTIONS", path, undefined)).status).toBe(401);
      expect((await ask("OPTIONS", `${path}?code=${SECRET}`, undefined)).status).toBe(200);
    }
  });

  test.each(openToAll)("%s is open, and holds nobody's words", async (path) => {
    expect((await ask("GET", path, undefined)).status).toBe(200);
  });

  test("pages of other sites are kept out by the key alone", async () => {
    const headers = { ...bearer(KEY), origin: "https://desk.example.com" };
    const body = { user_id: "u", message: "hello" };
    expect((await ask("POST", "/chat", body, headers)).status).toBe(200);
  });
});

describe("a house without keys", () => {
  let house: TestHouse;
  afterEach(() => house.stop());

  test("answers on loopback names only, and no page of another site", async () => {
    house = await startHouse();
    const port = new URL(house.url).port;
    const status = async (headers: Record<string, string>) => {
      const body = { user_id: "u", message: "hello" };
      return (await house.post("/chat", body, headers)).status;
    };
    expect(await status({})).toBe(200);
    expect(await status({ origin: `http://127.0.0.1:${port}` })).toBe(200);
    expect(await status({ origin: "https://evil.example" })).toBe(403);
    expect(await status({ origin: "null" })).toBe(403);
    expect(await status({ origin: `http://127.0.0.1:${Number(port) + 1}` })).toBe(403);
  });

  test.each([
    ["desk.localhost", 200],
    ["127.0.0.2", 200],
    ["evil.example", 403],
    ["127.0.0.1.evil.example", 403],
    ["localhost.evil.example", 403],
  ])(
    "called %s answers %i: a foreign name may have been pointed at loopback",
    async (host, status) => {
      house = await startHouse();
      // fetch does not let anybody choose the host it names.
      const { port } = new URL(house.url);
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request({ port, host: "127.0.0.1", path: "/healthz", headers: { host } }, resolve)
          .on("error", reject)
          .end();
      });
      response.resume();
      expect(response.statusCode).toBe(status);
    },
  );
});

describe("a tunnel's name", () => {
  let house: TestHouse;
  afterEach(() => house.stop());

  /** As a tunnel does it: the request reaches loopback, the name is the tunnel's. */
  function through(path: string, body: unknown): Promise<number | undefined> {
    const { port } = new URL(house.url);
    const headers = { host: "harbour.tunnel.example", "content-type": "application/json" };
    return new Promise((resolve, reject) => {
      request({ port, host: "127.0.0.1", method: "POST", path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end(JSON.stringify(body));
    });
  }

  test("reaches the webhook with its secret, and nothing else", async () => {
    house = await startHouse({ env: { WEBHOOK_SECRETS: "s3cret" } });
    const events = [received("+14255550101", { content: "hello" })];
    expect(await through("/webhook?code=s3cret", events)).toBe(200);
    expect(await through("/webhook?code=wrong", events)).toBe(401);
    expect(await through("/contact-center/disconnect", { threadId: "t" })).toBe(401);
    expect(await through("/chat", { user_id: "u", message: "hi" })).toBe(403);
  });

  test("finds no open webhook where no secret is set", async () => {
    house = await startHouse();
    expect(await through("/webhook", [received("+14255550101", { content: "hello" })])).toBe(401);
  });
});

describe("every answer", () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());
  const get = (path: string, method = "GET") => fetch(house.url + path, { method });

  test.each([...openToAll, "/nowhere", "/chat/nobody/messages", "/console/api/handoffs"])(
    "of %s forbids guessing its type and names no software",
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("server")).toBeNull();
    },
  );

  test.each(["/", "/console", "/simulator", "/docs"])(
    "that is a page (%s) keeps to itself",
    async (path) => {
      const response = await fetch(house.url + path, { headers: { accept: "text/html" } });
      const policy = response.headers.get("content-security-policy");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
    },
  );

  test.each(["/console/api/handoffs", "/simulator/api/customers"])(
    "with what people wrote (%s) stays out of caches",
    async (path) => {
      expect((await get(path)).headers.get("cache-control")).toBe("no-store");
    },
  );

  test.each([
    ["DELETE", "/chat"],
    ["GET", "/chat"],
    ["PUT", "/webhook"],
    ["DELETE", "/webhook"],
    ["POST", "/chat/u/messages"],
    ["GET", "/contact-center/chat"],
    ["PATCH", "/contact-center/disconnect"],
    ["POST", "/healthz"],
    ["POST", "/metrics"],
    ["DELETE", "/console/api/handoffs"],
  ])("to %s %s says that the method is not served, and which are", async (method, path) => {
    const response = await get(path, method);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toEqual(expect.stringMatching(/GET|POST/));
    expect(await response.json()).toEqual({
      error: { code: "method_not_allowed", message: expect.any(String) as string },
    });
  });

  test("to a path nobody serves says so in the one shape of errors", async () => {
    for (const path of [
      "/nowhere",
      "/chat/",
      "/..%2f..%2fetc/passwd",
      "/%zz",
      "/console/none.js",
    ]) {
      const response = await get(path);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(await response.json()).toEqual({
        error: { code: expect.any(String) as string, message: expect.any(String) as string },
      });
    }
  });

  test("to what cannot be stored is 503 with a time to come back", async () => {
    const other = await startHouse();
    const { sql } = other.house.store;
    await sql.transaction(function* () {
      yield { sql: "PRAGMA max_page_count = 1", args: [] };
    });
    const filling = Array.from({ length: 40 }, () =>
      received("+14255550101", { content: "x".repeat(4_000) }),
    );
    const answers = await Promise.all(filling.map((event) => other.post("/webhook", [event])));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const response of refused) {
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      expect(await response.json()).toMatchObject({ error: { code: "store_unavailable" } });
    }
    await other.stop();
  });
});
