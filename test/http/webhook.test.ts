import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { received, startHouse, until } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";
import { rowsOf } from "../support/engines.ts";
import { acsStatus, cloudEvent, metaMessage, metaPayload } from "../support/payloads.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

const none = { accepted: 0, duplicates: 0, statuses: 0, ignored: 0, quarantined: 0 };
const post = async (body: unknown, headers: Record<string, string> = {}) => {
  const response = await house.post("/webhook", body, headers);
  return [response.status, await response.json()] as const;
};
const rows = <Row = Record<string, unknown>>(table: string) =>
  rowsOf<Row>(house.house.store.sql, table);
let people = 0;
const somebody = () => `+1425666${String(++people).padStart(4, "0")}`;
const said = async (userId: string) =>
  (await house.messages(userId))
    .filter(({ author }) => author === "customer")
    .map((line) => line.text);
const answersTo = (userId: string, count = 1) =>
  until(`${count} answers stand in the transcript`, async () => {
    const lines = await house.messages(userId);
    const answers = lines.filter(({ author }) => author !== "customer");
    return answers.length >= count && answers;
  });

const bytes = (buffer: Uint8Array<ArrayBuffer>) =>
  fetch(`${house.url}/webhook`, { method: "POST", body: buffer });
const lastKept = async () => (await rows<{ reason: string; body: string }>("quarantine")).at(-1)!;

describe("every shape of Event Grid", () => {
  const shapes: readonly [string, (event: ReturnType<typeof received>) => unknown, string][] = [
    ["its own, as a list", (event) => [event], "application/json"],
    ["its own, as one object", (event) => event, "application/json; charset=utf-8"],
    ["CloudEvents", cloudEvent, "application/cloudevents+json; charset=utf-8"],
    [
      "a batch of CloudEvents",
      (event) => [cloudEvent(event)],
      "application/cloudevents-batch+json",
    ],
    ["CloudEvents as plain JSON", cloudEvent, "application/json"],
    ["JSON that calls itself text", (event) => [event], "text/plain"],
  ];
  test.each(shapes)("takes %s", async (_what, shape, type) => {
    const from = somebody();
    const payload = shape(received(from, { content: "hello" }));
    expect(await post(payload, { "content-type": type })).toEqual([200, { ...none, accepted: 1 }]);
    expect(await said(from)).toEqual(["hello"]);
    expect(await answersTo(from)).toMatchObject([{ author: "customer_agent" }]);
  });

  test("takes all messages of a payload, in order, and answers each", async () => {
    const from = somebody();
    const texts = Array.from({ length: 10 }, (_, index) => `hello ${index}`);
    expect(await house.webhook(from, ...texts)).toEqual({ ...none, accepted: 10 });
    expect(await said(from)).toEqual(texts);
    await answersTo(from, 10);
  });

  test("an empty list and an event of no interest are acknowledged", async () => {
    expect(await post([])).toEqual([200, none]);
    const other = { ...received(somebody(), {}), eventType: "Microsoft.Storage.BlobCreated" };
    expect(await post([other])).toEqual([200, { ...none, ignored: 1 }]);
  });
});

describe("duplicates", () => {
  test("a message twice in one payload counts once", async () => {
    const from = somebody();
    const event = received(from, { content: "hello" });
    expect(await post([event, event])).toEqual([200, { ...none, accepted: 1, duplicates: 1 }]);
    expect(await said(from)).toEqual(["hello"]);
  });

  test("a payload delivered again has no effect, in either schema", async () => {
    const from = somebody();
    const event = received(from, { content: "hello" });
    await post([event]);
    await answersTo(from);
    const before = await house.messages(from);
    expect(await post([event])).toEqual([200, { ...none, duplicates: 1 }]);
    expect(await post(cloudEvent(event))).toEqual([200, { ...none, duplicates: 1 }]);
    expect(await house.messages(from)).toEqual(before);
  });

  test("two deliveries at once keep one", async () => {
    const from = somebody();
    const event = received(from, { content: "hello" });
    const answers = await Promise.all([post([event]), post([event]), post([event])]);
    const counts = answers.map(([, body]) => body as typeof none);
    expect(counts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
    expect(await said(from)).toEqual(["hello"]);
  });

  test("the same id by another provider is another message", async () => {
    const from = somebody();
    await post([received(from, { content: "by ACS", messageId: "shared-1" })]);
    const payload = metaPayload({ messages: [metaMessage(from, "by Meta", "shared-1")] });
    expect(await post(payload)).toEqual([200, { ...none, accepted: 1 }]);
  });
});

describe("mixed payloads", () => {
  test("one bad item goes to quarantine and never spoils the others", async () => {
    const from = somebody();
    const noSender = { ...received(from, { content: "lost", from: "" }), subject: "" };
    const typeless = { id: "t-1", data: {} };
    const payload = [
      received(from, { content: "first" }),
      noSender,
      "not even an object",
      null,
      typeless,
      acsStatus("unknown", "delivered"),
      { ...received(from, {}), eventType: "Other.Event" },
      received(from, { content: "second" }),
    ];
    const counts = { accepted: 2, duplicates: 0, statuses: 1, ignored: 1, quarantined: 4 };
    const before = (await rows("quarantine")).length;
    expect(await post(payload)).toEqual([200, counts]);
    expect(await said(from)).toEqual(["first", "second"]);
    const kept = await rows<{ body: string }>("quarantine");
    const bodies = kept.slice(before).map(({ body }) => JSON.parse(body) as unknown);
    expect(bodies).toEqual([noSender, "not even an object", null, typeless]);
  });

  test("a reaction is ignored and a photo is taken", async () => {
    const from = somebody();
    const reaction = { messageType: "reaction", reaction: { emoji: "👍" } };
    const photo = { messageType: "image", media: { id: "media-1", mimeType: "image/jpeg" } };
    expect(await post([received(from, reaction), received(from, photo)])).toEqual([
      200,
      { ...none, accepted: 1, ignored: 1 },
    ]);
    await answersTo(from);
  });

  test("Meta's messages and statuses of one payload are all read", async () => {
    const from = somebody();
    const payload = metaPayload({
      messages: [
        metaMessage(from, "one"),
        { id: "wamid.1", type: "text" },
        metaMessage(from, "two"),
      ],
      statuses: [{ id: "wamid.2", status: "read" }, { id: "wamid.3", status: "deleted" }, {}],
    });
    const counts = { accepted: 2, duplicates: 0, statuses: 1, ignored: 1, quarantined: 2 };
    expect(await post(payload)).toEqual([200, counts]);
    expect(await said(from)).toEqual(["one", "two"]);
  });
});

describe("what cannot be read is kept, never refused", () => {
  test.each(["{", "", "hello", '[{"eventType":'])("%j, which is no JSON", async (body) => {
    expect(await post(body)).toEqual([200, { ...none, quarantined: 1 }]);
    const { reason, body: kept } = await lastKept();
    expect(reason).toBe("not JSON");
    const { base64 } = JSON.parse(kept) as { base64: string };
    expect(Buffer.from(base64, "base64").toString()).toBe(body);
  });

  test.each([{}, { hello: "world" }, 7, "text", null, true])(
    "%j, which is nobody's shape",
    async (body) => {
      expect(await post(JSON.stringify(body))).toEqual([200, { ...none, quarantined: 1 }]);
      expect(JSON.parse((await lastKept()).body)).toEqual(body);
    },
  );

  test("bytes that are no UTF-8", async () => {
    const body = Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    const response = await bytes(body);
    expect([response.status, await response.json()]).toEqual([200, { ...none, quarantined: 1 }]);
    const { base64 } = JSON.parse((await lastKept()).body) as { base64: string };
    expect([...Buffer.from(base64, "base64")]).toEqual([...body]);
  });

  test("a list in lists in lists, deeper than anyone can walk", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(await post(deep)).toEqual([200, { ...none, quarantined: 1 }]);
    expect(
      await post(`[${JSON.stringify(received(somebody(), { content: "hi" }))},${deep}]`),
    ).toEqual([200, { ...none, accepted: 1, quarantined: 1 }]);
  });

  test("four megabytes of text in a message: its beginning is taken", async () => {
    const from = somebody();
    const event = received(from, { content: "long " });
    const room = 4 * 1024 * 1024 - JSON.stringify([event]).length;
    event.data = { ...event.data, content: "x".repeat(room) } as typeof event.data;
    expect(await post([event])).toEqual([200, { ...none, accepted: 1 }]);
    expect((await said(from))[0]).toHaveLength(4_096);
  });

  test("four megabytes of nonsense", async () => {
    expect(await post("x".repeat(4 * 1024 * 1024))).toEqual([200, { ...none, quarantined: 1 }]);
  });

  test("only what is larger than four megabytes is refused", async () => {
    const response = await house.post("/webhook", "x".repeat(4 * 1024 * 1024 + 1));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      error: { code: "too_large", message: expect.any(String) as string },
    });
  });
});

describe("from the webhook into the house", () => {
  test("/chat and /webhook share one conversation", async () => {
    const from = somebody();
    await house.webhook(from, "hello");
    await answersTo(from);
    const answer = await house.chat(from, "what can you do?");
    expect(await said(from)).toEqual(["hello", "what can you do?"]);
    const conversations = await rows<{ id: string; address: string }>("conversations");
    expect(conversations.filter(({ address }) => address === from)).toMatchObject([
      { id: answer.conversation_id },
    ]);
  });

  test("an answer leaves by the door of its question, also when both are answered in one turn", async () => {
    const from = somebody();
    await Promise.all([
      house.webhook(from, "hello"),
      house.chat(from, "hello again"),
      house.webhook(from, "what can you do?"),
    ]);
    await answersTo(from, 3);
    type Row = { id: string; address: string; channel: string; input_id: string; door: string };
    const deliveries = (await rows<Row & { line_id: string }>("deliveries")).filter(
      ({ address }) => address === from,
    );
    const lines = new Map((await rows<Row>("lines")).map((line) => [line.id, line.input_id]));
    const doors = new Map((await rows<Row>("inputs")).map((input) => [input.id, input.door]));
    const ways = deliveries.map(
      ({ channel, line_id: lineId }) => `${doors.get(lines.get(lineId)!)} -> ${channel}`,
    );
    const expected = ["chat -> chat", "whatsapp-acs -> simulator", "whatsapp-acs -> simulator"];
    expect(ways.toSorted()).toEqual(expected);
  });

  test("statuses move the line they are about, and only forwards", async () => {
    const from = somebody();
    await house.webhook(from, "hello");
    const [answer] = await answersTo(from);
    const status = async () =>
      (await house.messages(from)).find(({ id }) => id === answer!.id)?.status;
    await until("the answer is delivered", async () => (await status()) === "delivered");
    const delivery = (await rows<{ line_id: string; provider_id: string }>("deliveries")).find(
      ({ line_id }) => line_id === answer!.id,
    )!;
    const counted = { ...none, statuses: 1 };
    expect(await post([acsStatus(delivery.provider_id, "read")])).toEqual([200, counted]);
    expect(await status()).toBe("read");
    await post([acsStatus(delivery.provider_id, "delivered")]);
    await post([acsStatus(delivery.provider_id, "failed")]);
    expect(await status()).toBe("read");
  });
});
