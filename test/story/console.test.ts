import { afterEach, beforeEach, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { until } from "../support/house.ts";
import { startStory } from "../support/story.ts";
import { storyByMeta } from "../support/whatsapp-story.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Detail {
  readonly handoff: {
    readonly isProven: boolean;
    readonly openUntil: string | null;
    readonly customerName: string | null;
  };
  readonly customer: { readonly name: string } | null;
  readonly cannotInvite: string | null;
}

let world: Awaited<ReturnType<typeof storyByMeta>>;
beforeEach(async () => {
  world = await storyByMeta();
});
afterEach(() => world.stop());

/** The open handoff of a customer at the console. */
async function waiting(address: string) {
  const { story } = world;
  const row = await until("people are asked", async () => {
    const [first] = await story.queueOf(address);
    return first?.status === "queued" && first;
  });
  const api = `/console/api/handoffs/${row.threadId}`;
  return {
    threadId: row.threadId,
    detail: async () => (await (await fetch(story.url + api)).json()) as Detail,
    post: (act: string, body: object) => story.post(`${api}/${act}`, body),
  };
}

test("a person whose customer wrote too long ago sees it, invites, and their words leave when the customer writes", async () => {
  const { story, meta, webhook } = world;
  // Meta brings what it could not deliver for almost a day.
  webhook.hold();
  meta.write(who.NORA, { kind: "text", text: "I want to speak to a human" });
  story.time.now += 24 * HOUR - MINUTE;
  webhook.release();
  await webhook.settled();
  const { threadId, detail } = await waiting(who.NORA);
  await until("that is announced", async () => meta.sent.length === 1);
  story.time.now += MINUTE;
  const { handoff, cannotInvite } = await detail();
  expect(Date.parse(handoff.openUntil!)).toBeLessThan(story.time.now);
  expect(cannotInvite).toBeNull();

  expect((await story.person(threadId, "Hello Nora.")).status).toBe(200);
  expect((await story.person(threadId, "/template")).status).toBe(200);
  const statusOf = async (text: string) =>
    (await story.messages(who.NORA)).find((line) => line.text.includes(text))?.status;
  await until("the invitation has left", async () => meta.sent.length > 1);
  expect(meta.sent.map(({ body }) => body.type)).toEqual(["text", "template"]);
  await until("the words wait", async () => (await statusOf("Hello Nora.")) === "held");

  await world.write(who.NORA, { kind: "text", text: "I am here" });
  await until("the words have left", async () => (await statusOf("Hello Nora.")) === "delivered");
  expect(Date.parse((await detail()).handoff.openUntil!)).toBeGreaterThan(story.time.now);
});

test("a number that changed hands shows no record until a person vouches for who writes", async () => {
  const { story, meta, webhook } = world;
  await world.write(who.NORA, { kind: "text", text: "hi" });
  meta.move(who.NORA, "+14255550177");
  await webhook.settled();
  await world.write(who.NORA, { kind: "text", text: "I want to speak to a human" });
  const { threadId, detail, post } = await waiting(who.NORA);
  expect(await detail()).toMatchObject({
    handoff: { isProven: false, customerName: null },
    customer: null,
    policies: [],
  });
  expect((await post("confirm-identity", { name: "Dana" })).status).toBe(409);
  await post("claim", { name: "Dana" });
  expect((await post("confirm-identity", { name: "Dana" })).status).toBe(200);
  expect(await detail()).toMatchObject({
    handoff: { isProven: true },
    customer: { name: "Nora Halvorsen" },
  });
  await story.disconnect(threadId);
  await world.write(who.NORA, { kind: "text", text: "my policies" });
  await until("the bot tells from the record again", async () =>
    (await story.messages(who.NORA)).some(({ text }) => text.includes("AUT-1042")),
  );
});

test("knows of no window where the simulator stands in for WhatsApp", async () => {
  const story = await startStory();
  try {
    await story.write(who.NORA, "I want to speak to a human");
    const [row] = await story.queueOf(who.NORA);
    expect(row).toMatchObject({ status: "queued", openUntil: null });
  } finally {
    await story.stop();
  }
});
