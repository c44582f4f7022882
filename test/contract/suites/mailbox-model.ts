import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClaimedTurn } from "../../../core/ports.ts";
import { rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { LEASE_MS, aMessage, anAnswer, commitOf, makeTestStore } from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

const ADDRESSES = ["ada", "ben", "eve"];
const RETRY = { retryMs: 1_000, maxAttempts: 3 };

const Step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("accept"), pick: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("repeat"), pick: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("claim"), pick: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("commit"), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("fail"), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("release"), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("expire"), pick: fc.constant(0) }) },
);
type Step = { readonly do: string; readonly pick: number };

/** What a mailbox must look like from outside, in a few plain lists. */
function makeModel(db: TestSql, store: TestStore) {
  const accepted: { address: string; externalId: string; inputId: string }[] = [];
  /** Every turn a worker believes to have, also those it has lost. */
  const held: ClaimedTurn[] = [];
  /** The newest lease of each conversation that was neither ended nor overtaken. */
  const valid = new Map<string, number>();
  /** Those of them that have run out: anybody may take over. */
  const overdue = new Set<string>();
  const handled = new Map<string, string[]>();

  const isValid = ({ lease }: ClaimedTurn) => valid.get(lease.conversationId) === lease.fence;
  const take = (pick: number) => held.splice(pick % held.length, 1)[0]!;

  async function accept(address: string): Promise<void> {
    const message = aMessage({ address });
    const [{ inputId, isDuplicate } = { inputId: "", isDuplicate: true }] =
      await store.mailbox.acceptMessages([message]);
    expect(isDuplicate).toBe(false);
    accepted.push({ address, externalId: message.externalId, inputId });
  }

  async function repeat(pick: number): Promise<void> {
    if (accepted.length === 0) return;
    const { address, externalId, inputId } = accepted[pick % accepted.length]!;
    const again = await store.mailbox.acceptMessages([aMessage({ address, externalId })]);
    expect(again).toMatchObject([{ inputId, isDuplicate: true }]);
  }

  async function claim(limit: number): Promise<number> {
    const turns = await store.mailbox.claimTurns("worker", limit, LEASE_MS);
    for (const turn of turns) {
      const { conversationId, fence } = turn.lease;
      // Nobody gets what somebody else still has.
      expect(valid.has(conversationId) && !overdue.has(conversationId)).toBe(false);
      valid.set(conversationId, fence);
      overdue.delete(conversationId);
      held.push(turn);
    }
    return turns.length;
  }

  function expire(): void {
    db.advance(LEASE_MS);
    for (const conversationId of valid.keys()) overdue.add(conversationId);
  }

  async function commit(turn: ClaimedTurn): Promise<void> {
    const lines = [anAnswer(turn, { text: turn.inputs.map(({ id }) => id).join() })];
    const written = store.mailbox.commitTurn(commitOf(turn, { lines }));
    if (!isValid(turn)) {
      await expect(written).rejects.toMatchObject({ code: "lease_lost" });
      return;
    }
    await written;
    valid.delete(turn.lease.conversationId);
    const before = handled.get(turn.address) ?? [];
    handled.set(turn.address, [...before, ...turn.inputs.map(({ id }) => id)]);
  }

  async function giveBack(turn: ClaimedTurn, how: "fail" | "release"): Promise<void> {
    if (how === "fail") await store.mailbox.failTurn(turn, "boom", RETRY);
    else await store.mailbox.releaseTurn(turn.lease);
    if (isValid(turn)) valid.delete(turn.lease.conversationId);
  }

  return {
    handled,
    async run(step: Step): Promise<void> {
      if (step.do === "accept") await accept(ADDRESSES[step.pick]!);
      else if (step.do === "repeat") await repeat(step.pick);
      else if (step.do === "claim") await claim(step.pick);
      else if (step.do === "expire") expire();
      else if (held.length === 0) return;
      else if (step.do === "commit") await commit(take(step.pick));
      else await giveBack(take(step.pick), step.do as "fail" | "release");
    },
    /** Workers that never fail again work off what is left. */
    async drain(): Promise<void> {
      do {
        expire();
        for (const turn of held.splice(0)) await commit(turn);
      } while ((await claim(10)) > 0);
    },
  };
}

/** Every mailbox must pass this: whatever happens in whatever order, nothing is lost, doubled or overtaken. */
export function mailboxModelContract(name: string, makeSql: MakeSql): void {
  describe(`mailbox on ${name}: any interleaving`, () => {
    test(
      "handles every input once and in order, or sets it aside",
      { timeout: 60_000 },
      async () => {
        const property = fc.asyncProperty(fc.array(Step, { maxLength: 40 }), async (steps) => {
          const db = await makeSql();
          try {
            const model = makeModel(db, makeTestStore(db.sql));
            for (const step of steps) await model.run(step);
            await model.drain();
            await expectNothingLost(db, model.handled);
          } finally {
            await db.close();
          }
        });
        await fc.assert(property, { numRuns: 60 });
      },
    );
  });
}

async function expectNothingLost(
  db: TestSql,
  handled: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  type Row = { id: string; conversation_id: string; seq: number; status: string };
  const inputs = await rowsOf<Row>(db.sql, "inputs");
  const conversations = await rowsOf<{ id: string; address: string }>(db.sql, "conversations");
  for (const { id, address } of conversations) {
    const own = inputs.filter((each) => each.conversation_id === id);
    const kept = own.filter(({ status }) => status !== "dead");
    const inOrder = kept.toSorted((left, right) => left.seq - right.seq);
    expect(handled.get(address) ?? []).toEqual(inOrder.map((each) => each.id));
    expect(kept.every(({ status }) => status === "handled")).toBe(true);
  }
  // One answer for each committed turn, naming its inputs: none was written by a turn that was lost.
  const lines = await rowsOf<{ author: string; text: string }>(db.sql, "lines");
  const answered = lines.filter(({ author }) => author !== "customer").map(({ text }) => text);
  const named = answered.flatMap((text) => text.split(","));
  expect(named.toSorted()).toEqual([...handled.values()].flat().toSorted());
}
