import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ClaimedDelivery, Settlement, StatusReport } from "../../../core/deliveries.ts";
import { rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import {
  ADA,
  BEN,
  aMessage,
  aPersonMessage,
  anAnswer,
  makeTestStore,
  opening,
} from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

const LEASE_MS = 60_000;
const dead: Settlement = { is: "dead", error: "upstream_rejected" };
const retry = (afterMs: number): Settlement => ({ is: "retry", afterMs, error: "rate_limited" });
const sent = (providerId: string): Settlement => ({ is: "sent", providerId, status: "sent" });

/** Every store of deliveries must pass this: in order per destination, at least once, statuses only forwards. */
export function deliveriesContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let store: TestStore;
  beforeEach(async () => {
    db = await makeSql();
    store = makeTestStore(db.sql);
  });
  afterEach(() => db.close());

  /** Says something to an address: one line with these parts. */
  async function say(address: string, ...parts: string[]): Promise<void> {
    await store.mailbox.acceptMessages([aMessage({ address })]);
    await store.turn((turn) => ({ lines: [anAnswer(turn, { text: parts.join(" "), parts })] }));
  }
  const claim = (limit = 100): Promise<ClaimedDelivery[]> =>
    store.deliveries.claim(limit, LEASE_MS);
  const claimOne = async () => (await claim(1))[0]!;
  const settle = (delivery: ClaimedDelivery, settlement: Settlement) =>
    store.deliveries.settle(delivery, settlement);
  const report = (status: StatusReport["status"], providerId = "p-1") =>
    store.deliveries.report({ channel: "simulator", providerId, status });
  const lineStatus = async (address = ADA) =>
    (await store.transcript.read(address, undefined, 10))?.at(-1)?.status;

  /** The bot has answered and opened a handoff; its answer is being sent when a person claims. */
  async function claimWhileSending(): Promise<ClaimedDelivery> {
    await store.mailbox.acceptMessages([aMessage()]);
    await store.turn((turn) => ({
      handoffChanges: [opening("thread-1")],
      lines: [
        anAnswer(turn, { text: "from the bot" }),
        anAnswer(turn, { text: "A person comes.", author: "system", agent: "human" }),
      ],
    }));
    const sending = await claimOne();
    await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
    return sending;
  }

  describe(`deliveries on ${name}: in line`, () => {
    test("the head of a destination's line is tried, the rest waits until it has left", async () => {
      await say(ADA, "one", "two");
      await say(ADA, "three");
      const order: string[] = [];
      for (let head = await claim(); head.length > 0; head = await claim()) {
        expect(head).toHaveLength(1);
        order.push(textOf(head[0]!));
        expect(await claim()).toEqual([]);
        await settle(head[0]!, sent(`p-${order.length}`));
      }
      expect(order).toEqual(["one", "two", "three"]);
    });

    test("a destination that has to wait lets the others pass", async () => {
      await say(ADA, "for ada");
      await settle(await claimOne(), retry(10_000));
      await say(BEN, "for ben");
      expect((await claim()).map(({ address }) => address)).toEqual([BEN]);
    });

    test("no more than asked for is claimed, those due longest first", async () => {
      for (const address of ["first", "second", "third"]) {
        await say(address, "hello");
        db.advance(1);
      }
      expect((await claim(2)).map(({ address }) => address).toSorted()).toEqual([
        "first",
        "second",
      ]);
    });

    test("a delivery that is tried again keeps its place, its id and its text", async () => {
      await say(ADA, "one", "two");
      const first = await claimOne();
      await settle(first, retry(5_000));
      db.advance(4_999);
      expect(await claim()).toEqual([]);
      db.advance(1);
      const again = await claimOne();
      expect(again).toEqual({ ...first, attempts: 2, fence: first.fence + 1 });
    });

    test("a dead letter lets the next one pass and never comes back", async () => {
      await say(ADA, "one", "two");
      await settle(await claimOne(), dead);
      const second = await claimOne();
      expect(textOf(second)).toBe("two");
      await settle(second, sent("p-2"));
      db.advance(1e9);
      expect(await claim()).toEqual([]);
      expect(await lineStatus()).toBe("failed");
    });

    test("a delivery knows where it goes and how old it is", async () => {
      await say(ADA, "one");
      expect(await claimOne()).toEqual({
        id: expect.any(String),
        conversationId: expect.any(String),
        fence: 1,
        channel: "simulator",
        address: ADA,
        attempts: 1,
        createdAt: expect.any(Number),
        body: { to: "customer", text: "one", choices: [] },
      });
    });
  });

  describe(`deliveries on ${name}: leases`, () => {
    test("a lease that runs out leads to another try of the same delivery", async () => {
      await say(ADA, "one");
      const lost = await claimOne();
      db.advance(LEASE_MS - 1);
      expect(await claim()).toEqual([]);
      db.advance(1);
      const again = await claimOne();
      expect(again).toEqual({ ...lost, attempts: 2, fence: lost.fence + 1 });
    });

    test.each([
      ["sent", sent("late")],
      ["dead", dead],
      ["to be tried again", retry(1)],
    ])("whoever lost the lease cannot note it as %s", async (_what, settlement) => {
      await say(ADA, "one");
      const old = await claimOne();
      db.advance(LEASE_MS);
      const now = await claimOne();
      const before = await rowsOf(db.sql, "deliveries");
      await settle(old, settlement);
      expect(await rowsOf(db.sql, "deliveries")).toEqual(before);
      await settle(now, sent("p-1"));
      expect(await lineStatus()).toBe("sent");
    });

    test("workers that claim at once never have the same delivery", async () => {
      for (let index = 0; index < 10; index++) await say(`customer-${index}`, "hello");
      const claims = await Promise.all([claim(4), claim(4), claim(4)]);
      const ids = claims.flat().map(({ id }) => id);
      expect(ids).toHaveLength(10);
      expect(new Set(ids).size).toBe(10);
    });
  });

  describe(`deliveries on ${name}: one speaker`, () => {
    test("what was on its way when a person claimed is not sent again after it failed", async () => {
      await settle(await claimWhileSending(), retry(1_000));
      db.advance(1_000);
      expect((await claim()).map(textOf)).toEqual(["A person comes."]);
    });

    test("what was on its way when a person claimed is not sent again after its sender died", async () => {
      await claimWhileSending();
      db.advance(LEASE_MS);
      expect((await claim()).map(textOf)).toEqual(["A person comes."]);
    });

    test("what had left when a person claimed is known as sent", async () => {
      await settle(await claimWhileSending(), sent("p-1"));
      expect(await report("read")).toBe(true);
      const rows = await rowsOf(db.sql, "deliveries");
      expect(rows).toContainEqual(expect.objectContaining({ status: "read", speaker: "bot" }));
    });
  });

  describe(`deliveries on ${name}: statuses`, () => {
    const words = ["sent", "delivered", "read", "failed"] as const;
    const rank = ["sent", "failed", "delivered", "read"];

    test.each(permutations(words).map((order) => [order.join(", "), order] as const))(
      "%s: never moves backwards and ends as read",
      async (_what, order) => {
        await say(ADA, "one");
        await settle(await claimOne(), sent("p-1"));
        let furthest = -1;
        for (const status of order) {
          expect(await report(status)).toBe(true);
          const [row] = await rowsOf<{ status: string }>(db.sql, "deliveries");
          expect(rank.indexOf(row!.status)).toBeGreaterThanOrEqual(furthest);
          furthest = rank.indexOf(row!.status);
          expect(await lineStatus()).toBe(row!.status);
        }
        expect(await lineStatus()).toBe("read");
      },
    );

    test("a message that failed is not called sent by a late report", async () => {
      await say(ADA, "one");
      await settle(await claimOne(), sent("p-1"));
      await report("failed");
      await report("sent");
      expect(await lineStatus()).toBe("failed");
    });

    test("any reports in any number end at the furthest that was proven", async () => {
      let round = 0;
      const anyReports = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 });
      const property = fc.asyncProperty(anyReports, async (reports) => {
        const providerId = `p-${++round}`;
        const address = `customer-${round}`;
        await say(address, "hello");
        const mine = (await claim()).find((each) => each.address === address)!;
        await settle(mine, sent(providerId));
        for (const status of reports) await report(status, providerId);
        const furthest = Math.max(...reports.map((status) => rank.indexOf(status)));
        expect(await lineStatus(address)).toBe(rank[furthest]);
      });
      await fc.assert(property, { numRuns: 40 });
    });

    test("a line is as far as its slowest part, and failed when one of them failed", async () => {
      await say(ADA, "one", "two");
      expect(await lineStatus()).toBe("waiting");
      await settle(await claimOne(), { is: "sent", providerId: "p-1", status: "delivered" });
      expect(await lineStatus()).toBe("waiting");
      await settle(await claimOne(), sent("p-2"));
      expect(await lineStatus()).toBe("sent");
      await report("read", "p-1");
      expect(await lineStatus()).toBe("sent");
      await report("delivered", "p-2");
      expect(await lineStatus()).toBe("delivered");
      await report("read", "p-2");
      expect(await lineStatus()).toBe("read");
      await say(BEN, "three", "four");
      await settle(await claimOne(), sent("p-3"));
      await settle(await claimOne(), sent("p-4"));
      await report("read", "p-3");
      await report("failed", "p-4");
      expect(await lineStatus(BEN)).toBe("failed");
    });

    test("a report on a message of somebody else says so and changes nothing", async () => {
      await say(ADA, "one");
      await settle(await claimOne(), sent("p-1"));
      expect(await report("read", "p-2")).toBe(false);
      const elsewhere = { channel: "whatsapp-acs", providerId: "p-1", status: "read" } as const;
      expect(await store.deliveries.report(elsewhere)).toBe(false);
      const stranger = { channel: "simulator", providerId: "x", correlation: "y" } as const;
      expect(await store.deliveries.report({ ...stranger, status: "read" })).toBe(false);
      expect(await lineStatus()).toBe("sent");
    });

    test("a send whose answer we never saw is found by our own id, and not sent again", async () => {
      await say(ADA, "one", "two");
      const unanswered = await claimOne();
      const proof = {
        channel: "simulator",
        providerId: "p-9",
        correlation: unanswered.id,
      } as const;
      expect(await store.deliveries.report({ ...proof, status: "delivered" })).toBe(true);
      await settle(unanswered, retry(0));
      expect((await claim()).map(textOf)).toEqual(["two"]);
      expect(await report("read", "p-9")).toBe(true);
    });

    test("a message that was dropped stays dropped, whatever is reported", async () => {
      await store.mailbox.acceptMessages([aMessage()]);
      await store.turn((turn) => ({
        handoffChanges: [opening("thread-1")],
        lines: [anAnswer(turn)],
      }));
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      const [row] = await rowsOf<{ id: string }>(db.sql, "deliveries");
      const claim = { channel: "simulator", providerId: "p-1", correlation: row!.id } as const;
      await store.deliveries.report({ ...claim, status: "delivered" });
      expect(await lineStatus()).toBe("dropped");
      expect(await rowsOf(db.sql, "deliveries")).toMatchObject([{ status: "dropped" }]);
    });
  });
}

function textOf({ body }: ClaimedDelivery): string {
  return body.to === "customer" ? body.text : body.act;
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item].concat(rest)),
  );
}
