import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { startAcsChat } from "../support/emulators/acs-chat/index.ts";
import type { AcsChat, Thread } from "../support/emulators/acs-chat/index.ts";
import { makeEventGrid } from "../support/emulators/event-grid.ts";
import type { EventGrid, GridSchema } from "../support/emulators/event-grid.ts";
import type { Fault } from "../support/emulators/faults.ts";
import type { Call } from "../support/emulators/https-server.ts";
import { until } from "../support/house.ts";
import { expectAnswer, startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

const SECRET = "secret-of-event-grid";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const EVENTS = "Microsoft.Communication.";

describe.each(["event-grid", "cloud-events"] as const)(
  "people in ACS chat, told by %s",
  (schema) => {
    let chat: AcsChat;
    let story: Story;
    let grids: EventGrid[];
    beforeEach(async () => {
      chat = await startAcsChat();
      story = await startStory({ env: { ...chat.env, WEBHOOK_SECRETS: `old,${SECRET}` } });
      grids = [
        await subscribe(schema, "chat", ["ChatMessageReceived", "ChatMessageReceivedInThread"]),
        await subscribe(schema, "disconnect", [
          "ChatThreadDeleted",
          "ChatThreadParticipantRemoved",
        ]),
        // Azure's portal offers all of them to whoever ticks every box.
        await subscribe(schema, "chat", undefined),
      ];
      for (const grid of grids) chat.subscribe(grid);
    });
    afterEach(async () => {
      await story.stop();
      for (const grid of grids) await grid.stop();
      await chat.stop();
    });

    function subscribe(schema: GridSchema, path: string, kinds: readonly string[] | undefined) {
      const url = `${story.url}/contact-center/${path}?code=${SECRET}`;
      const types = kinds && { types: kinds.map((kind) => EVENTS + kind) };
      return makeEventGrid({ url, schema, ...types });
    }

    /** Nothing is on the way any more, in either direction. */
    async function rest(): Promise<void> {
      for (let calls = -1; calls !== chat.calls.length;) {
        calls = chat.calls.length;
        for (const grid of grids) await grid.settled();
        await story.settle();
      }
      for (const { dropped } of grids) expect(dropped).toEqual([]);
    }

    /** A new conversation of this customer that waits for a person. */
    async function handedOver(address: string): Promise<Thread> {
      await story.begin(address);
      const { handoff } = await story.say(address, "can I talk to a person?");
      await rest();
      const thread = chat.threads.find(
        ({ metadata }) => metadata["threadId"] === handoff!.thread_id,
      );
      expect(thread).toBeDefined();
      return thread!;
    }

    const linesBy = async (author: string) =>
      (await story.messages(who.OWEN))
        .filter((line) => line.author === author)
        .map(({ text }) => text);

    test("the whole way: a thread with an opening, words both ways once, and back to the bot", async () => {
      const { people } = chat;
      const thread = await handedOver(who.OWEN);
      expect(chat.threads).toHaveLength(1);
      expect(chat.textsOf(thread.id)).toEqual([
        expect.stringContaining("Owen Tremblay (C-1014, Standard)"),
      ]);

      await story.say(who.OWEN, "my roof leaks <b>badly</b> & it rains");
      await rest();
      expect(chat.textsOf(thread.id).slice(1)).toEqual(["my roof leaks <b>badly</b> & it rains"]);
      const mirrored = thread.messages.at(-1)!;
      expect(mirrored).toMatchObject({ sender: chat.ownRawId, type: "text" });
      expect(mirrored.metadata?.["deliveryId"]).toMatch(UUID);
      // Our own lines came back as events by now, and were nobody's words.
      expect(await linesBy("human_agent")).toEqual([]);
      expect((await story.queueOf(who.OWEN))[0]).toMatchObject({ status: "queued" });

      const dana = people.hire();
      people.enter(thread.id, dana, "Dana");
      people.type(thread.id, dana);
      const html = "<p>Hello <b>Owen</b>,</p><p>I&#39;ll send a roofer.</p>";
      people.write(thread.id, dana, { html }, "Dana");
      await rest();
      const said = ["[Contact Center Agent] Dana: Hello Owen,\nI'll send a roofer."];
      expect(await linesBy("human_agent")).toEqual(said);
      expect((await story.queueOf(who.OWEN))[0]).toMatchObject({ claimedBy: "Dana" });
      expect(chat.textsOf(thread.id)).toHaveLength(3);

      people.leave(thread.id, dana);
      await rest();
      expect(await linesBy("system")).toEqual([
        expect.stringContaining("passing this"),
        expect.stringContaining("has ended"),
      ]);
      expect(thread.topic).toMatch(/^\[Ended\] /);
      people.enter(thread.id, dana, "Dana");
      people.write(thread.id, dana, "too late", "Dana");
      await rest();
      expect(await linesBy("human_agent")).toEqual(said);
      const policies = await story.say(who.OWEN, "my policies");
      expectAnswer(policies, { intent: "policy_list", agent: "policy", holds: ["HOM-2010"] });
    });

    test("a deleted thread ends the handoff, and the next one gets another", async () => {
      const { people } = chat;
      const thread = await handedOver(who.OWEN);
      const dana = people.hire();
      people.enter(thread.id, dana, "Dana");
      people.deleteThread(thread.id, dana);
      await rest();
      expect((await linesBy("system")).filter((text) => text.includes("has ended"))).toHaveLength(
        1,
      );
      expect((await story.queueOf(who.OWEN))[0]).toMatchObject({ status: "closed" });
      expect(await story.query("SELECT id FROM deliveries WHERE status = 'dead'")).toEqual([]);
      expectAnswer(await story.say(who.OWEN, "my policies"), { intent: "policy_list" });

      const { handoff } = await story.say(who.OWEN, "a person please");
      await rest();
      const [, next] = chat.threads;
      expect(next).toMatchObject({ metadata: { threadId: handoff!.thread_id } });
      expect(chat.textsOf(next!.id)).toHaveLength(1);
    });

    test("each customer has a thread, and nobody's words cross", async () => {
      const { people } = chat;
      const [owens, joaquins] = [await handedOver(who.OWEN), await handedOver(who.JOAQUIN)];
      const dana = people.hire();
      for (const { id } of [owens, joaquins]) people.enter(id, dana, "Dana");
      await story.say(who.JOAQUIN, "mi coche no arranca");
      await rest();
      people.write(owens.id, dana, "Hello Owen", "Dana");
      people.write(joaquins.id, dana, "Hola Joaquín", "Dana");
      await rest();
      expect(chat.textsOf(joaquins.id).slice(1)).toEqual(["mi coche no arranca", "Hola Joaquín"]);
      expect(chat.textsOf(owens.id).slice(1)).toEqual(["Hello Owen"]);
      expect(await linesBy("human_agent")).toEqual(["[Contact Center Agent] Dana: Hello Owen"]);
      const his = (await story.messages(who.JOAQUIN)).map(({ text }) => text);
      expect(his.at(-1)).toBe("[Contact Center Agent] Dana: Hola Joaquín");
    });

    test("programs name a thread as the desk does or as the house does", async () => {
      const thread = await handedOver(who.OWEN);
      const threadId = thread.metadata["threadId"]!;
      expect(threadId).not.toBe(thread.id);
      expect((await story.person(thread.id, "One.")).status).toBe(200);
      expect((await story.person(threadId, "Two.")).status).toBe(200);
      expect(await linesBy("human_agent")).toEqual([
        "[Contact Center Agent] Dana: One.",
        "[Contact Center Agent] Dana: Two.",
      ]);
      expect((await story.disconnect(thread.id)).status).toBe(200);
      expect((await story.person(threadId, "Three.")).status).toBe(409);
    });

    test("whatever else people's clients do has no effect", async () => {
      const { people } = chat;
      const thread = await handedOver(who.OWEN);
      const nobody = people.hire();
      people.enter(thread.id, nobody);
      const message = people.write(thread.id, nobody, "Good afternoon");
      people.edit(thread.id, nobody, message.id, "Good evening");
      people.erase(thread.id, nobody, message.id);
      people.write(thread.id, nobody, { html: "<p>&nbsp;</p>" });
      people.type(thread.id, nobody);
      await rest();
      expect(await linesBy("human_agent")).toEqual([
        "[Contact Center Agent] Agent: Good afternoon",
      ]);
    });

    test("events that come twice, in batches and in no order count once", async () => {
      const { people } = chat;
      const thread = await handedOver(who.OWEN);
      const dana = people.hire();
      for (const grid of grids) grid.hold();
      people.enter(thread.id, dana, "Dana");
      for (const text of ["one", "two", "three"]) people.write(thread.id, dana, text, "Dana");
      for (const grid of grids) grid.release({ copies: 2, isShuffled: true, batchSize: 2 });
      await rest();
      const said = ["one", "three", "two"].map((text) => `[Contact Center Agent] Dana: ${text}`);
      expect((await linesBy("human_agent")).toSorted()).toEqual(said);
      people.leave(thread.id, dana);
      await rest();
      expect((await linesBy("system")).filter((text) => text.includes("has ended"))).toHaveLength(
        1,
      );
    });
  },
);

const outages: readonly (readonly [string, Fault, RegExp])[] = [
  [
    "is away",
    { is: "answer", status: 503, headers: { "retry-after": "1" } },
    /^POST \/chat\/threads$/,
  ],
  ["cuts the line after a new thread", { is: "cut_after" }, /^POST \/chat\/threads$/],
  ["cuts the line after each message", { is: "cut_after" }, /^POST .*\/messages$/],
];

test.each(outages)(
  "what goes to a chat service that %s stands there once, in order",
  async (_what, fault, asks) => {
    const chat = await startAcsChat();
    const story = await startStory({ env: chat.env });
    const matches = ({ method, url }: Call): boolean => asks.test(`${method} ${url.pathname}`);
    try {
      chat.faults.next(fault, { matches, times: 3 });
      await story.say(who.OWEN, "can I talk to a person?", "my roof leaks", "and it rains");
      const open = "SELECT id FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain')";
      await until("everything is there", async () => {
        // What waits for another try waits by the house's clock.
        story.time.now += 1_000;
        return (await story.query(open)).length === 0;
      });
      const [thread, ...others] = chat.threads;
      expect(others).toEqual([]);
      const [opening, ...lines] = chat.textsOf(thread!.id);
      expect(opening).toContain("Owen Tremblay (C-1014, Standard)");
      expect(lines).toEqual(["my roof leaks", "and it rains"]);
    } finally {
      await story.stop();
      await chat.stop();
    }
  },
);
