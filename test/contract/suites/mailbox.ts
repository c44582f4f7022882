import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ClaimedTurn } from "../../../core/ports.ts";
import { everythingIn, rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import {
  ADA,
  BEN,
  LEASE_MS,
  aMessage,
  commitOf,
  makeTestStore,
  textsOf,
} from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

const RETRY = { retryMs: 1_000, maxAttempts: 3 };
const lost = expect.objectContaining({ code: "lease_lost" });

/** Every mailbox must pass this: what comes in is kept once and in order, and one worker at a time has it. */
export function mailboxContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let store: TestStore;
  beforeEach(async () => {
    db = await makeSql();
    store = makeTestStore(db.sql);
  });
  afterEach(() => db.close());

  async function takeOver(): Promise<{ old: ClaimedTurn; now: ClaimedTurn }> {
    await store.accept("hello");
    const old = await store.claim("old");
    db.advance(LEASE_MS);
    return { old, now: await store.claim("new") };
  }

  describe(`mailbox on ${name}: accepting`, () => {
    test("a message sent twice in one batch is kept once, and both are told its id", async () => {
      const message = aMessage();
      const [first, second] = await store.mailbox.acceptMessages([message, message]);
      expect(first).toEqual({
        inputId: expect.any(String),
        conversationId: expect.any(String),
        isDuplicate: false,
      });
      expect(second).toEqual({ ...first, isDuplicate: true });
      expect(await rowsOf(db.sql, "inputs")).toHaveLength(1);
      expect(await rowsOf(db.sql, "lines")).toHaveLength(1);
    });

    test("a message sent again later has no effect, not even after its turn", async () => {
      const message = aMessage();
      const [first] = await store.mailbox.acceptMessages([message]);
      await store.turn(() => ({}));
      const before = await everythingIn(db.sql);
      const again = await store.mailbox.acceptMessages([{ ...message, text: "changed" }]);
      expect(again).toEqual([{ ...first, isDuplicate: true }]);
      expect(await everythingIn(db.sql)).toEqual(before);
      expect(await store.claimAll()).toEqual([]);
    });

    test("the same id from another source is another message", async () => {
      const accepted = await store.mailbox.acceptMessages([
        aMessage({ source: "whatsapp-acs", externalId: "7" }),
        aMessage({ source: "whatsapp-cloud", externalId: "7" }),
      ]);
      expect(accepted.map(({ isDuplicate }) => isDuplicate)).toEqual([false, false]);
    });

    test("two requests at once with the same message keep it once", async () => {
      const message = aMessage();
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => store.mailbox.acceptMessages([message])),
      );
      expect(answers.flat().filter(({ isDuplicate }) => !isDuplicate)).toHaveLength(1);
      expect(await rowsOf(db.sql, "inputs")).toHaveLength(1);
    });

    test("an address has one conversation, whichever door it comes in by", async () => {
      const accepted = await store.mailbox.acceptMessages([
        aMessage({ door: "chat" }),
        aMessage({ door: "whatsapp-cloud" }),
        aMessage({ door: "chat", address: BEN }),
      ]);
      const [chat, whatsApp, other] = accepted.map(({ conversationId }) => conversationId);
      expect(whatsApp).toBe(chat);
      expect(other).not.toBe(chat);
    });

    test("a batch that cannot be kept whole is not kept at all", async () => {
      const broken = aMessage({ text: null as unknown as string });
      await expect(store.mailbox.acceptMessages([aMessage(), broken])).rejects.toThrow();
      expect(await rowsOf(db.sql, "conversations")).toEqual([]);
      expect(await rowsOf(db.sql, "inputs")).toEqual([]);
    });

    test("everything a message carries comes back with its turn", async () => {
      const media = { kind: "image", id: "media-7" } as const;
      const tap = aMessage({ text: "Yes", choiceId: "yes", media, door: "whatsapp-cloud" });
      await store.mailbox.acceptMessages([tap]);
      const turn = await store.claim();
      expect(turn).toMatchObject({ address: ADA, lastDoor: "whatsapp-cloud", handoff: null });
      expect(turn.inputs).toEqual([
        {
          id: expect.any(String),
          source: "whatsapp-cloud",
          externalId: expect.any(String),
          seq: 1,
          door: "whatsapp-cloud",
          attempts: 0,
          body: { kind: "customer_message", text: "Yes", choiceId: "yes", media },
        },
      ]);
    });
  });

  describe(`mailbox on ${name}: claiming`, () => {
    test("a conversation's inputs come in their order, whatever batch they came in", async () => {
      await store.accept("one", "two");
      await store.accept("three");
      expect(textsOf(await store.claim())).toEqual(["one", "two", "three"]);
    });

    test("up to eight inputs make a turn, and the rest the next", async () => {
      const texts = Array.from({ length: 11 }, (_, index) => `text ${index}`);
      await store.accept(...texts);
      expect(textsOf(await store.turn(() => ({})))).toEqual(texts.slice(0, 8));
      expect(textsOf(await store.turn(() => ({})))).toEqual(texts.slice(8));
      expect(await store.claimAll()).toEqual([]);
    });

    test("a conversation is leased to one worker at a time", async () => {
      await store.accept("hello");
      expect(await store.claimAll("one")).toHaveLength(1);
      expect(await store.claimAll("two")).toEqual([]);
    });

    test("workers that claim at once share what is ready and get nothing twice", async () => {
      const addresses = Array.from({ length: 20 }, (_, index) => `customer-${index}`);
      await store.mailbox.acceptMessages(addresses.map((address) => aMessage({ address })));
      const claims = await Promise.all(
        ["a", "b", "c", "d"].map((holder) => store.mailbox.claimTurns(holder, 7, LEASE_MS)),
      );
      const claimed = claims.flat().map(({ address }) => address);
      expect(claimed.toSorted()).toEqual(addresses.toSorted());
    });

    test("whoever waits longest goes first", async () => {
      for (const address of ["first", "second", "third"]) {
        await store.mailbox.acceptMessages([aMessage({ address })]);
        db.advance(10);
      }
      // A newer message does not move anybody back.
      await store.mailbox.acceptMessages([aMessage({ address: "first" })]);
      const order = [await store.claim(), await store.claim(), await store.claim()];
      expect(order.map(({ address }) => address)).toEqual(["first", "second", "third"]);
    });

    test("what comes in during a turn waits for the next one", async () => {
      await store.accept("one");
      const turn = await store.claim();
      await store.accept("two");
      expect(await store.claimAll("other")).toEqual([]);
      await store.mailbox.commitTurn(commitOf(turn));
      expect(textsOf(await store.claim())).toEqual(["two"]);
    });

    test("a turn that is given back is due at once and untouched", async () => {
      await store.accept("one");
      const turn = await store.claim();
      await store.mailbox.releaseTurn(turn.lease);
      expect((await store.claim()).inputs).toEqual(turn.inputs);
    });
  });

  describe(`mailbox on ${name}: leases`, () => {
    test("a lease that runs out lets another worker take over, under a higher fence", async () => {
      const { old, now } = await takeOver();
      expect(now.inputs).toEqual(old.inputs);
      expect(now.lease.conversationId).toBe(old.lease.conversationId);
      expect(now.lease.fence).toBeGreaterThan(old.lease.fence);
    });

    test("a lease holds to its last millisecond, and longer when it is renewed", async () => {
      await store.accept("hello");
      const { lease } = await store.claim();
      db.advance(LEASE_MS - 1);
      expect(await store.claimAll()).toEqual([]);
      await store.mailbox.renewLease(lease, LEASE_MS);
      db.advance(LEASE_MS - 1);
      expect(await store.claimAll()).toEqual([]);
      db.advance(1);
      expect(await store.claimAll()).toHaveLength(1);
    });

    test("a worker that was overtaken cannot commit, renew, release or fail the turn", async () => {
      const { old, now } = await takeOver();
      await expect(store.mailbox.commitTurn(commitOf(old))).rejects.toEqual(lost);
      await expect(store.mailbox.renewLease(old.lease, LEASE_MS)).rejects.toEqual(lost);
      await store.mailbox.releaseTurn(old.lease);
      await store.mailbox.failTurn(old, "late", RETRY);
      expect(await store.claimAll("third")).toEqual([]);
      expect(await rowsOf(db.sql, "inputs")).toMatchObject([{ status: "waiting", attempts: 0 }]);
      await store.mailbox.commitTurn(commitOf(now));
      expect(await rowsOf(db.sql, "inputs")).toMatchObject([{ status: "handled" }]);
    });

    test("a turn is committed once: its lease is spent", async () => {
      await store.accept("hello");
      const turn = await store.turn(() => ({}));
      await expect(store.mailbox.commitTurn(commitOf(turn))).rejects.toEqual(lost);
      await expect(store.mailbox.renewLease(turn.lease, LEASE_MS)).rejects.toEqual(lost);
    });
  });

  describe(`mailbox on ${name}: failing`, () => {
    test("a failed turn is due again after the given time, not sooner", async () => {
      await store.accept("hello");
      await store.mailbox.failTurn(await store.claim(), "internal", RETRY);
      db.advance(999);
      await store.accept("are you there?");
      expect(await store.claimAll()).toEqual([]);
      db.advance(1);
      expect((await store.claim()).inputs).toMatchObject([{ attempts: 1 }]);
    });

    test("an input that failed is claimed alone, and its neighbours after it", async () => {
      await store.accept("one", "two", "three");
      await store.mailbox.failTurn(await store.claim(), "internal", RETRY);
      db.advance(RETRY.retryMs);
      expect(textsOf(await store.turn(() => ({})))).toEqual(["one"]);
      expect(textsOf(await store.turn(() => ({})))).toEqual(["two", "three"]);
    });

    test("a poison message is set aside after so many tries, and a note takes its place", async () => {
      await store.accept("poison", "fine");
      for (let tries = 0; tries < RETRY.maxAttempts; tries++) {
        await store.mailbox.failTurn(await store.claim(), "boom", RETRY);
        db.advance(RETRY.retryMs);
      }
      expect(textsOf(await store.turn(() => ({})))).toEqual(["fine", "failed"]);
      expect(await store.claimAll()).toEqual([]);
      const inputs = await rowsOf(db.sql, "inputs");
      expect(inputs).toMatchObject([
        { status: "dead", attempts: 3, error: "boom" },
        { status: "handled" },
        { status: "handled", source: "house", door: "desk" },
      ]);
    });

    test("a note that fails too is set aside without a further note", async () => {
      await store.accept("poison");
      for (let tries = 0; tries < 2 * RETRY.maxAttempts; tries++) {
        await store.mailbox.failTurn(await store.claim(), "boom", RETRY);
        db.advance(RETRY.retryMs);
      }
      expect(await store.claimAll()).toEqual([]);
      expect((await rowsOf(db.sql, "inputs")).map(({ status }) => status)).toEqual([
        "dead",
        "dead",
      ]);
    });
  });

  describe(`mailbox on ${name}: outcomes`, () => {
    test("nothing is known of an input that waits, is set aside, or never was", async () => {
      const [accepted] = await store.accept("hello");
      expect(await store.mailbox.findOutcome(accepted!.inputId)).toBeUndefined();
      expect(await store.mailbox.findOutcome("never")).toBeUndefined();
      const rule = { retryMs: 0, maxAttempts: 1 };
      await store.mailbox.failTurn(await store.claim(), "boom", rule);
      expect(await store.mailbox.findOutcome(accepted!.inputId)).toBeUndefined();
    });
  });
}
