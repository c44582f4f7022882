import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { makeSender, retry, sent, textOf } from "../../support/sender.ts";
import type { Sender } from "../../support/sender.ts";
import { ADA, BEN, aMessage, aPersonMessage, anAnswer, opening } from "../../support/turns.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Every store of deliveries must pass this: what providers report moves a message only forwards, and is never missed. */
export function deliveryReportsContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let send: Sender;
  beforeEach(async () => {
    db = await makeSql();
    send = makeSender(db);
  });
  afterEach(() => db.close());

  describe(`deliveries on ${name}: statuses`, () => {
    const words = ["sent", "delivered", "read", "failed"] as const;
    const rank = ["sent", "failed", "delivered", "read"];

    test.each(permutations(words).map((order) => [order.join(", "), order] as const))(
      "%s: never moves backwards and ends as read",
      async (_what, order) => {
        await send.say(ADA, "one");
        await send.settle(await send.claimOne(), sent("p-1"));
        let furthest = -1;
        for (const status of order) {
          expect(await send.report(status)).toBe(true);
          const [row] = await rowsOf<{ status: string }>(db.sql, "deliveries");
          expect(rank.indexOf(row!.status)).toBeGreaterThanOrEqual(furthest);
          furthest = rank.indexOf(row!.status);
          expect(await send.lineStatus()).toBe(row!.status);
        }
        expect(await send.lineStatus()).toBe("read");
      },
    );

    test("a message that failed is not called sent by a late report", async () => {
      await send.say(ADA, "one");
      await send.settle(await send.claimOne(), sent("p-1"));
      await send.report("failed");
      await send.report("sent");
      expect(await send.lineStatus()).toBe("failed");
    });

    test("any reports in any number end at the furthest that was proven", async () => {
      let round = 0;
      const anyReports = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 });
      const property = fc.asyncProperty(anyReports, async (reports) => {
        const providerId = `p-${++round}`;
        const address = `customer-${round}`;
        await send.say(address, "hello");
        const mine = (await send.claimDue()).find((each) => each.address === address)!;
        await send.settle(mine, sent(providerId));
        for (const status of reports) await send.report(status, providerId);
        const furthest = Math.max(...reports.map((status) => rank.indexOf(status)));
        expect(await send.lineStatus(address)).toBe(rank[furthest]);
      });
      await fc.assert(property, { numRuns: 40 });
    });

    test("reports on two parts of a line that come at once move the line as well", async () => {
      for (let round = 0; round < 10; round++) {
        const address = `customer-${round}`;
        await send.say(address, "one", "two");
        const ids = [`one-${round}`, `two-${round}`];
        for (const id of ids) await send.settle(await send.claimOne(), sent(id));
        await Promise.all(ids.map((id) => send.report("read", id)));
        expect(await send.lineStatus(address)).toBe("read");
      }
    });

    test("reports that come at once, on both parts of a line, all count", async () => {
      for (let round = 0; round < 10; round++) {
        const address = `customer-${round}`;
        await send.say(address, "one", "two");
        const ids = [`one-${round}`, `two-${round}`];
        for (const id of ids) await send.settle(await send.claimOne(), sent(id));
        await Promise.all(
          ids.flatMap((id) => [
            send.report("delivered", id),
            send.report("read", id),
            send.report("sent", id),
          ]),
        );
        expect(await send.lineStatus(address)).toBe("read");
      }
    });

    test("a line is as far as its slowest part, and failed when one of them failed", async () => {
      await send.say(ADA, "one", "two");
      expect(await send.lineStatus()).toBe("waiting");
      await send.settle(await send.claimOne(), {
        is: "sent",
        providerId: "p-1",
        status: "delivered",
      });
      expect(await send.lineStatus()).toBe("waiting");
      await send.settle(await send.claimOne(), sent("p-2"));
      expect(await send.lineStatus()).toBe("sent");
      await send.report("read", "p-1");
      expect(await send.lineStatus()).toBe("sent");
      await send.report("delivered", "p-2");
      expect(await send.lineStatus()).toBe("delivered");
      await send.report("read", "p-2");
      expect(await send.lineStatus()).toBe("read");
      await send.say(BEN, "three", "four");
      await send.settle(await send.claimOne(), sent("p-3"));
      await send.settle(await send.claimOne(), sent("p-4"));
      await send.report("read", "p-3");
      await send.report("failed", "p-4");
      expect(await send.lineStatus(BEN)).toBe("failed");
    });

    test("a report on a message of somebody else says so and changes nothing", async () => {
      await send.say(ADA, "one");
      await send.settle(await send.claimOne(), sent("p-1"));
      expect(await send.report("read", "p-2")).toBe(false);
      const elsewhere = { channel: "whatsapp-acs", providerId: "p-1", status: "read" } as const;
      expect(await send.deliveries.report(elsewhere)).toBe(false);
      const stranger = { channel: "simulator", providerId: "x", correlation: "y" } as const;
      expect(await send.deliveries.report({ ...stranger, status: "read" })).toBe(false);
      expect(await send.lineStatus()).toBe("sent");
    });

    test("a send whose answer we never saw is found by our own id, and not sent again", async () => {
      await send.say(ADA, "one", "two");
      const unanswered = await send.claimOne();
      const proof = {
        channel: "simulator",
        providerId: "p-9",
        correlation: unanswered.id,
      } as const;
      expect(await send.deliveries.report({ ...proof, status: "delivered" })).toBe(true);
      await send.settle(unanswered, retry(0));
      expect((await send.claimDue()).map(textOf)).toEqual(["two"]);
      expect(await send.report("read", "p-9")).toBe(true);
    });

    test("a message that was dropped stays dropped, whatever is reported", async () => {
      await send.mailbox.acceptMessages([aMessage()]);
      await send.turn((turn) => ({
        handoffChanges: [opening("thread-1")],
        lines: [anAnswer(turn)],
      }));
      await send.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      const [row] = await rowsOf<{ id: string }>(db.sql, "deliveries");
      const claim = { channel: "simulator", providerId: "p-1", correlation: row!.id } as const;
      await send.deliveries.report({ ...claim, status: "delivered" });
      expect(await send.lineStatus()).toBe("dropped");
      expect(await rowsOf(db.sql, "deliveries")).toMatchObject([{ status: "dropped" }]);
    });
  });

  describe(`deliveries on ${name}: reports that are early`, () => {
    test.each([
      ["delivered", ["delivered"]],
      ["read", ["sent", "delivered", "read"]],
      ["read", ["read", "delivered", "sent"]],
      ["failed", ["failed"]],
      ["delivered", ["failed", "delivered"]],
    ] as const)("a message is %s once we note it as sent after %j", async (expected, reports) => {
      await send.say(ADA, "one");
      const sending = await send.claimOne();
      for (const status of reports) expect(await send.report(status)).toBe(false);
      await send.settle(sending, sent("p-1"));
      expect(await send.lineStatus()).toBe(expected);
      expect(await rowsOf(db.sql, "early_reports")).toEqual([]);
    });

    test("a failure keeps its reason", async () => {
      await send.say(ADA, "one");
      const sending = await send.claimOne();
      const report = { channel: "simulator", providerId: "p-1", error: "131047" } as const;
      await send.deliveries.report({ ...report, status: "failed" });
      await send.settle(sending, sent("p-1"));
      expect(await send.deliveries.listDead(10)).toMatchObject([{ error: "131047" }]);
    });

    test("and our note at the same moment do not miss each other", async () => {
      await send.say(ADA, "one");
      const sending = await send.claimOne();
      await Promise.all([
        send.report("delivered"),
        send.settle(sending, sent("p-1")),
        send.report("read"),
      ]);
      expect(await send.lineStatus()).toBe("read");
    });

    test("belong to one channel", async () => {
      await send.say(ADA, "one");
      const elsewhere = { channel: "whatsapp-acs", providerId: "p-1", status: "read" } as const;
      await send.deliveries.report(elsewhere);
      await send.settle(await send.claimOne(), sent("p-1"));
      expect(await send.lineStatus()).toBe("sent");
    });

    test("under an id of ours that we do not know are somebody else's and not kept", async () => {
      expect(await send.report("read", "p-1", "not-ours")).toBe(false);
      expect(await rowsOf(db.sql, "early_reports")).toEqual([]);
    });

    test("are kept for a sender who lost its lease, and for a day", async () => {
      await send.say(ADA, "one");
      const old = await send.claimOne();
      await send.report("delivered");
      db.advance(60_000);
      const now = await send.claimOne();
      await send.settle(old, sent("p-1"));
      expect(await rowsOf(db.sql, "early_reports")).toMatchObject([{ status: "delivered" }]);
      await send.settle(now, sent("p-1"));
      expect(await send.lineStatus()).toBe("delivered");
      await send.report("read", "p-2");
      db.advance(DAY_MS + 1);
      await send.report("read", "p-3");
      expect(await rowsOf(db.sql, "early_reports")).toMatchObject([{ provider_id: "p-3" }]);
    });
  });
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item].concat(rest)),
  );
}
