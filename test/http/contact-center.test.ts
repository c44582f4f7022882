import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startAcsChat } from "../support/emulators/acs-chat/index.ts";
import type { AcsChat } from "../support/emulators/acs-chat/index.ts";
import { startHouse, until } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";
import { rowsOf } from "../support/engines.ts";
import { chatEvent, cloudEvent, threadEvent } from "../support/payloads.ts";

let house: TestHouse;
let acs: AcsChat;
beforeAll(async () => {
  acs = await startAcsChat();
  house = await startHouse({ env: acs.env });
});
afterAll(async () => {
  await house.stop();
  await acs.stop();
});

const none = { accepted: 0, duplicates: 0, statuses: 0, ignored: 0, quarantined: 0 };
const error = (code: string, message: unknown = expect.any(String)) => ({
  error: { code, message },
});

async function post(path: "chat" | "disconnect", body: unknown) {
  const response = await house.post(`/contact-center/${path}`, body);
  return [response.status, await response.json()] as const;
}
let customers = 0;
/** A customer who waits in the queue. */
async function queue(): Promise<{ userId: string; threadId: string }> {
  const userId = `waiting-${++customers}`;
  const { handoff } = await house.chat(userId, "I want to talk to a human");
  expect(handoff).toEqual({
    thread_id: expect.any(String) as string,
    status: "queued",
    kind: "contact_center",
  });
  return { userId, threadId: handoff!.thread_id };
}
const lines = async (userId: string, author: string) =>
  (await house.messages(userId)).filter((line) => line.author === author).map(({ text }) => text);
const handoff = (threadId: string) => house.house.store.handoffs.find(threadId);
const closed = (threadId: string) =>
  until("the handoff is closed", async () => (await handoff(threadId))?.status === "closed");

describe("a person's message", () => {
  test("reaches the customer under the person's label and name, and claims the handoff", async () => {
    const { userId, threadId } = await queue();
    expect(
      await post("chat", { threadId, message: "How can I help?", senderDisplayName: "Dana" }),
    ).toEqual([200, { status: "accepted", message_id: expect.any(String) as string }]);
    expect(await lines(userId, "human_agent")).toEqual([
      "[Contact Center Agent] Dana: How can I help?",
    ]);
    expect(await handoff(threadId)).toMatchObject({ status: "claimed", claimedBy: "Dana" });
  });

  test("leaves the bot silent: what the customer says now goes to people", async () => {
    const { userId, threadId } = await queue();
    await house.person(threadId, "Hello");
    expect(await house.chat(userId, "what can you do?")).toMatchObject({
      reply: null,
      replies: [],
      agent: "human",
      intent: null,
      handoff: { thread_id: threadId, status: "claimed" },
    });
    expect(await lines(userId, "customer_agent")).toEqual([]);
  });

  test("by a second person is passed on, and the first keeps the conversation", async () => {
    const { userId, threadId } = await queue();
    await house.person(threadId, "Hello", "Dana");
    await house.person(threadId, "I can help too", "Ravi");
    expect(await lines(userId, "human_agent")).toEqual([
      "[Contact Center Agent] Dana: Hello",
      "[Contact Center Agent] Ravi: I can help too",
    ]);
    expect(await handoff(threadId)).toMatchObject({ claimedBy: "Dana" });
  });

  test("by a relationship manager carries their own label", async () => {
    const vip = "+14255550101";
    const { handoff } = await house.chat(vip, "I would like a portfolio review");
    expect(handoff?.kind).toBe("relationship_manager");
    await house.person(handoff!.thread_id, "Good to hear from you", "Tobias Grant");
    expect(await lines(vip, "human_agent")).toEqual([
      "[Relationship Manager] Tobias Grant: Good to hear from you",
    ]);
    await house.disconnect(handoff!.thread_id);
  });

  const whole = { threadId: "thread-1", message: "Hello", senderDisplayName: "Dana" };
  const fields = ["threadId", "message", "senderDisplayName"] as const;
  const faults = fields.flatMap((field) => [
    [`no ${field}`, field, { ...whole, [field]: undefined }] as const,
    [`an empty ${field}`, field, { ...whole, [field]: "" }] as const,
    [`null for ${field}`, field, { ...whole, [field]: null }] as const,
    [`a number for ${field}`, field, { ...whole, [field]: 7 }] as const,
    [`a list for ${field}`, field, { ...whole, [field]: ["x"] }] as const,
  ]);
  test.each([
    ...faults,
    ["a blank message", "message", { ...whole, message: " \n " }] as const,
    ["a name on two lines", "senderDisplayName", { ...whole, senderDisplayName: "a\nb" }] as const,
    ["a message that is too long", "message", { ...whole, message: "x".repeat(4_097) }] as const,
  ])("with %s is refused, and the field is named", async (_what, field, body) => {
    expect(await post("chat", body)).toEqual([
      400,
      error("invalid_request", expect.stringContaining(field)),
    ]);
  });

  test.each(["{", "", "7", '"text"', "null"])("that is %j is refused", async (body) => {
    expect(await post("chat", body)).toEqual([400, error("invalid_request")]);
  });

  test("for a thread that is not there is 404, and for one that is over 409", async () => {
    expect((await post("chat", { ...whole, threadId: "nowhere" }))[0]).toBe(404);
    const { userId, threadId } = await queue();
    await house.disconnect(threadId);
    const before = await house.settledMessages(userId);
    expect(await post("chat", { ...whole, threadId })).toEqual([409, error("conflict")]);
    expect(await house.messages(userId)).toEqual(before);
  });
});

describe("the end of a handoff", () => {
  test("is told to the customer once, whoever says it how often, and the bot is back", async () => {
    const { userId, threadId } = await queue();
    await house.person(threadId, "Hello");
    const before = (await lines(userId, "system")).length;
    const ends = await Promise.all([house.disconnect(threadId), house.disconnect(threadId)]);
    for (const end of [...ends, await house.disconnect(threadId)]) {
      expect([end.status, await end.json()]).toEqual([200, { status: "success" }]);
    }
    await post("disconnect", [threadEvent("ChatThreadDeleted", threadId)]);
    expect(await lines(userId, "system")).toHaveLength(before + 1);
    expect(await handoff(threadId)).toMatchObject({ status: "closed", closedBy: "desk" });
    expect(await house.chat(userId, "what can you do?")).toMatchObject({
      agent: "customer",
      handoff: null,
    });
  });

  test("may come before anybody claimed it", async () => {
    const { userId, threadId } = await queue();
    expect((await house.disconnect(threadId)).status).toBe(200);
    expect(await house.chat(userId, "hello")).toMatchObject({ handoff: null });
  });

  test.each([
    ["no thread", {}, 400],
    ["an empty thread", { threadId: "" }, 400],
    ["a thread that is a number", { threadId: 7 }, 400],
    ["a list", [[]], 200],
    ["an unknown thread", { threadId: "nowhere" }, 404],
  ])("with %s is answered %j → %i", async (_what, body, status) => {
    expect((await post("disconnect", body))[0]).toBe(status);
  });
});

describe("events of ACS chat", () => {
  test.each(["", "InThread"] as const)(
    "ChatMessageReceived%s is a person's message",
    async (kind) => {
      const { userId, threadId } = await queue();
      expect(await post("chat", [chatEvent(kind, { threadId, text: "Hi there" })])).toEqual([
        200,
        { ...none, accepted: 1 },
      ]);
      await until(
        "the customer has it",
        async () => (await lines(userId, "human_agent")).length > 0,
      );
      expect(await lines(userId, "human_agent")).toEqual(["[Contact Center Agent] Dana: Hi there"]);
    },
  );

  test("many messages of one payload arrive in their order", async () => {
    const { userId, threadId } = await queue();
    const texts = Array.from({ length: 12 }, (_, index) => `line ${index}`);
    await post(
      "chat",
      texts.map((text) => chatEvent("", { threadId, text })),
    );
    await until("all have arrived", async () => (await lines(userId, "human_agent")).length === 12);
    const expected = texts.map((text) => `[Contact Center Agent] Dana: ${text}`);
    expect(await lines(userId, "human_agent")).toEqual(expected);
  });

  test("the same message by both kinds counts once, in either schema", async () => {
    const { userId, threadId } = await queue();
    const one = { threadId, messageId: "1700000000001", text: "Once" };
    expect(await post("chat", [chatEvent("", one), chatEvent("InThread", one)])).toEqual([
      200,
      { ...none, accepted: 1, duplicates: 1 },
    ]);
    expect(await post("chat", cloudEvent(chatEvent("InThread", one) as never))).toEqual([
      200,
      { ...none, duplicates: 1 },
    ]);
    await until("the customer has it", async () => (await lines(userId, "human_agent")).length > 0);
    expect(await lines(userId, "human_agent")).toHaveLength(1);
  });

  test("our own messages and threads of others are acknowledged and ignored", async () => {
    const { userId, threadId } = await queue();
    const events = [
      chatEvent("", { threadId, senderRawId: acs.ownRawId }),
      chatEvent("InThread", { threadId, metadata: { deliveryId: "d-1" } }),
      chatEvent("", { threadId: "19:somebody-elses@thread.v2" }),
      chatEvent("", { threadId, text: "  " }),
      threadEvent("ChatMessageEdited", threadId, { messageId: "1" }),
      threadEvent("ChatThreadDeleted", "19:somebody-elses@thread.v2"),
    ];
    expect(await post("chat", events)).toEqual([200, { ...none, ignored: events.length }]);
    expect(await handoff(threadId)).toMatchObject({ status: "queued", claimedBy: null });
    expect(await lines(userId, "human_agent")).toEqual([]);
  });

  test("what cannot be read is kept, and the rest is taken", async () => {
    const { userId, threadId } = await queue();
    const nameless = threadEvent("ChatMessageReceived", threadId, { messageBody: "who am I?" });
    const events = [nameless, chatEvent("", { threadId, text: "Hello" })];
    expect(await post("chat", events)).toEqual([200, { ...none, accepted: 1, quarantined: 1 }]);
    const kept = await rowsOf<{ source: string; body: string }>(
      house.house.store.sql,
      "quarantine",
    );
    expect(kept.at(-1)).toMatchObject({ source: "contact-center", body: JSON.stringify(nameless) });
    await until("the customer has it", async () => (await lines(userId, "human_agent")).length > 0);
  });

  test("a person without a name has one for the customer", async () => {
    const { userId, threadId } = await queue();
    await post("chat", [chatEvent("", { threadId, text: "Hello", senderName: "" })]);
    await until("the customer has it", async () => (await lines(userId, "human_agent")).length > 0);
    expect(await lines(userId, "human_agent")).toEqual(["[Contact Center Agent] Agent: Hello"]);
  });

  test.each(["ChatThreadDeleted", "ChatThreadParticipantRemoved"])(
    "%s ends the handoff, told once",
    async (kind) => {
      const { userId, threadId } = await queue();
      await house.person(threadId, "Hello");
      const before = (await lines(userId, "system")).length;
      const removed = { participantCommunicationIdentifier: { rawId: "8:acs:dana" } };
      const event = threadEvent(kind, threadId, { participantRemoved: removed, version: "2" });
      expect(await post("disconnect", [event])).toEqual([200, { ...none, accepted: 1 }]);
      await closed(threadId);
      const again = await post("disconnect", [event, threadEvent("ChatThreadDeleted", threadId)]);
      expect(again[0]).toBe(200);
      expect(await lines(userId, "system")).toHaveLength(before + 1);
    },
  );

  test("shake hands on both doors", async () => {
    const eventType = "Microsoft.EventGrid.SubscriptionValidationEvent";
    const validation = [{ id: "1", eventType, data: { validationCode: "abc" } }];
    for (const door of ["chat", "disconnect"] as const) {
      expect(await post(door, validation)).toEqual([200, { validationResponse: "abc" }]);
      const options = await fetch(`${house.url}/contact-center/${door}`, {
        method: "OPTIONS",
        headers: { "webhook-request-origin": "eventgrid.azure.net" },
      });
      expect(options.headers.get("webhook-allowed-origin")).toBe("eventgrid.azure.net");
    }
  });
});
