import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endAllLeases } from "../../../data/turns.ts";
import { rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import {
  SEND_LEASE_MS,
  dead,
  makeSender,
  retry,
  sent,
  textOf,
  uncertain,
} from "../../support/sender.ts";
import type { Sender } from "../../support/sender.ts";
import { ADA, BEN, aMessage, aPersonMessage, anAnswer, opening } from "../../support/turns.ts";

/** Every store of deliveries must pass this: in order per destination, at least once, one speaker. */
export function deliveriesContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let send: Sender;
  beforeEach(async () => {
    db = await makeSql();
    send = makeSender(db);
  });
  afterEach(() => db.close());

  describe(`deliveries on ${name}: in line`, () => {
    test("the head of a destination's line is tried, the rest waits until it has left", async () => {
      await send.say(ADA, "one", "two");
      await send.say(ADA, "three");
      const order: string[] = [];
      for (let head = await send.claimDue(); head.length > 0; head = await send.claimDue()) {
        expect(head).toHaveLength(1);
        order.push(textOf(head[0]!));
        expect(await send.claimDue()).toEqual([]);
        await send.settle(head[0]!, sent(`p-${order.length}`));
      }
      expect(order).toEqual(["one", "two", "three"]);
    });

    test("a destination that has to wait lets the others pass", async () => {
      await send.say(ADA, "for ada");
      await send.settle(await send.claimOne(), retry(10_000));
      await send.say(BEN, "for ben");
      expect((await send.claimDue()).map(({ address }) => address)).toEqual([BEN]);
    });

    test("no more than asked for is claimed, those due longest first", async () => {
      for (const address of ["first", "second", "third"]) {
        await send.say(address, "hello");
        db.advance(1);
      }
      expect((await send.claimDue(2)).map(({ address }) => address).toSorted()).toEqual([
        "first",
        "second",
      ]);
    });

    test("a delivery that is tried again keeps its place, its id and its text", async () => {
      await send.say(ADA, "one", "two");
      const first = await send.claimOne();
      await send.settle(first, retry(5_000));
      db.advance(4_999);
      expect(await send.claimDue()).toEqual([]);
      db.advance(1);
      const again = await send.claimOne();
      expect(again).toEqual({ ...first, attempts: 2, fence: first.fence + 1, ageMs: 5_000 });
    });

    test("a dead letter lets the next one pass and never comes back", async () => {
      await send.say(ADA, "one", "two");
      await send.settle(await send.claimOne(), dead);
      const second = await send.claimOne();
      expect(textOf(second)).toBe("two");
      await send.settle(second, sent("p-2"));
      db.advance(1e9);
      expect(await send.claimDue()).toEqual([]);
      expect(await send.lineStatus()).toBe("failed");
    });

    test("a delivery knows where it goes and how old it is", async () => {
      await send.say(ADA, "one");
      expect(await send.claimOne()).toEqual({
        id: expect.any(String),
        conversationId: expect.any(String),
        fence: 1,
        channel: "simulator",
        address: ADA,
        attempts: 1,
        ageMs: 0,
        since: db.now(),
        body: { to: "customer", text: "one", choices: [] },
      });
    });
  });

  describe(`deliveries on ${name}: leases`, () => {
    test("a lease that runs out leads to another try of the same delivery", async () => {
      await send.say(ADA, "one");
      const lost = await send.claimOne();
      db.advance(SEND_LEASE_MS - 1);
      expect(await send.claimDue()).toEqual([]);
      db.advance(1);
      const again = await send.claimOne();
      expect(again).toEqual({ ...lost, attempts: 2, fence: lost.fence + 1, ageMs: SEND_LEASE_MS });
    });

    test.each([
      ["sent", sent("late")],
      ["dead", dead],
      ["to be tried again", retry(1)],
      ["uncertain", uncertain(1)],
    ])("whoever lost the lease cannot note it as %s", async (_what, settlement) => {
      await send.say(ADA, "one");
      const old = await send.claimOne();
      db.advance(SEND_LEASE_MS);
      const now = await send.claimOne();
      const before = await rowsOf(db.sql, "deliveries");
      await send.settle(old, settlement);
      expect(await rowsOf(db.sql, "deliveries")).toEqual(before);
      await send.settle(now, sent("p-1"));
      expect(await send.lineStatus()).toBe("sent");
    });

    test("workers that claim at once never have the same delivery", async () => {
      for (let index = 0; index < 10; index++) await send.say(`customer-${index}`, "hello");
      const claims = await Promise.all([send.claimDue(4), send.claimDue(4), send.claimDue(4)]);
      const ids = claims.flat().map(({ id }) => id);
      expect(ids).toHaveLength(10);
      expect(new Set(ids).size).toBe(10);
    });
  });

  describe(`deliveries on ${name}: one speaker`, () => {
    test("what was leased before a person claimed may not be begun after it, but their own words may", async () => {
      const leased = await send.claimWhileSending();
      expect(await send.deliveries.permit(leased, 0)).toBeUndefined();
      await send.settle(leased, retry(0));
      const announcement = await send.claimOne();
      expect(textOf(announcement)).toBe("A person comes.");
      expect(await send.deliveries.permit(announcement, 0)).toBeDefined();
    });

    test("what is leased may be sent until its lease is too short for that, or another has it", async () => {
      await send.say(ADA, "one");
      const leased = await send.claimOne();
      db.advance(SEND_LEASE_MS - 20_000);
      expect(await send.deliveries.permit(leased, 20_000)).toBeDefined();
      expect(await send.deliveries.permit(leased, 20_001)).toBeUndefined();
      db.advance(20_000);
      const again = await send.claimOne();
      expect(await send.deliveries.permit(leased, 0)).toBeUndefined();
      expect(await send.deliveries.permit(again, 20_000)).toBeDefined();
      await send.settle(again, sent("p-1"));
      expect(await send.deliveries.permit(again, 0)).toBeUndefined();
    });

    test("what was on its way when a person claimed is not sent again after it failed", async () => {
      await send.settle(await send.claimWhileSending(), retry(1_000));
      db.advance(1_000);
      expect((await send.claimDue()).map(textOf)).toEqual(["A person comes."]);
    });

    test("what was on its way when a person claimed is not sent again after its sender died", async () => {
      await send.claimWhileSending();
      db.advance(SEND_LEASE_MS);
      expect((await send.claimDue()).map(textOf)).toEqual(["A person comes."]);
    });

    test("what a sender began and let lie before a person claimed is dropped with the claim", async () => {
      await send.mailbox.acceptMessages([aMessage()]);
      await send.turn((turn) => ({
        handoffChanges: [opening("thread-1")],
        lines: [anAnswer(turn, { text: "from the bot" })],
      }));
      await send.claimOne();
      db.advance(SEND_LEASE_MS);
      await send.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      expect(await rowsOf(db.sql, "deliveries")).toMatchObject([
        { status: "dropped", may_have_arrived: 1 },
      ]);
    });

    test("what had left when a person claimed is known as sent", async () => {
      await send.settle(await send.claimWhileSending(), sent("p-1"));
      expect(await send.report("read")).toBe(true);
      const rows = await rowsOf(db.sql, "deliveries");
      expect(rows).toContainEqual(expect.objectContaining({ status: "read", speaker: "bot" }));
    });

    test("what may have arrived when a person claimed is not sent again, and can still be proven", async () => {
      await send.queue("thread-1");
      const announced = await send.claimOne();
      await send.settle(announced, sent("p-0"));
      await send.say(ADA, "from the bot");
      const unanswered = await send.claimOne();
      await send.settle(unanswered, uncertain(30_000));
      await send.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      expect(await send.lineStatus()).toBe("dropped");
      db.advance(30_000);
      expect(await send.claimDue()).toEqual([]);
      await send.report("delivered", "p-1", unanswered.id);
      expect(await send.lineStatus()).toBe("delivered");
    });

    test.each([
      ["failed", retry(300_000)],
      ["had no answer", uncertain(30_000)],
    ])("a person's words do not wait for what the bot tried in vain: it %s", async (_w, ended) => {
      await send.settle(await send.claimWhileSending(), ended);
      expect((await send.claimDue()).map(textOf)).toEqual(["A person comes."]);
    });

    test("of a line whose first part has left only the rest is dropped", async () => {
      await send.queue("thread-1");
      await send.settle(await send.claimOne(), sent("p-0"));
      await send.say(ADA, "one", "two");
      await send.settle(await send.claimOne(), sent("p-1"));
      await send.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      expect(await send.lineStatus()).toBe("sent");
    });
  });

  describe(`deliveries on ${name}: uncertain`, () => {
    test("keeps its place, its id and its text, and is tried again only after the window", async () => {
      await send.say(ADA, "one", "two");
      const first = await send.claimOne();
      await send.settle(first, uncertain(30_000));
      expect(await send.lineStatus()).toBe("waiting");
      db.advance(29_999);
      expect(await send.claimDue()).toEqual([]);
      db.advance(1);
      const again = { ...first, attempts: 2, fence: first.fence + 1, ageMs: 30_000 };
      expect(await send.claimDue()).toEqual([again]);
    });

    test.each(["sent", "delivered", "read"] as const)(
      "is %s when the provider reports so under our id, and the line goes on at once",
      async (status) => {
        await send.say(ADA, "one", "two");
        const first = await send.claimOne();
        await send.settle(first, uncertain(30_000));
        expect(await send.report(status, "p-1", first.id)).toBe(true);
        expect((await send.claimDue()).map(textOf)).toEqual(["two"]);
        expect(await send.deliveryRows()).toMatchObject([{ status, may_have_arrived: 0 }, {}]);
      },
    );

    test("is failed when the provider says so, and is not called uncertain any more", async () => {
      await send.say(ADA, "one");
      const first = await send.claimOne();
      await send.settle(first, uncertain(30_000));
      await send.report("failed", "p-1", first.id);
      expect(await send.lineStatus()).toBe("failed");
      expect(await send.deliveries.listDead(10)).toMatchObject([{ mayHaveArrived: false }]);
    });

    test("what was being sent when the house died is due at once and may have arrived", async () => {
      await send.say(ADA, "one");
      const lost = await send.claimOne();
      await db.sql.transaction(endAllLeases);
      expect(await send.deliveryRows()).toMatchObject([{ status: "uncertain" }]);
      const again = await send.claimOne();
      expect(again).toEqual({ ...lost, attempts: 2, fence: lost.fence + 1 });
      await send.settle(again, dead);
      expect(await send.deliveries.listDead(10)).toMatchObject([{ mayHaveArrived: true }]);
    });

    test("what was being sent when a lease ran out may have arrived", async () => {
      await send.say(ADA, "one");
      await send.claimOne();
      db.advance(SEND_LEASE_MS);
      await send.settle(await send.claimOne(), dead);
      expect(await send.deliveries.listDead(10)).toMatchObject([{ mayHaveArrived: true }]);
    });
  });
}
