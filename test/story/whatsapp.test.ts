import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { received } from "../support/house.ts";
import { expectAnswer, startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

const counts = async (response: Promise<Response>) => {
  const answered = await response;
  expect(answered.status).toBe(200);
  return (await answered.json()) as Record<string, number>;
};
const NONE = { accepted: 0, duplicates: 0, statuses: 0, ignored: 0, quarantined: 0 };

const withoutBlanks = (text: string) => text.replaceAll(/\s+/g, "");

/** A text as Meta's Cloud API sends it. */
function metaTexts(from: string, ...texts: readonly { id: string; body: string }[]) {
  const messages = texts.map(({ id, body }) => {
    return { from: from.slice(1), id, timestamp: "1795348800", type: "text", text: { body } };
  });
  const contacts = [{ profile: { name: "Whoever" }, wa_id: from.slice(1) }];
  const metadata = { display_phone_number: "14255550000", phone_number_id: "106540352242922" };
  const value = { messaging_product: "whatsapp", metadata, contacts, messages };
  const changes = [{ field: "messages", value }];
  return { object: "whatsapp_business_account", entry: [{ id: "1029", changes }] };
}

describe("by Event Grid", () => {
  test("a message comes in, its answer goes out and arrives", async () => {
    await story.begin(who.NORA);
    expect(await counts(story.post("/webhook", [received(who.NORA, { content: "hi" })]))).toEqual({
      ...NONE,
      accepted: 1,
    });
    await story.settle();
    expect(await story.messages(who.NORA)).toMatchObject([
      { author: "customer", text: "hi", status: "received" },
      {
        author: "customer_agent",
        status: "delivered",
        text: expect.stringMatching(/^\[Customer Service\] Hello Nora/),
      },
    ]);
  });

  test("several texts of one payload are answered in order", async () => {
    await story.begin(who.NORA);
    const lines = await story.write(who.NORA, "hi", "aut 1042", "what is my premium?", "thanks");
    const openings = [
      "[Customer Service] Hello Nora",
      "[Policy Agent] AUT-1042: Auto Comprehensive",
      "[Policy Agent] Premiums and payments:",
      "[Customer Service] You are welcome",
    ];
    expect(lines.map(({ text }, index) => text.startsWith(openings[index] ?? "none"))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(lines.every(({ status }) => status === "delivered")).toBe(true);
  });

  test("more texts than one turn takes are all answered, in order", async () => {
    await story.begin(who.NORA);
    const numbers = ["AUT-1042", "HOM-2001", "LIF-3001", "TRV-5001"];
    const texts = Array.from({ length: 20 }, (_, index) => numbers[index % 4]!);
    const lines = await story.write(who.NORA, ...texts);
    expect(lines.map(({ text }) => /[A-Z]{3}-\d{4}/.exec(text)?.[0])).toEqual(texts);
  });

  test("several customers in one payload get each their own", async () => {
    await story.begin(who.NORA);
    await story.begin(who.OWEN);
    const events = [who.NORA, who.OWEN].map((from) => received(from, { content: "my details" }));
    expect(await counts(story.post("/webhook", events))).toEqual({ ...NONE, accepted: 2 });
    await story.settle();
    expect((await story.messages(who.NORA)).at(-1)?.text).toContain("Nora Halvorsen");
    expect((await story.messages(who.OWEN)).at(-1)?.text).toContain("Owen Tremblay");
  });

  test("the same events again change nothing, in whatever order and company", async () => {
    await story.begin(who.OWEN);
    const events = ["hi", "my policies"].map((content) => received(who.OWEN, { content }));
    await counts(story.post("/webhook", events));
    await story.settle();
    const before = await story.messages(who.OWEN);
    expect(before).toHaveLength(4);
    for (const again of [events, events.toReversed(), events.slice(0, 1)]) {
      const { accepted, duplicates } = await counts(story.post("/webhook", again));
      expect([accepted, duplicates]).toEqual([0, again.length]);
    }
    await story.settle();
    expect(await story.messages(who.OWEN)).toEqual(before);
    const mixed = [...events, received(who.OWEN, { content: "thanks" })];
    expect(await counts(story.post("/webhook", mixed))).toEqual({
      ...NONE,
      accepted: 1,
      duplicates: 2,
    });
    await story.settle();
    expect(await story.messages(who.OWEN)).toHaveLength(6);
  });

  test("what cannot be read beside a message is set aside and the message answered", async () => {
    await story.begin(who.OWEN);
    const broken = { ...received(who.OWEN, {}), data: "nonsense" };
    const events = [broken, received(who.OWEN, { content: "hi" }), { eventType: "Something.Else" }];
    expect(await counts(story.post("/webhook", events))).toEqual({
      ...NONE,
      accepted: 1,
      quarantined: 1,
      ignored: 1,
    });
    await story.settle();
    expect((await story.messages(who.OWEN)).at(-1)?.text).toContain("Hello Owen");
  });

  test("CloudEvents and their batches are read as well", async () => {
    await story.begin(who.OWEN);
    const { id, data, eventTime: time } = received(who.OWEN, { content: "hi" });
    const type = "Microsoft.Communication.AdvancedMessageReceived";
    const event = { specversion: "1.0", source: "/x", subject: "y", type, id, time, data };
    expect(await counts(story.post("/webhook", event))).toMatchObject({ accepted: 1 });
    expect(await counts(story.post("/webhook", [event]))).toMatchObject({ duplicates: 1 });
    await story.settle();
    expect(await story.messages(who.OWEN)).toHaveLength(2);
  });

  test("a WhatsApp user id is an address like any other", async () => {
    const address = "US.13491208655302741918";
    const data = { content: "hi", from: address };
    await counts(story.post("/webhook", [received(address, data)]));
    await story.settle();
    expect((await story.messages(address)).at(-1)?.text).toContain("I do not know your number");
  });

  test("a reaction asks nothing and is not answered", async () => {
    await story.begin(who.OWEN);
    const reaction = { messageType: "reaction", content: undefined, reaction: { emoji: "👍" } };
    expect(await counts(story.post("/webhook", [received(who.OWEN, reaction)]))).toMatchObject({
      accepted: 0,
      ignored: 1,
    });
    await story.settle();
    expect(await story.messages(who.OWEN)).toEqual([]);
  });
});

describe("by Meta's Cloud API", () => {
  test("texts come in and are answered in order, once", async () => {
    await story.begin(who.LUCIA);
    const texts = [
      { id: "wamid.1", body: "hola" },
      { id: "wamid.2", body: "mis pólizas" },
    ];
    const payload = metaTexts(who.LUCIA, ...texts);
    expect(await counts(story.post("/webhook", payload))).toEqual({ ...NONE, accepted: 2 });
    expect(await counts(story.post("/webhook", payload))).toEqual({ ...NONE, duplicates: 2 });
    await story.settle();
    const lines = await story.messages(who.LUCIA);
    expect(lines.map(({ author }) => author)).toEqual([
      "customer",
      "customer",
      "customer_agent",
      "policy_agent",
    ]);
    expect(lines[2]).toMatchObject({ status: "delivered", text: expect.stringContaining("Lucía") });
    expect(lines[3]?.text).toContain("AUT-1043");
  });
});

describe("one conversation, whichever door", () => {
  test("what was asked by WhatsApp is answered by chat, and the other way round", async () => {
    await story.begin(who.MARCUS);
    await story.write(who.MARCUS, "show me my car policy");
    expectAnswer(await story.say(who.MARCUS, "the ford"), { holds: ["AUT-1045"] });
    await story.say(who.MARCUS, "show me my car policy");
    const [line] = await story.write(who.MARCUS, "the honda");
    expect(line?.text).toContain("AUT-1044");
    expect(
      (await story.messages(who.MARCUS)).filter(({ author }) => author === "customer"),
    ).toHaveLength(4);
  });

  test("each answer leaves by the door of its question, a person's by the last one", async () => {
    await story.begin(who.OWEN);
    await story.say(who.OWEN, "hi");
    await story.write(who.OWEN, "my policies");
    const { handoff } = await story.say(who.OWEN, "a person please");
    await story.write(who.OWEN, "are you there?");
    await story.person(handoff!.thread_id, "Yes.");
    await story.settle();
    const left = await story.query<{ channel: string; speaker: string }>(
      `SELECT channel, speaker FROM deliveries JOIN conversations ON conversations.id = conversation_id
       WHERE conversations.address = $1 AND channel <> 'desk' ORDER BY position`,
      who.OWEN,
    );
    expect(left.map(({ channel, speaker }) => `${speaker} by ${channel}`)).toEqual([
      "bot by chat",
      "bot by simulator",
      "system by chat",
      "person by simulator",
    ]);
  });

  test("a handoff asked for by WhatsApp is one for chat too", async () => {
    await story.begin(who.OWEN);
    await story.write(who.OWEN, "I want to speak to a human");
    const [row] = await story.queueOf(who.OWEN);
    expect(await story.say(who.OWEN, "hello?")).toMatchObject({
      reply: null,
      handoff: {
        thread_id: row!.threadId,
        status: "queued",
      },
    });
  });
});

test("a person's longest message arrives whole, in parts that WhatsApp takes", async () => {
  await story.begin(who.OWEN);
  await story.write(who.OWEN, "I want to speak to a human");
  const [row] = await story.queueOf(who.OWEN);
  const words = "Lorem ipsum dolor sit amet. ".repeat(147).slice(0, 4_095);
  const send = vi.spyOn(story.house.channels.byName.get("simulator")!, "send");
  expect((await story.person(row!.threadId, `${words}.`)).status).toBe(200);
  await story.settle();
  const last = (await story.messages(who.OWEN)).at(-1)!;
  expect(last).toMatchObject({ author: "human_agent", status: "delivered" });
  expect(last.text).toBe(`[Contact Center Agent] Dana: ${words}.`);
  const texts = send.mock.calls.map(([sent]) => (sent.kind === "free" ? sent.text : ""));
  expect(texts.length).toBeGreaterThan(1);
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(4_096);
  expect(withoutBlanks(texts.join(""))).toBe(withoutBlanks(last.text));
  expect((await story.person(row!.threadId, "x".repeat(4_097))).status).toBe(400);
});
