import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { expectAnswer, startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

/** A new conversation that waits for a person. @returns its thread. */
async function queued(address: string, text = "I want to speak to a human"): Promise<string> {
  await story.begin(address);
  const { handoff } = await story.say(address, text);
  expect(handoff?.status).toBe("queued");
  return handoff!.thread_id;
}

/** A new conversation that Dana has. @returns its thread. */
async function claimed(address: string, text?: string): Promise<string> {
  const threadId = await queued(address, text);
  expect((await story.person(threadId, "Hello, this is Dana.")).status).toBe(200);
  return threadId;
}

const claim = (threadId: string, name: string) =>
  story.post(`/console/api/handoffs/${threadId}/claim`, { name });

const textsOf = async (address: string) => (await story.messages(address)).map(({ text }) => text);

test("the whole way: asked for, announced once, taken, answered, left, and back with the bot", async () => {
  await story.begin(who.OWEN);
  const asked = await story.say(who.OWEN, "can I talk to a person?");
  const threadId = asked.handoff!.thread_id;
  expect(asked.replies).toEqual([
    { text: expect.stringContaining("[Customer Service] "), agent: "human" },
  ]);
  expect(asked.reply).toContain("cannot promise a time");
  expect((await story.queueOf(who.OWEN))[0]).toMatchObject({
    threadId,
    status: "queued",
    kind: "contact_center",
    reason: "asked",
    claimedBy: null,
    summary: expect.stringContaining("Owen Tremblay (C-1014, Standard)"),
  });

  for (const text of [
    "hello?",
    "my policies",
    "a person please!!",
    "is theft covered?",
    "¿hola?",
  ]) {
    const silent = await story.say(who.OWEN, text);
    expect(silent).toMatchObject({ reply: null, replies: [], intent: null, agent: "human" });
    expect(silent.handoff).toEqual({
      thread_id: threadId,
      status: "queued",
      kind: "contact_center",
    });
  }

  const accepted = await story.person(threadId, "Good afternoon, how can I help?");
  expect(await accepted.json()).toEqual({ status: "accepted", message_id: expect.any(String) });
  expect((await story.messages(who.OWEN)).at(-1)).toMatchObject({
    author: "human_agent",
    text: "[Contact Center Agent] Dana: Good afternoon, how can I help?",
  });
  expect((await story.queueOf(who.OWEN))[0]).toMatchObject({
    status: "claimed",
    claimedBy: "Dana",
  });

  const toDana = await story.say(who.OWEN, "my roof leaks, what now?");
  expect(toDana).toMatchObject({ reply: null, intent: null, handoff: { status: "claimed" } });

  const bye = await story.say(who.OWEN, "thanks, bye");
  expectAnswer(bye, { agent: "human", kind: "contact_center", holds: ["anything else"] });
  const done = await story.say(who.OWEN, "no, that's all");
  expectAnswer(done, { agent: "human", kind: null, holds: ["is closed", "your assistant again"] });
  expect((await story.queueOf(who.OWEN))[0]).toMatchObject({ threadId, status: "closed" });
  expect((await story.person(threadId, "one more thing")).status).toBe(409);

  expectAnswer(await story.say(who.OWEN, "my policies"), {
    intent: "policy_list",
    agent: "policy",
    kind: null,
    holds: ["HOM-2010"],
  });
  const announcements = (await textsOf(who.OWEN)).filter((text) => text.includes("passing this"));
  expect(announcements).toHaveLength(1);
});

describe("a goodbye to a person", () => {
  test.each([
    [who.OWEN, "bye", "no, that's all"],
    [who.OWEN, "thank you, goodbye", "no"],
    [who.OWEN, "that's all, thanks", "nope, nothing else"],
    [who.OWEN, "ok bye", "no thanks, bye"],
    [who.JOAQUIN, "adiós", "no, eso es todo"],
    [who.JOAQUIN, "muchas gracias, hasta luego", "no, gracias"],
    [who.JOAQUIN, "eso es todo", "nada más"],
  ])("of %s, %j, is asked about, and %j closes", async (address, bye, no) => {
    const threadId = await claimed(address, address === who.OWEN ? "agent" : "agente");
    const asked = await story.say(address, bye);
    expect(asked.replies).toHaveLength(1);
    expect(asked.reply).toMatch(/anything else|algo más/);
    expect(asked.handoff?.status).toBe("claimed");
    expect((await story.say(address, no)).handoff).toBeNull();
    const row = (await story.queueOf(address)).find((each) => each.threadId === threadId);
    expect(row?.status).toBe("closed");
  });

  test.each(["yes, one more thing", "actually, what about my claim?", "yes", "wait", "hm"])(
    "is taken back by %j, which goes to the person",
    async (text) => {
      await claimed(who.OWEN);
      await story.say(who.OWEN, "bye");
      expect(await story.say(who.OWEN, text)).toMatchObject({
        reply: null,
        intent: null,
        handoff: { status: "claimed" },
      });
      // Only a goodbye is asked about: this no is for the person.
      expect((await story.say(who.OWEN, "no")).reply).toBeNull();
    },
  );

  test("ends the waiting too, before anybody came", async () => {
    await queued(who.OWEN);
    expect((await story.say(who.OWEN, "bye")).reply).toContain("anything else");
    expect((await story.say(who.OWEN, "no")).handoff).toBeNull();
  });
});

describe("a VIP customer's manager", () => {
  test("is asked first and speaks under their own label", async () => {
    await story.begin(who.NORA);
    const asked = await story.say(who.NORA, "portfolio review");
    expectAnswer(asked, { kind: "relationship_manager", holds: ["Tobias Grant"] });
    expect((await story.queueOf(who.NORA))[0]).toMatchObject({
      kind: "relationship_manager",
      offeredTo: "Tobias Grant",
      reason: "portfolio",
    });
    await story.person(asked.handoff!.thread_id, "Good to hear from you.", "Tobias Grant");
    expect((await textsOf(who.NORA)).at(-1)).toBe(
      "[Relationship Manager] Tobias Grant: Good to hear from you.",
    );
  });

  test("is offered the conversation whatever it is about", async () => {
    await queued(who.INGRID, "this is unacceptable, I want to complain");
    expect((await story.queueOf(who.INGRID))[0]).toMatchObject({
      kind: "contact_center",
      reason: "complaint",
      offeredTo: "Helen Marsh",
    });
  });

  test("does not exist for other customers", async () => {
    await queued(who.OWEN, "portfolio review");
    expect((await story.queueOf(who.OWEN))[0]).toMatchObject({
      kind: "contact_center",
      offeredTo: null,
    });
  });
});

describe("people end a conversation", () => {
  test("and the customer is told once, however often they end it", async () => {
    const threadId = await claimed(who.OWEN);
    const before = await story.messages(who.OWEN);
    for (let again = 0; again < 3; again++) {
      const response = await story.disconnect(threadId);
      expect([response.status, await response.json()]).toEqual([200, { status: "success" }]);
    }
    const told = (await story.messages(who.OWEN)).slice(before.length);
    expect(told.map(({ author, text }) => [author, text])).toEqual([
      ["system", expect.stringContaining("has ended")],
    ]);
    expectAnswer(await story.say(who.OWEN, "hi"), { intent: "greeting", kind: null });
  });

  test("also before anybody took it", async () => {
    const threadId = await queued(who.OWEN);
    await story.disconnect(threadId);
    expect((await story.queueOf(who.OWEN))[0]).toMatchObject({ status: "closed" });
    expectAnswer(await story.say(who.OWEN, "hi"), { intent: "greeting", kind: null });
  });

  test.each([
    ["an unknown thread", { threadId: "nonsense" }, 404],
    ["no thread", {}, 400],
  ])("but not with %s", async (_what, body, status) => {
    expect((await story.post("/contact-center/disconnect", body)).status).toBe(status);
    const message = { ...body, message: "hi", senderDisplayName: "Dana" };
    expect((await story.post("/contact-center/chat", message)).status).toBe(status);
  });
});

describe("two people", () => {
  test("cannot both claim a conversation, but both are heard under their names", async () => {
    const threadId = await queued(who.OWEN);
    expect((await claim(threadId, "Dana")).status).toBe(200);
    expect((await claim(threadId, "Ravi")).status).toBe(409);
    await story.person(threadId, "I have it.", "Dana");
    await story.person(threadId, "I can help as well.", "Ravi");
    expect((await textsOf(who.OWEN)).slice(-2)).toEqual([
      "[Contact Center Agent] Dana: I have it.",
      "[Contact Center Agent] Ravi: I can help as well.",
    ]);
    expect((await story.queueOf(who.OWEN))[0]).toMatchObject({ claimedBy: "Dana" });
  });

  test("who answer at the same moment are both heard, and one of them has it", async () => {
    const threadId = await queued(who.OWEN);
    const answers = await Promise.all([
      story.person(threadId, "First!", "Dana"),
      story.person(threadId, "First!", "Ravi"),
      claim(threadId, "Kim"),
    ]);
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[2]?.status).toBeOneOf([200, 409]);
    const heard = (await textsOf(who.OWEN)).filter((text) => text.includes("First!"));
    expect(heard.toSorted()).toEqual([
      "[Contact Center Agent] Dana: First!",
      "[Contact Center Agent] Ravi: First!",
    ]);
    const { claimedBy, status } = (await story.queueOf(who.OWEN))[0]!;
    expect(status).toBe("claimed");
    expect(claimedBy).toBeOneOf(["Dana", "Ravi", "Kim"]);
  });

  test("with two customers never mix them up", async () => {
    const [first, second] = [await queued(who.OWEN), await queued(who.MARCUS)];
    await Promise.all([
      story.person(first, "For Owen.", "Dana"),
      story.person(second, "For Marcus.", "Ravi"),
    ]);
    expect((await textsOf(who.OWEN)).at(-1)).toBe("[Contact Center Agent] Dana: For Owen.");
    expect((await textsOf(who.MARCUS)).at(-1)).toBe("[Contact Center Agent] Ravi: For Marcus.");
    expect((await textsOf(who.MARCUS)).join("\n")).not.toContain("Owen");
  });
});

describe("back with the bot", () => {
  test("nothing said before hands over again by itself, in twenty stays", async () => {
    await story.begin(who.OWEN);
    for (let stay = 0; stay < 20; stay++) {
      const asked = await story.say(who.OWEN, "I want to speak to a human");
      expectAnswer(asked, { agent: "human", kind: "contact_center" });
      expect(asked.replies).toHaveLength(1);
      const threadId = asked.handoff!.thread_id;
      await story.person(threadId, "A human will always help you, just ask for a person.");
      await story.say(who.OWEN, "I need a person for my claim, this is unacceptable");
      await story.disconnect(threadId);
      for (const text of ["hi", "my policies", "thanks"]) {
        expectAnswer(await story.say(who.OWEN, text), { kind: null });
      }
    }
    const rows = await story.queueOf(who.OWEN);
    expect(rows.filter(({ status }) => status !== "closed")).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(20);
  });

  test("an open question from before is not answered by the first yes after", async () => {
    await story.begin(who.BIANCA);
    await story.say(who.BIANCA, "change my email to x@example.org");
    const { handoff } = await story.say(who.BIANCA, "I'd rather talk to a person");
    await story.person(handoff!.thread_id, "Hello.");
    await story.say(who.BIANCA, "yes");
    await story.disconnect(handoff!.thread_id);
    await story.say(who.BIANCA, "yes");
    expect(await story.records.findCustomerByAddress(who.BIANCA)).toEqual(
      who.customerAt(who.BIANCA),
    );
  });

  test("a new question finds the person's words in the summary of the next stay", async () => {
    const first = await claimed(who.OWEN);
    await story.person(first, "The adjuster comes on Monday at noon.");
    await story.disconnect(first);
    await story.say(who.OWEN, "a person please");
    expect((await story.queueOf(who.OWEN))[0]?.summary).toContain("The adjuster comes on Monday");
  });
});

test("people see the customer's words while they have the conversation, and only then", async () => {
  const threadId = await claimed(who.OWEN);
  await story.say(who.OWEN, "my roof leaks");
  await story.settle();
  const mirrored = async () =>
    (
      await story.query<{ body: string }>(
        "SELECT body FROM deliveries WHERE channel = 'desk' AND address = $1 ORDER BY position",
        threadId,
      )
    ).map(({ body }) => (JSON.parse(body) as { act: string; text?: string }).text ?? "");
  expect((await mirrored()).at(-1)).toBe("my roof leaks");
  await story.disconnect(threadId);
  await story.say(who.OWEN, "a secret for the bot");
  await story.settle();
  expect((await mirrored()).join("\n")).not.toContain("secret");
});
