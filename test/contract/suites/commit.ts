import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seedDemoInsurer } from "../../../data/seed.ts";
import { everythingIn, rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { CHANNELS } from "../../support/sender.ts";
import {
  ADA,
  LEASE_MS,
  aMessage,
  aPersonMessage,
  anAnswer,
  anOutcome,
  commitOf,
  makeTestStore,
  newClaim,
  opening,
  tellDesk,
} from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

/** Every mailbox must pass this: a turn is written whole, once, or not at all. */
export function commitContract(name: string, makeSql: MakeSql): void {
  describe(`mailbox on ${name}: committing`, () => {
    let db: TestSql;
    let store: TestStore;
    beforeEach(async () => {
      db = await makeSql();
      await seedDemoInsurer(db.sql);
      store = makeTestStore(db.sql);
    });
    afterEach(() => db.close());

    /** A turn that writes into every table there is. */
    async function aFullTurn() {
      await store.accept("I want to report a scratch, and then a person");
      const turn = await store.claim();
      const { conversationId } = turn.lease;
      const commit = commitOf(turn, {
        checkpoint: await store.stage(conversationId),
        lines: [
          anAnswer(turn, { text: "Reported.", trace: { intent: null, tools: [] } }),
          anAnswer(turn, { text: "A person comes.", author: "system", agent: "human" }),
        ],
        handoffChanges: [opening("thread-1")],
        recordChanges: [newClaim()],
        deskActs: [tellDesk("thread-1")],
      });
      return { turn, commit };
    }

    test("writes everything a turn leads to", async () => {
      const { turn, commit } = await aFullTurn();
      await store.mailbox.commitTurn(commit);
      const { conversationId } = turn.lease;
      const after = await everythingIn(db.sql);
      expect(after["inputs"]).toMatchObject([{ status: "handled" }]);
      const lines = after["lines"] as { seq: number }[];
      expect(lines.toSorted((a, b) => a.seq - b.seq)).toMatchObject([
        { author: "customer" },
        { author: "customer_agent", text: "Reported.", status: "waiting" },
        { author: "system", text: "A person comes." },
      ]);
      const deliveries = after["deliveries"] as { position: number }[];
      expect(deliveries.toSorted((a, b) => a.position - b.position)).toMatchObject([
        { destination: `simulator|${ADA}`, speaker: "bot" },
        { destination: `simulator|${ADA}`, speaker: "system" },
        { destination: "desk|thread-1", speaker: "desk", line_id: null },
      ]);
      expect(after["handoffs"]).toMatchObject([{ thread_id: "thread-1", status: "queued" }]);
      expect(after["conversations"]).toMatchObject([
        { owner: "queue", epoch: 1, lease_holder: null, ready_at: null },
      ]);
      expect(after["checkpoints"]).toMatchObject([{ thread_id: conversationId }]);
      expect(await store.records.listClaims("C-1001")).toContainEqual(newClaim().claim);
      const actions = (after["audit"] as { action: string }[]).map(({ action }) => action);
      expect(actions.toSorted()).toEqual(["handoff.open", "record.claim"]);
    });

    test("writes nothing at all when one part of it cannot be written, and keeps the lease", async () => {
      const { turn, commit } = await aFullTurn();
      const before = await everythingIn(db.sql);
      const impossible = { ...commit, recordChanges: [newClaim("AUT-9999")] };
      await expect(store.mailbox.commitTurn(impossible)).rejects.toThrow();
      expect(await everythingIn(db.sql)).toEqual(before);
      expect(await store.claimAll("other")).toEqual([]);
      await store.mailbox.commitTurn(commit);
      expect(await store.mailbox.findOutcome(turn.inputs[0]!.id)).toBeDefined();
    });

    test("what cannot be written is not mistaken for a change of owner, which would be tried for ever", async () => {
      const { commit } = await aFullTurn();
      const impossible = { ...commit, recordChanges: [newClaim("AUT-9999")] };
      const thrown: unknown = await store.mailbox.commitTurn(impossible).catch((each) => each);
      expect(thrown).toBeInstanceOf(Error);
      expect(thrown).not.toMatchObject({ code: "conflict" });
      expect(thrown).not.toMatchObject({ code: "lease_lost" });
    });

    test("says what became of an input, with the answers in order", async () => {
      await store.accept("one", "two");
      const turn = await store.turn((turn) => ({
        lines: [
          anAnswer(turn, { text: "first" }),
          anAnswer(turn, { text: "second", agent: "policy", author: "policy_agent" }),
          anAnswer(turn, { text: "of the other", inputId: turn.inputs[1]!.id }),
        ],
      }));
      expect(await store.mailbox.findOutcome(turn.inputs[0]!.id)).toEqual({
        outcome: anOutcome,
        replies: [
          { text: "first", agent: "customer" },
          { text: "second", agent: "policy" },
        ],
      });
      expect(await store.mailbox.findOutcome(turn.inputs[1]!.id)).toMatchObject({
        replies: [{ text: "of the other" }],
      });
    });

    test("a long answer leaves in parts, in order, with the choices under the last", async () => {
      await store.accept("hello");
      const choices = [{ id: "yes", title: "Yes" }];
      await store.turn((turn) => ({
        lines: [anAnswer(turn, { text: "a b c", parts: ["a", "b", "c"], choices })],
      }));
      const bodies = await rowsOf<{ body: string; position: number }>(db.sql, "deliveries");
      const inOrder = bodies.toSorted((left, right) => left.position - right.position);
      expect(inOrder.map(({ body }) => JSON.parse(body) as object)).toEqual([
        { to: "customer", text: "a", choices: [] },
        { to: "customer", text: "b", choices: [] },
        { to: "customer", text: "c", choices },
      ]);
    });

    test("leases to a sender with hands free what is next in its line, and nothing else", async () => {
      const sender = { limit: 2, leaseMs: LEASE_MS, channels: CHANNELS };
      const answer = async (...texts: string[]) => {
        await store.accept("hello");
        const turn = await store.claim();
        const lines = texts.map((text) => anAnswer(turn, { text }));
        const leased = await store.mailbox.commitTurn(commitOf(turn, { lines }), sender);
        return leased.map(({ body, attempts }) => [body.to === "customer" && body.text, attempts]);
      };
      expect(await answer("one", "two")).toEqual([["one", 1]]);
      // "one" is on its way: what comes after it waits, and whoever looks for work finds nothing to take.
      expect(await answer("three")).toEqual([]);
      expect(
        await store.deliveries.claim({ channels: CHANNELS, limit: 10, leaseMs: LEASE_MS }),
      ).toEqual([]);
      db.advance(LEASE_MS);
      expect(
        await store.deliveries.claim({ channels: CHANNELS, limit: 10, leaseMs: LEASE_MS }),
      ).toMatchObject([{ attempts: 2 }]);
    });

    test("leases nothing without a hand free, and nothing of a turn that is refused", async () => {
      await store.accept("hello");
      const turn = await store.claim();
      const commit = commitOf(turn, { lines: [anAnswer(turn)] });
      expect(
        await store.mailbox.commitTurn(commit, { limit: 1, leaseMs: LEASE_MS, channels: [] }),
      ).toEqual([]);
      const again = store.mailbox.commitTurn(commit, {
        limit: 1,
        leaseMs: LEASE_MS,
        channels: CHANNELS,
      });
      await expect(again).rejects.toMatchObject({ code: "lease_lost" });
      expect(await rowsOf(db.sql, "deliveries")).toMatchObject([
        { status: "waiting", attempts: 0 },
      ]);
    });

    test("what came in meanwhile makes the conversation ready again", async () => {
      await store.accept("one");
      const turn = await store.claim();
      await store.accept("two");
      await store.mailbox.commitTurn(commitOf(turn, { lines: [anAnswer(turn)] }));
      const lines = await store.transcript.read(ADA, undefined, 10);
      expect(lines?.map(({ text, seq }) => [text, seq])).toEqual([
        ["one", 1],
        ["two", 2],
        ["[Customer Service] Hello.", 3],
      ]);
      expect(await store.claimAll()).toHaveLength(1);
    });

    test("a turn thought before a person claimed the conversation is refused and thought again", async () => {
      await store.queue("thread-1");
      await store.accept("what is my deductible?");
      const turn = await store.claim();
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      const before = await everythingIn(db.sql);
      const commit = commitOf(turn, { lines: [anAnswer(turn)] });
      await expect(store.mailbox.commitTurn(commit)).rejects.toEqual(
        expect.objectContaining({ code: "conflict" }),
      );
      expect(await everythingIn(db.sql)).toEqual(before);
      await store.mailbox.releaseTurn(turn.lease);
      const again = await store.claim();
      expect(again.epoch).toBeGreaterThan(turn.epoch);
      expect(again.handoff).toMatchObject({ status: "claimed", claimedBy: "Dana" });
      await store.mailbox.commitTurn(commitOf(again));
    });

    test("a second handoff beside an open one is not written, nor the turn that wanted it", async () => {
      await store.queue("thread-1");
      await store.mailbox.acceptMessages([aMessage()]);
      const turn = await store.claim();
      const commit = commitOf(turn, { handoffChanges: [opening("thread-2")] });
      await expect(store.mailbox.commitTurn(commit)).rejects.toThrow();
      expect(await rowsOf(db.sql, "handoffs")).toHaveLength(1);
    });
  });
}
