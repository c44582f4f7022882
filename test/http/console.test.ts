import { afterEach, expect, test } from "vitest";
import { aHandoff, makeFakeHouse } from "../support/fake-house.ts";
import type { FakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";
import { aCustomer, aPolicy } from "../support/records.ts";

const NOON = Date.UTC(2026, 10, 22, 12);
const API = "/console/api/handoffs";
let running: Running | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

function makeHouse(): FakeHouse {
  return makeFakeHouse({
    customers: [aCustomer()],
    policies: [aPolicy(), aPolicy({ policyNumber: "HOM-2001", customerId: "C-9999" })],
    handoffs: [
      aHandoff({ queuedAt: NOON, lastAt: NOON, lastText: "A person please" }),
      aHandoff({ threadId: "thread-2", address: "somebody", queuedAt: NOON, lastAt: NOON }),
    ],
    now: () => NOON,
  });
}

async function open(house: FakeHouse, keys: string[] = []) {
  running = await servePages(house, keys);
  const { url } = running;
  return {
    get: (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers }),
    post: (path: string, body: string) => fetch(url + path, { method: "POST", body }),
    claim: (threadId: string, body: unknown) =>
      fetch(`${url}${API}/${threadId}/claim`, { method: "POST", body: JSON.stringify(body) }),
  };
}

test("serves the page so that only its own scripts and styles run, and nobody frames it", async () => {
  const { get } = await open(makeHouse());
  const response = await get("/console");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
});

test("every file the page names is there, of the right type", async () => {
  const { get } = await open(makeHouse());
  const page = await (await get("/console")).text();
  const paths = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(paths).toContain("/console/app.js");
  for (const path of paths) {
    const response = await get(path);
    expect([path, response.status]).toEqual([path, 200]);
    if (path.endsWith(".js")) {
      expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    }
  }
});

test("answers 304 for a file the browser has", async () => {
  const { get } = await open(makeHouse());
  const first = await get("/console/app.js");
  expect(first.headers.get("cache-control")).toBe("no-cache");
  const again = await get("/console/app.js", {
    "if-none-match": first.headers.get("etag") ?? "",
    // Otherwise Node's fetch asks for a fresh copy itself.
    "cache-control": "max-age=0",
  });
  expect(again.status).toBe(304);
});

test.each([
  "/console/none.js",
  "/console/..%2fassets.ts",
  "/console/%2e%2e%2f%2e%2e%2fpackage.json",
])("has no file %s", async (path) => {
  const { get } = await open(makeHouse());
  const response = await get(path);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: "not_found" } });
});

test("lists handoffs with the customer's name, or only the address of somebody unknown", async () => {
  const { get } = await open(makeHouse());
  const response = await get(API);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const { handoffs } = (await response.json()) as { handoffs: object[] };
  expect(handoffs[0]).toEqual({
    threadId: "thread-1",
    conversationId: "talk-1",
    kind: "contact_center",
    status: "queued",
    reason: "asked",
    summary: "Asked for a person.",
    offeredTo: null,
    claimedBy: null,
    queuedAt: "2026-11-22T12:00:00.000Z",
    claimedAt: null,
    closedAt: null,
    lastText: "A person please",
    lastAt: "2026-11-22T12:00:00.000Z",
    customerName: "Ada Moreno",
    address: "+14255550101",
    isProven: true,
    openUntil: null,
  });
  expect(handoffs[1]).toMatchObject({ customerName: null, address: "somebody" });
});

test("shows who it is with the policies that are theirs and nobody else's", async () => {
  const { get } = await open(makeHouse());
  const known = await (await get(`${API}/thread-1`)).json();
  expect(known).toMatchObject({ handoff: { threadId: "thread-1" }, customer: aCustomer() });
  expect(known).toHaveProperty("policies", [aPolicy()]);
  const unknown = await (await get(`${API}/thread-2`)).json();
  expect(unknown).toMatchObject({ customer: null, policies: [] });
});

test("says until when words reach the customer, and what time it is by the same clock", async () => {
  const house = makeHouse();
  house.change("thread-1", { openUntil: NOON + 60_000 });
  const { get } = await open(house);
  const list = await (await get(API)).json();
  const openUntil = "2026-11-22T12:01:00.000Z";
  expect(list).toMatchObject({ now: "2026-11-22T12:00:00.000Z", handoffs: [{ openUntil }, {}] });
  const detail = await (await get(`${API}/thread-1`)).json();
  expect(detail).toMatchObject({ handoff: { openUntil }, cannotInvite: null });
});

test("says why nobody can be invited when there is no template", async () => {
  const house = makeHouse();
  house.canInvite = false;
  const { get } = await open(house);
  expect(await (await get(`${API}/thread-1`)).json()).toMatchObject({
    cannotInvite: expect.stringContaining("WHATSAPP_REOPEN_TEMPLATES") as string,
  });
});

test("shows no record of a number that has changed hands until who has the conversation vouches", async () => {
  const house = makeHouse();
  house.change("thread-1", { isProven: false });
  const { get, post, claim } = await open(house);
  const unknown = { isProven: false, customerName: null };
  expect(await (await get(API)).json()).toMatchObject({ handoffs: [unknown, {}] });
  const before = await (await get(`${API}/thread-1`)).json();
  expect(before).toMatchObject({ handoff: unknown, customer: null, policies: [] });
  const confirm = (body: object) => post(`${API}/thread-1/confirm-identity`, JSON.stringify(body));
  expect((await confirm({ name: "Dana" })).status).toBe(409);
  await claim("thread-1", { name: "Dana" });
  expect((await confirm({ name: " " })).status).toBe(400);
  expect((await confirm({ name: "Ravi" })).status).toBe(409);
  expect((await confirm({ name: "Dana" })).status).toBe(200);
  expect(await (await get(`${API}/thread-1`)).json()).toMatchObject({
    handoff: { isProven: true, customerName: "Ada Moreno" },
    customer: aCustomer(),
  });
});

test("shows the address of a conversation that has lost it without our own mark, and keeps other people's", async () => {
  const house = makeHouse();
  house.change("thread-1", { address: "+14255550101#talk-1", isProven: false });
  house.change("thread-2", { address: "somebody#else" });
  const { get } = await open(house);
  const { handoffs } = (await (await get(API)).json()) as { handoffs: { address: string }[] };
  expect(handoffs.map(({ address }) => address)).toEqual(["+14255550101", "somebody#else"]);
});

test("reads lines after the one given, with what happened behind them", async () => {
  const house = makeHouse();
  const trace = { intent: null, tools: [{ name: "get_policy", args: {}, elapsedMs: 2 }] };
  const first = house.say("+14255550101", { text: "Hello" });
  house.say("+14255550101", { author: "policy_agent", text: "Hi", trace });
  const { get } = await open(house);
  expect(await (await get(`${API}/thread-1/lines`)).json()).toMatchObject({
    lines: [{ text: "Hello" }, { text: "Hi" }],
    hasMore: false,
  });
  expect(await (await get(`${API}/thread-1/lines?after=${first.id}`)).json()).toEqual({
    lines: [
      {
        id: "line-2",
        at: "2026-11-22T12:00:00.000Z",
        author: "policy_agent",
        senderName: null,
        text: "Hi",
        status: "delivered",
        media: null,
        trace,
        choices: [],
      },
    ],
    hasMore: false,
  });
});

test("says that there are more lines than one answer holds", async () => {
  const house = makeHouse();
  for (let n = 0; n < 201; n++) house.say("+14255550101", { text: String(n) });
  const { get } = await open(house);
  const page = (await (await get(`${API}/thread-1/lines`)).json()) as { lines: { id: string }[] };
  expect(page).toHaveProperty("hasMore", true);
  const rest = await get(`${API}/thread-1/lines?after=${page.lines.at(-1)?.id}`);
  expect(await rest.json()).toMatchObject({ lines: [{ text: "200" }], hasMore: false });
});

test("gives a claim to the first and names the winner to the second", async () => {
  const { claim } = await open(makeHouse());
  const first = await claim("thread-1", { name: "Dana" });
  expect([first.status, await first.json()]).toEqual([200, { claimedBy: "Dana" }]);
  const second = await claim("thread-1", { name: "Ravi" });
  expect(second.status).toBe(409);
  expect(await second.json()).toEqual({
    error: { code: "conflict", message: "Dana already has this conversation." },
  });
});

test.each([{}, { name: "" }, { name: "  " }, { name: 7 }, { name: "a\nb" }])(
  "refuses a claim by %j",
  async (body) => {
    const { claim } = await open(makeHouse());
    expect((await claim("thread-1", body)).status).toBe(400);
  },
);

test("knows no thread that is not there", async () => {
  const { get, claim } = await open(makeHouse());
  const answers = [
    await get(`${API}/none`),
    await get(`${API}/none/lines`),
    await claim("none", { name: "Dana" }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test("shows the page to everybody and what people wrote only to who has the key", async () => {
  const { get, post, claim } = await open(makeHouse(), ["sesame"]);
  expect((await get("/console")).status).toBe(200);
  expect((await get(API)).status).toBe(401);
  expect((await get(`${API}/thread-1/lines`)).status).toBe(401);
  expect((await claim("thread-1", { name: "Dana" })).status).toBe(401);
  const confirmed = await post(`${API}/thread-1/confirm-identity`, `{"name":"Dana"}`);
  expect(confirmed.status).toBe(401);
  expect((await get(API, { authorization: "Bearer sesame" })).status).toBe(200);
});
