import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everythingIn, rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { dead, makeSender, sent, textOf } from "../../support/sender.ts";
import type { Sender } from "../../support/sender.ts";
import { ADA, BEN, aMessage, aPersonMessage, anAnswer, tellDesk } from "../../support/turns.ts";

/** Every store of deliveries must pass this: a person can read what is not tried any more, and send it again once. */
export function deadLettersContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let send: Sender;
  beforeEach(async () => {
    db = await makeSql();
    send = makeSender(db);
  });
  afterEach(() => db.close());

  const list = () => send.deliveries.listDead(100);
  const turnWithPerson = async () => {
    await send.queue("thread-1");
    await send.settle(await send.claimOne(), sent("p-0"));
    await send.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
  };

  describe(`dead letters on ${name}: to be read`, () => {
    test("a message that was refused is listed with all a person needs", async () => {
      await send.say(ADA, "one");
      const refused = await send.claimOne();
      db.advance(1_000);
      await send.settle(refused, dead);
      expect(await list()).toEqual([
        {
          id: refused.id,
          kind: "delivery",
          conversationId: refused.conversationId,
          address: ADA,
          threadId: null,
          channel: "simulator",
          text: "one",
          act: null,
          error: "upstream_rejected",
          attempts: 1,
          createdAt: expect.any(Number),
          diedAt: expect.any(Number),
          mayHaveArrived: false,
        },
      ]);
      const [letter] = await list();
      expect(letter!.diedAt - letter!.createdAt).toBe(1_000);
    });

    test("so is one that the provider took and then failed, until it proves that it arrived", async () => {
      await send.say(ADA, "one");
      await send.settle(await send.claimOne(), sent("p-1"));
      expect(await list()).toEqual([]);
      const failed = { channel: "simulator", providerId: "p-1", status: "failed" } as const;
      await send.deliveries.report({ ...failed, error: "131026" });
      expect(await list()).toMatchObject([{ error: "131026", text: "one" }]);
      await send.report("delivered");
      expect(await list()).toEqual([]);
      expect(await send.deliveries.countDead()).toBe(0);
    });

    test("one that may have arrived says so, and is none once a report proves it", async () => {
      await send.say(ADA, "one");
      const lost = await send.claimOne();
      const mayHaveArrived = true;
      await send.settle(lost, { is: "dead", error: "outcome_unknown", mayHaveArrived });
      expect(await list()).toMatchObject([{ error: "outcome_unknown", mayHaveArrived }]);
      expect(await send.lineStatus()).toBe("failed");
      await send.report("sent", "p-1", lost.id);
      expect(await list()).toEqual([]);
      expect(await send.lineStatus()).toBe("sent");
    });

    test("an act at the desk names its thread and what it was to do", async () => {
      await send.accept("a person please");
      await send.turn(() => ({ deskActs: [tellDesk("thread-1")] }));
      await send.settle(await send.claimOne(), dead);
      expect(await list()).toMatchObject([
        { channel: "desk", threadId: "thread-1", address: ADA, act: "open", text: "Asked." },
      ]);
    });

    test("a customer's message that was set aside is listed as what came in", async () => {
      await send.poison("poison");
      expect(await list()).toMatchObject([
        {
          kind: "input",
          address: ADA,
          channel: "whatsapp-acs",
          text: "poison",
          act: "customer_message",
          error: "internal",
          attempts: 1,
          mayHaveArrived: false,
        },
      ]);
      expect(await send.deliveries.countDead()).toBe(1);
    });

    test("one without words says what was sent", async () => {
      const media = { kind: "image" } as const;
      await send.mailbox.acceptMessages([aMessage({ text: "", media })]);
      await send.mailbox.failTurn(await send.claim(), "internal", { retryMs: 0, maxAttempts: 1 });
      expect(await list()).toMatchObject([{ text: "(image)" }]);
    });

    test("the last ones come first, page by page, whichever they are and whenever they died", async () => {
      for (const text of ["first", "second", "third"]) {
        await send.die(ADA, text);
        await send.die(BEN, `${text} too`);
        db.advance(1);
      }
      await send.poison("poison");
      const whole = await list();
      expect(whole.map(({ text }) => text).toSorted()).toHaveLength(7);
      const pages = [];
      let page = await send.deliveries.listDead(3);
      while (page.length > 0) {
        pages.push(...page);
        page = await send.deliveries.listDead(3, page.at(-1));
      }
      expect(pages).toEqual(whole);
      expect(whole.map(({ diedAt }) => diedAt)).toEqual(
        whole.map(({ diedAt }) => diedAt).toSorted((a, b) => b - a),
      );
      expect(await send.deliveries.countDead()).toBe(7);
    });
  });

  describe(`dead letters on ${name}: sent again`, () => {
    test("leaves as a new delivery with the same words at the end of its line", async () => {
      const id = await send.die(ADA, "one");
      await send.say(ADA, "two");
      const again = await send.deliveries.sendAgain(id, "Dana");
      expect(again).not.toBe(id);
      const order = [];
      for (let head = await send.claimDue(); head.length > 0; head = await send.claimDue()) {
        order.push([head[0]!.id === again, textOf(head[0]!), head[0]!.attempts]);
        await send.settle(head[0]!, sent(`p-${order.length}`));
      }
      expect(order).toEqual([
        [false, "two", 1],
        [true, "one", 1],
      ]);
      await send.say(ADA, "three");
      expect(textOf(await send.claimOne())).toBe("three");
    });

    test("is listed no more, and its line waits again and then follows the new delivery", async () => {
      const id = await send.die(ADA, "one");
      expect(await send.lineStatus()).toBe("failed");
      const again = await send.deliveries.sendAgain(id, "Dana");
      expect(await list()).toEqual([]);
      expect(await send.deliveries.countDead()).toBe(0);
      expect(await send.lineStatus()).toBe("waiting");
      expect(await send.deliveryRows()).toMatchObject([
        { id, status: "dead", resent_as: again },
        { id: again, status: "waiting", resent_as: null },
      ]);
      await send.settle(await send.claimOne(), sent("p-1"));
      expect(await send.lineStatus()).toBe("sent");
    });

    test("keeps the other parts of its line", async () => {
      await send.say(ADA, "one", "two");
      const first = await send.claimOne();
      await send.settle(first, dead);
      await send.settle(await send.claimOne(), sent("p-2"));
      await send.deliveries.sendAgain(first.id, "Dana");
      expect(await send.lineStatus()).toBe("waiting");
      const again = await send.claimOne();
      expect(textOf(again)).toBe("one");
      await send.settle(again, sent("p-1"));
      expect(await send.lineStatus()).toBe("sent");
    });

    test("that is refused again is a dead letter of its own", async () => {
      const id = await send.die(ADA, "one");
      const again = await send.deliveries.sendAgain(id, "Dana");
      await send.settle(await send.claimOne(), dead);
      expect(await list()).toMatchObject([{ id: again, text: "one" }]);
      expect(await send.lineStatus()).toBe("failed");
    });

    test("by two people at once leaves once, and the second is told", async () => {
      const id = await send.die(ADA, "one");
      const outcomes = await Promise.allSettled([
        send.deliveries.sendAgain(id, "Dana"),
        send.deliveries.sendAgain(id, "Ravi"),
      ]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
        reason: { code: "conflict" },
      });
      expect(await send.claimDue()).toHaveLength(1);
      expect(await send.deliveryRows()).toHaveLength(2);
    });

    test("is audited with who wanted it", async () => {
      const id = await send.die(ADA, "one");
      const again = await send.deliveries.sendAgain(id, "Dana");
      const entries = await rowsOf<{ detail: string }>(db.sql, "audit");
      expect(entries).toMatchObject([
        { actor: "Dana", action: "delivery.sent_again", conversation_id: expect.any(String) },
      ]);
      expect(JSON.parse(entries[0]!.detail)).toEqual({ of: id, as: again });
    });

    test("as an act at the desk goes to the same thread", async () => {
      await send.accept("a person please");
      await send.turn(() => ({ deskActs: [tellDesk("thread-1")] }));
      const act = await send.claimOne();
      await send.settle(act, dead);
      await send.deliveries.sendAgain(act.id, "Dana");
      expect(await send.claimOne()).toMatchObject({ channel: "desk", address: "thread-1" });
    });

    test("is refused for what is unknown, alive, or came in, and changes nothing", async () => {
      await send.say(ADA, "alive");
      const [alive] = await send.deliveryRows();
      await send.poison("poison");
      const [input] = await list();
      const before = await everythingIn(db.sql);
      for (const [id, code] of [
        ["nothing", "not_found"],
        [alive!.id, "conflict"],
        [input!.id, "conflict"],
      ] as const) {
        await expect(send.deliveries.sendAgain(id, "Dana")).rejects.toMatchObject({ code });
      }
      expect(await everythingIn(db.sql)).toEqual(before);
    });

    test("is refused for the bot's words while a person has the conversation", async () => {
      const id = await send.die(ADA, "from the bot");
      await turnWithPerson();
      const before = await everythingIn(db.sql);
      await expect(send.deliveries.sendAgain(id, "Dana")).rejects.toMatchObject({
        code: "conflict",
      });
      expect(await everythingIn(db.sql)).toEqual(before);
    });

    test("is allowed for a person's words while a person has the conversation", async () => {
      await turnWithPerson();
      await send.turn((turn) => ({
        lines: [anAnswer(turn, { author: "human_agent", agent: "human", text: "Dana: hello" })],
      }));
      const refused = await send.claimOne();
      await send.settle(refused, dead);
      await send.deliveries.sendAgain(refused.id, "Dana");
      expect(textOf(await send.claimOne())).toBe("Dana: hello");
    });

    test("and not yet gone when a person claims is dropped like all the bot has to say", async () => {
      const id = await send.die(ADA, "from the bot");
      await send.queue("thread-1");
      await send.settle(await send.claimOne(), sent("p-0"));
      await send.deliveries.sendAgain(id, "Dana");
      await send.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      expect(await send.claimDue()).toEqual([]);
      const statuses = (await send.transcript.read(ADA, undefined, 10))?.map((line) => line.status);
      expect(statuses).toEqual(["received", "dropped", "received", "sent"]);
    });
  });
}
