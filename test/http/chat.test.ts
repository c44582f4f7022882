import { afterAll, beforeAll, expect, test } from "vitest";
import { startHouse } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

test("answers in the shape of the contract", async () => {
  const answer = await house.chat("+14255550101", "hello");
  expect(answer).toEqual({
    user_id: "+14255550101",
    conversation_id: expect.any(String),
    message_id: expect.any(String),
    reply: expect.stringContaining("[Customer Service]"),
    replies: [{ text: answer.reply, agent: "customer" }],
    agent: "customer",
    intent: { name: "greeting", zone: "act", confidence: expect.any(Number), source: "rule" },
    handoff: null,
  });
});

test("a message sent again under its id has one effect and the same answer", async () => {
  const body = { user_id: "again", message: "hello", message_id: "m-1" };
  const first = (await (await house.post("/chat", body)).json()) as object;
  const second = (await (await house.post("/chat", body)).json()) as object;
  expect(second).toEqual(first);
  expect(first).toMatchObject({ message_id: "m-1" });
  expect(await house.messages("again")).toHaveLength(2);
});

test("the same message id of another customer is another message", async () => {
  const ask = (userId: string) =>
    house.post("/chat", { user_id: userId, message: "hi", message_id: "shared" });
  expect((await ask("one")).status).toBe(200);
  expect((await ask("two")).status).toBe(200);
  expect(await house.messages("two")).toHaveLength(2);
});

test.each([
  ["no message", { user_id: "u" }, "message"],
  ["an empty message", { user_id: "u", message: "" }, "message"],
  ["a blank message", { user_id: "u", message: " \n\t " }, "message"],
  ["a message that is a number", { user_id: "u", message: 7 }, "message"],
  ["a message that is too long", { user_id: "u", message: "x".repeat(4_097) }, "message"],
  ["no user", { message: "hi" }, "user_id"],
  ["an empty user", { user_id: "", message: "hi" }, "user_id"],
  ["a user that is an object", { user_id: {}, message: "hi" }, "user_id"],
  ["a user that is too long", { user_id: "u".repeat(129), message: "hi" }, "user_id"],
  ["a list", [], "expected object"],
  ["null", null, "expected object"],
])("refuses %s and names the field", async (_what, body, field) => {
  const response = await house.post("/chat", body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    error: { code: "invalid_request", message: expect.stringContaining(field) },
  });
});

test.each(["{", "", "not json", '{"user_id":"u","message":"hi"'])(
  "refuses the body %j without a stack trace",
  async (body) => {
    const response = await house.post("/chat", body);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/\bat .*\.ts/);
  },
);

test.each([
  ["emoji", "🚗💥😭"],
  ["right-to-left text", "مرحبا، هل سيارتي مؤمنة؟"],
  ["control characters", "hello\u0000\u0007 there"],
  ["the longest message", "a ".repeat(2_048)],
  ["a broken surrogate", "hi \ud800 there"],
  ["markup", "<script>alert(1)</script> '; DROP TABLE lines; --"],
])("answers %s and keeps it", async (what, message) => {
  const userId = `odd-${what.replaceAll(" ", "-")}`;
  const answer = await house.chat(userId, message);
  expect(answer.reply).toEqual(expect.any(String));
  const lines = await house.messages(userId);
  expect(lines[0]?.author).toBe("customer");
});

test("reads the transcript after a message, and refuses an id it does not know", async () => {
  await house.chat("reader", "hello");
  await house.chat("reader", "what can you do?");
  const every = await house.settledMessages("reader");
  const from = (after: string) => fetch(`${house.url}/chat/reader/messages?after=${after}`);
  expect(await (await from(every[1]!.id)).json()).toEqual(every.slice(2));
  expect((await from("nonsense")).status).toBe(404);
  expect(await house.messages("nobody-yet")).toEqual([]);
});

test("keeps foreign web pages out of a server without keys", async () => {
  const headers = { origin: "https://evil.example" };
  expect((await house.post("/chat", { user_id: "u", message: "hi" }, headers)).status).toBe(403);
});

test("says where things are and how it is", async () => {
  const get = (path: string) => fetch(house.url + path);
  expect(await (await get("/")).text()).toContain("/console");
  expect((await get("/healthz")).status).toBe(200);
  expect((await get("/readyz")).status).toBe(200);
  expect(await (await get("/metrics")).text()).toContain("contact_center_turns_total");
  const missing = await get("/nowhere");
  expect(missing.status).toBe(404);
  expect(await missing.json()).toEqual({
    error: { code: "not_found", message: expect.any(String) },
  });
  expect((await fetch(`${house.url}/chat`, { method: "DELETE" })).status).toBe(405);
});
