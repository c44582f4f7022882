import { afterAll, beforeAll, expect, test } from "vitest";
import { startHouse } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

const chat = async (body: object) => {
  const response = await house.post("/chat", body);
  return { status: response.status, ...((await response.json()) as { conversation_id?: string }) };
};

test("two customers' messages are never taken for one, however their ids are spelt", async () => {
  const first = await chat({ user_id: "a", message: "hello", message_id: "b:c" });
  const second = await chat({ user_id: "a:b", message: "hello", message_id: "c" });
  const third = await chat({ user_id: "a:b:c", message: "hello", message_id: " " });
  const conversations = [first, second, third].map((each) => each.conversation_id);
  expect(new Set(conversations).size).toBe(3);
  expect(await house.messages("a:b")).toHaveLength(2);
});

test("what no database keeps is taken out of a message, and the rest stays", async () => {
  await chat({ user_id: "odd", message: "hel\u0000lo\u0007 \ud83d there 🚗\n\tfriend" });
  const [line] = await house.messages("odd");
  expect(line?.text).toBe("hello \ufffd there 🚗\n\tfriend");
});

test.each(["\u0000", "\u0000\u0007 ", "\u200b\u0001"])(
  "a message of nothing visible (%j) is refused",
  async (message) => {
    expect((await chat({ user_id: "blank", message })).status).toBe(400);
    expect(await house.messages("blank")).toEqual([]);
  },
);

test("a person's message is cleaned by the same rule", async () => {
  const { handoff } = await house.chat("waiting", "I want to talk to a human");
  expect((await house.person(handoff!.thread_id, "on\u0000 my way")).status).toBe(200);
  const lines = await house.messages("waiting");
  expect(lines.at(-1)?.text).toBe("[Contact Center Agent] Dana: on my way");
});
