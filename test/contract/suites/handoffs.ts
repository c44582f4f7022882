import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HandoffChange } from "../../../core/handoff.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { rowsOf } from "../../support/engines.ts";
import {
  ADA,
  aMessage,
  aPersonMessage,
  anAnswer,
  makeTestStore,
  opening,
} from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

/** Every store of handoffs must pass this: who waits, who has whom, and under which name. */
export function handoffsContract(name: string, makeSql: MakeSql): void {
  describe(`handoffs on ${name}`, () => {
    let db: TestSql;
    let store: TestStore;
    beforeEach(async () => {
      db = await makeSql();
      store = makeTestStore(db.sql);
    });
    afterEach(() => db.close());

    async function open(threadId: string, address = ADA): Promise<void> {
      await store.mailbox.acceptMessages([aMessage({ address, text: "a person please" })]);
      await store.turn(() => ({ handoffChanges: [opening(threadId)] }));
      db.advance(1_000);
    }
    async function close(address = ADA): Promise<void> {
      await store.mailbox.acceptMessages([aMessage({ address, text: "bye" })]);
      await store.turn(() => ({ handoffChanges: [{ do: "close", by: "Dana" }] }));
      db.advance(1_000);
    }
    const listed = async (limit = 10) =>
      (await store.handoffs.list(limit)).map(({ threadId }) => threadId);
    const epoch = async () => (await rowsOf<{ epoch: number }>(db.sql, "conversations"))[0]!.epoch;
    const change = async (...handoffChanges: HandoffChange[]) => {
      await store.accept("hello");
      await store.turn(() => ({ handoffChanges }));
      return epoch();
    };

    test("shows those who wait longest first, then the last closed", async () => {
      for (const address of ["a", "b", "c", "d"]) await open(`of-${address}`, address);
      await close("a");
      await close("c");
      expect(await listed()).toEqual(["of-b", "of-d", "of-c", "of-a"]);
      expect(await listed(3)).toEqual(["of-b", "of-d", "of-c"]);
    });

    test("shows a handoff with its address and the last line of its conversation", async () => {
      await store.mailbox.acceptMessages([aMessage({ text: "a person please" })]);
      await store.turn((turn) => ({
        handoffChanges: [opening("thread-1")],
        lines: [anAnswer(turn, { author: "system", text: "One moment." })],
      }));
      db.advance(5_000);
      await store.accept("still there?");
      const view = await store.handoffs.find("thread-1");
      expect(view).toMatchObject({
        threadId: "thread-1",
        kind: "contact_center",
        status: "queued",
        reason: "asked",
        summary: "Asked for a person.",
        offeredTo: null,
        claimedBy: null,
        closedAt: null,
        address: ADA,
        lastText: "still there?",
        timer: "queue_wait",
      });
      expect(view!.lastAt - view!.queuedAt).toBe(5_000);
    });

    test("knows nothing of a thread that never was", async () => {
      expect(await store.handoffs.find("nothing")).toBeUndefined();
      expect(await store.handoffs.list(10)).toEqual([]);
      await expect(store.handoffs.claim("nothing", "Dana")).rejects.toMatchObject({
        code: "not_found",
      });
    });

    test("gives a claim to the first of several, and tells the others who was faster", async () => {
      await open("thread-1");
      const people = ["Dana", "Ravi", "Mei"];
      const answers = await Promise.all(
        people.map((person) => store.handoffs.claim("thread-1", person)),
      );
      expect(new Set(answers).size).toBe(1);
      const winner = answers[0]!;
      expect(await store.handoffs.find("thread-1")).toMatchObject({
        status: "claimed",
        claimedBy: winner,
      });
      expect(await store.handoffs.claim("thread-1", winner)).toBe(winner);
      expect(await rowsOf(db.sql, "conversations")).toMatchObject([
        { owner: "person", owner_name: winner, epoch: 2 },
      ]);
    });

    test("refuses a claim of what is over", async () => {
      await open("thread-1");
      await close();
      await expect(store.handoffs.claim("thread-1", "Dana")).rejects.toMatchObject({
        code: "conflict",
      });
      expect(await store.handoffs.find("thread-1")).toMatchObject({
        status: "closed",
        closedBy: "Dana",
        timer: null,
        timerAt: null,
      });
    });

    test("keeps the desk's own name for a thread, and both names find it", async () => {
      await open("thread-1");
      expect(await store.handoffs.findForDesk("thread-1")).toMatchObject({
        deskRef: null,
        address: ADA,
        isProven: true,
      });
      await store.handoffs.keepDeskRef("thread-1", "19:acs@thread.v2");
      expect(await store.handoffs.findForDesk("thread-1")).toMatchObject({
        deskRef: "19:acs@thread.v2",
      });
      expect(await store.handoffs.findForDesk("none")).toBeUndefined();
      expect(await store.handoffs.find("19:acs@thread.v2")).toMatchObject({ threadId: "thread-1" });
      expect(await store.handoffs.find("thread-1")).toMatchObject({ threadId: "thread-1" });
      expect(await store.handoffs.claim("19:acs@thread.v2", "Dana")).toBe("Dana");
    });

    test("a conversation has one open handoff and may have further ones later", async () => {
      await open("thread-1");
      await close();
      await open("thread-2");
      expect(await listed()).toEqual(["thread-2", "thread-1"]);
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-2"));
      expect((await store.claim()).handoff).toMatchObject({ threadId: "thread-2" });
    });

    test("a requeued handoff is anybody's again", async () => {
      await open("thread-1");
      await store.handoffs.claim("thread-1", "Dana");
      await store.accept("hello?");
      await store.turn(() => ({ handoffChanges: [{ do: "requeue" }] }));
      expect(await store.handoffs.find("thread-1")).toMatchObject({
        status: "queued",
        claimedBy: null,
        offeredTo: null,
      });
      expect(await store.handoffs.claim("thread-1", "Ravi")).toBe("Ravi");
    });

    test("every change of owner moves the epoch, and nothing else does", async () => {
      expect(await change(opening("thread-1"))).toBe(1);
      expect(await change({ do: "wait", timer: "queue_wait" })).toBe(1);
      expect(await change({ do: "claim", by: "Dana" })).toBe(2);
      expect(await change({ do: "hold" }, { do: "resume" }, { do: "wrap_up" })).toBe(2);
      expect(await change({ do: "requeue" })).toBe(3);
      expect(await change({ do: "close", by: "timer" })).toBe(4);
    });
  });
}
