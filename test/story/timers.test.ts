import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { QUEUE_LIMIT_MS, timerMs } from "../../core/handoff.ts";
import { run } from "../../data/sql.ts";
import * as who from "../support/demo-insurer.ts";
import { expectAnswer, startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

const MINUTE = 60_000;

let story: Story;
beforeEach(async () => {
  story = await startStory();
});
afterEach(() => story.stop());

async function queued(address = who.OWEN, text = "I want to speak to a human"): Promise<string> {
  const { handoff } = await story.say(address, text);
  await story.settle();
  return handoff!.thread_id;
}

const statusOf = async (address = who.OWEN) => (await story.queueOf(address))[0]?.status;

const told = (lines: readonly { author: string; text: string }[]) =>
  lines.map(({ author, text }) => [author, text]);

describe("the queue", () => {
  test.each([
    [who.OWEN, "I want to speak to a human", "still in the queue"],
    [who.JOAQUIN, "quiero hablar con una persona", "Sigue en la cola"],
  ])("reassures %s once, however long the night is", async (address, text, words) => {
    await queued(address, text);
    expect(await story.pass(address, timerMs.queue_wait - MINUTE)).toEqual([]);
    expect(told(await story.pass(address, MINUTE))).toEqual([
      ["system", expect.stringContaining(words)],
    ]);
    for (let ring = 0; ring < 10; ring++) {
      expect(await story.pass(address, timerMs.queue_wait)).toEqual([]);
    }
    expect(await statusOf(address)).toBe("queued");
  });

  test("gives the conversation back to the bot after its limit, with honest words", async () => {
    const threadId = await queued();
    await story.pass(who.OWEN, timerMs.queue_wait);
    const lines = await story.pass(who.OWEN, QUEUE_LIMIT_MS);
    expect(told(lines)).toEqual([["system", expect.stringContaining("[Customer Service]")]]);
    // Nothing went wrong: nobody had time.
    expect(lines[0]?.text).not.toContain("something went wrong");
    expect(await statusOf()).toBe("closed");
    expect((await story.person(threadId, "Sorry, here I am")).status).toBe(409);
    expectAnswer(await story.say(who.OWEN, "my policies"), {
      intent: "policy_list",
      agent: "policy",
      kind: null,
    });
  });

  test("says nothing more once a person has taken the conversation", async () => {
    const threadId = await queued();
    await story.person(threadId, "Hello");
    expect(await story.pass(who.OWEN, timerMs.queue_wait)).toEqual([]);
    expect(await statusOf()).toBe("claimed");
  });
});

describe("a person who is silent", () => {
  test("loses the conversation to the queue, and the customer is told", async () => {
    const threadId = await queued();
    await story.post(`/console/api/handoffs/${threadId}/claim`, { name: "Dana" });
    expect(await story.pass(who.OWEN, timerMs.person_silent - MINUTE)).toEqual([]);
    expect(told(await story.pass(who.OWEN, MINUTE))).toEqual([
      ["system", expect.stringContaining("looking for another one")],
    ]);
    expect((await story.queueOf(who.OWEN))[0]).toMatchObject({
      threadId,
      status: "queued",
      claimedBy: null,
    });
    await story.person(threadId, "Ravi here.", "Ravi");
    expect((await story.queueOf(who.OWEN))[0]).toMatchObject({ claimedBy: "Ravi" });
  });

  test("is not excused by a customer who keeps writing", async () => {
    const threadId = await queued();
    await story.person(threadId, "One moment please");
    for (let minute = 0; minute < 14; minute++) {
      await story.say(who.OWEN, "hello?");
      expect(await story.pass(who.OWEN, MINUTE)).toEqual([]);
    }
    expect(told(await story.pass(who.OWEN, MINUTE))).toEqual([
      ["system", expect.stringContaining("looking for another one")],
    ]);
  });

  test("who answered just before the clock rang keeps it", async () => {
    const threadId = await queued();
    await story.person(threadId, "One moment please");
    await story.say(who.OWEN, "I am waiting");
    story.time.now += timerMs.person_silent;
    const { mailbox } = story.house.store;
    const body = { kind: "person_message", text: "Here I am.", senderName: "Dana" } as const;
    const words = { source: "desk", externalId: "late", threadId, body };
    await Promise.all([mailbox.acceptFromDesk(words), mailbox.ringTimers()]);
    story.house.workers.wake();
    await story.settle();
    expect((await story.messages(who.OWEN)).at(-1)?.text).toContain("Dana: Here I am.");
    expect((await story.queueOf(who.OWEN))[0]).toMatchObject({
      status: "claimed",
      claimedBy: "Dana",
    });
  });

  test("after a long talk leaves the customer the whole time of the queue", async () => {
    const threadId = await queued();
    await story.person(threadId, "Let us begin.");
    for (let talked = 0; talked < QUEUE_LIMIT_MS; talked += 10 * MINUTE) {
      await story.say(who.OWEN, "and then?");
      await story.person(threadId, "Then this.");
      await story.pass(who.OWEN, 10 * MINUTE);
    }
    await story.say(who.OWEN, "and then?");
    expect(told(await story.pass(who.OWEN, timerMs.person_silent))).toEqual([
      ["system", expect.stringContaining("looking for another one")],
    ]);
    await story.pass(who.OWEN, timerMs.queue_wait);
    expect(await statusOf()).toBe("queued");
  }, 60_000);
});

describe("a customer who is silent", () => {
  test.each([
    [who.OWEN, "I want to speak to a human", "not heard from you"],
    [who.JOAQUIN, "quiero hablar con una persona", "no tengo noticias suyas"],
  ])("at %s is wrapped up in silence, then closed and told", async (address, text, words) => {
    const threadId = await queued(address, text);
    await story.person(threadId, "Which day was it?");
    expect(await story.pass(address, timerMs.customer_silent)).toEqual([]);
    expect(await statusOf(address)).toBe("wrap_up");
    expect(told(await story.pass(address, timerMs.wrap_up))).toEqual([
      ["system", expect.stringContaining(words)],
    ]);
    expect(await statusOf(address)).toBe("closed");
    expectAnswer(await story.say(address, "ok"), { kind: null });
  });

  test("and comes back while it is wrapped up has the same person again", async () => {
    const threadId = await queued();
    await story.person(threadId, "Which day was it?");
    await story.pass(who.OWEN, timerMs.customer_silent);
    const back = await story.say(who.OWEN, "sorry, it was Monday");
    expect(back).toMatchObject({ reply: null, handoff: { status: "claimed" } });
    expect((await story.queueOf(who.OWEN))[0]).toMatchObject({
      status: "claimed",
      claimedBy: "Dana",
    });
    expect(await story.pass(who.OWEN, timerMs.wrap_up - timerMs.person_silent - MINUTE)).toEqual(
      [],
    );
  });

  test("who wrote just before the clock rang is not wrapped up", async () => {
    const threadId = await queued();
    await story.person(threadId, "Which day was it?");
    story.time.now += timerMs.customer_silent;
    const { mailbox } = story.house.store;
    const late = { source: "chat", externalId: "late", address: who.OWEN, door: "chat" } as const;
    await Promise.all([
      mailbox.acceptMessages([{ ...late, text: "it was Monday" }]),
      mailbox.ringTimers(),
    ]);
    story.house.workers.wake();
    await story.settle();
    expect(await statusOf()).toBe("claimed");
  });

  test("after a goodbye is not put back into the queue", async () => {
    const threadId = await queued();
    await story.person(threadId, "It is done.");
    await story.say(who.OWEN, "great", "bye");
    expect(await story.pass(who.OWEN, timerMs.person_silent)).toEqual([]);
    expect(await statusOf()).not.toBe("queued");
    await story.pass(who.OWEN, timerMs.customer_silent);
    await story.pass(who.OWEN, timerMs.wrap_up);
    expect(await statusOf()).toBe("closed");
  });
});

describe("out of every state a clock leads", () => {
  const arrive: Readonly<Record<string, (threadId: string) => Promise<unknown>>> = {
    queued: async () => {},
    "claimed, the person silent": (threadId) =>
      story.post(`/console/api/handoffs/${threadId}/claim`, { name: "Dana" }),
    "claimed, the customer silent": (threadId) => story.person(threadId, "Hello?"),
    "claimed, asked whether that is all": async (threadId) => {
      await story.person(threadId, "Hello?");
      await story.say(who.OWEN, "bye");
    },
    "queued, asked whether that is all": () => story.say(who.OWEN, "bye"),
    requeued: async (threadId) => {
      await story.post(`/console/api/handoffs/${threadId}/claim`, { name: "Dana" });
      await story.pass(who.OWEN, timerMs.person_silent);
    },
    wrap_up: async (threadId) => {
      await story.person(threadId, "Hello?");
      await story.pass(who.OWEN, timerMs.customer_silent);
    },
    "wrap_up, taken up again": async (threadId) => {
      await story.person(threadId, "Hello?");
      await story.pass(who.OWEN, timerMs.customer_silent);
      await story.say(who.OWEN, "I am back");
    },
    hold: async (threadId) => {
      await story.person(threadId, "Hello?");
      await story.house.store.sql.transaction(() =>
        run("UPDATE handoffs SET status = 'hold' WHERE thread_id = $1", threadId),
      );
    },
  };

  test.each(Object.keys(arrive))("from %s to the end", async (state) => {
    const threadId = await queued();
    await arrive[state]?.(threadId);
    await story.settle();
    const row = async () =>
      (
        await story.query<{ status: string; timer_at: number | null }>(
          "SELECT status, timer_at FROM handoffs WHERE thread_id = $1",
          threadId,
        )
      )[0]!;
    const limit = story.time.now + QUEUE_LIMIT_MS + 4 * 60 * MINUTE;
    for (let now = await row(); now.status !== "closed"; now = await row()) {
      expect(now.timer_at).toEqual(expect.any(Number));
      await story.pass(who.OWEN, Math.max(1, now.timer_at! - story.time.now));
      expect(story.time.now).toBeLessThan(limit);
    }
    const [last] = (await story.messages(who.OWEN)).slice(-1);
    expect(last?.author).toBe("system");
    expectAnswer(await story.say(who.OWEN, "hi"), { intent: "greeting", kind: null });
  });

  test("and a ring that no turn has heard is silenced when the clock is set anew", async () => {
    const threadId = await queued();
    await story.person(threadId, "Which day was it?");
    await story.house.workers.stop(0);
    const { mailbox } = story.house.store;
    const late = { source: "chat", externalId: "late", address: who.OWEN, door: "chat" } as const;
    await mailbox.acceptMessages([{ ...late, text: "it was Monday" }]);
    const [turn] = await mailbox.claimTurns("test", 1, MINUTE);
    story.time.now += timerMs.customer_silent;
    expect(await mailbox.ringTimers()).toBe(1);
    const outcome = { agent: "human", intent: null, handoff: null } as const;
    await mailbox.commitTurn({
      lease: turn!.lease,
      epoch: turn!.epoch,
      checkpoint: undefined,
      lines: [],
      inputs: turn!.inputs.map(({ id }) => ({
        id,
        outcome,
      })),
      handoffChanges: [
        {
          do: "wait",
          timer: "person_silent",
        },
      ],
      recordChanges: [],
      deskActs: [],
    });
    expect(await mailbox.claimTurns("test", 1, MINUTE)).toEqual([]);
    expect((await story.queueOf(who.OWEN))[0]?.status).toBe("claimed");
  });

  test("and none is set any more once it is closed", async () => {
    const threadId = await queued();
    await story.disconnect(threadId);
    expect(await story.query("SELECT 1 FROM handoffs WHERE timer_at IS NOT NULL")).toEqual([]);
    expect(await story.pass(who.OWEN, QUEUE_LIMIT_MS)).toEqual([]);
  });
});
