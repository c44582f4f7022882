import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { timerMs } from "../../../core/handoff.ts";
import type { HandoffChange } from "../../../core/handoff.ts";
import type { DeskInput } from "../../../core/ports.ts";
import { everythingIn, rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import {
  ADA,
  aPersonMessage,
  anAnswer,
  commitOf,
  makeTestStore,
  opening,
} from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

const anEnd: DeskInput["body"] = { kind: "disconnect", by: "desk" };

/** Every mailbox must pass this: what people at the desk say and end, and the clocks of a handoff. */
export function deskContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let store: TestStore;
  beforeEach(async () => {
    db = await makeSql();
    store = makeTestStore(db.sql);
  });
  afterEach(() => db.close());

  const change = (...handoffChanges: HandoffChange[]) => store.turn(() => ({ handoffChanges }));
  const statusesBy = async () => {
    type Row = { speaker: string; status: string; position: number };
    const rows = await rowsOf<Row>(db.sql, "deliveries");
    const inOrder = rows.toSorted((left, right) => left.position - right.position);
    return inOrder.map(({ speaker, status }) => [speaker, status]);
  };

  const timerInputs = async () => {
    const [turn] = await store.claimAll();
    if (!turn) return [];
    await store.mailbox.commitTurn(commitOf(turn));
    return turn.inputs.map(({ body }) => body);
  };

  describe(`mailbox on ${name}: people`, () => {
    test("a thread nobody knows is unknown, and one that is over is closed", async () => {
      const unknown = await store.mailbox.acceptFromDesk(aPersonMessage("nothing"));
      expect(unknown).toBe("unknown_thread");
      await store.queue("thread-1");
      await store.accept("bye");
      await change({ do: "close", by: "customer" });
      expect(await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"))).toBe("closed");
      expect(await rowsOf(db.sql, "inputs")).toHaveLength(2);
    });

    test("a thread is found by the desk's own name for it too", async () => {
      await store.queue("thread-1");
      await store.handoffs.keepDeskRef("thread-1", "19:acs@thread.v2");
      expect(await store.mailbox.acceptFromDesk(aPersonMessage("19:acs@thread.v2"))).toMatchObject({
        isDuplicate: false,
      });
      expect(await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"))).toMatchObject({
        isDuplicate: false,
      });
    });

    test("a person's first message claims the handoff at once, before any turn", async () => {
      await store.queue("thread-1");
      const epochBefore = (await rowsOf<{ epoch: number }>(db.sql, "conversations"))[0]!.epoch;
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      expect(await store.handoffs.find("thread-1")).toMatchObject({
        status: "claimed",
        claimedBy: "Dana",
        timer: "person_silent",
      });
      expect(await rowsOf(db.sql, "conversations")).toMatchObject([
        { owner: "person", owner_name: "Dana", epoch: epochBefore + 1 },
      ]);
    });

    test("a second person's message does not take the handoff away", async () => {
      await store.queue("thread-1");
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      const epoch = (await rowsOf<{ epoch: number }>(db.sql, "conversations"))[0]!.epoch;
      const body = { kind: "person_message", text: "Me too", senderName: "Ravi" } as const;
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1", { body }));
      expect(await store.handoffs.find("thread-1")).toMatchObject({ claimedBy: "Dana" });
      expect(await rowsOf(db.sql, "conversations")).toMatchObject([{ owner_name: "Dana", epoch }]);
    });

    test("a message of a person sent twice counts once, and only the first claims", async () => {
      await store.queue("thread-1");
      const message = aPersonMessage("thread-1");
      const first = await store.mailbox.acceptFromDesk(message);
      expect(await store.mailbox.acceptFromDesk(message)).toEqual({
        ...(first as object),
        isDuplicate: true,
      });
      expect((await store.claim()).inputs).toHaveLength(1);
    });

    test("a message of a person that comes again when all is over is still known", async () => {
      await store.queue("thread-1");
      const message = aPersonMessage("thread-1");
      const first = await store.mailbox.acceptFromDesk(message);
      await change({ do: "close", by: "Dana" });
      const before = await everythingIn(db.sql);
      expect(await store.mailbox.acceptFromDesk(message)).toEqual({
        ...(first as object),
        isDuplicate: true,
      });
      expect(await everythingIn(db.sql)).toEqual(before);
    });

    test("a claim drops what the bot still had to say, and keeps the announcement of the handoff", async () => {
      await store.accept("hello", "and a person");
      await store.turn((turn) => ({
        handoffChanges: [opening("thread-1")],
        lines: [
          anAnswer(turn, { text: "a b", parts: ["a", "b"] }),
          anAnswer(turn, { author: "system", agent: "human", text: "A person comes." }),
        ],
      }));
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      expect(await statusesBy()).toEqual([
        ["bot", "dropped"],
        ["bot", "dropped"],
        ["system", "waiting"],
      ]);
      const lines = await store.transcript.read(ADA, undefined, 10);
      expect(lines?.map(({ status }) => status)).toEqual([
        "received",
        "received",
        "dropped",
        "waiting",
      ]);
    });

    test("what a person said earlier is not dropped when another person claims", async () => {
      await store.queue("thread-1");
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      await store.turn((turn) => ({
        lines: [anAnswer(turn, { author: "human_agent", agent: "human", text: "Dana: hello" })],
        handoffChanges: [{ do: "requeue" }],
      }));
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      expect((await statusesBy()).filter(([, status]) => status === "dropped")).toEqual([]);
    });

    test("an end from the desk is an input like any other and claims nothing", async () => {
      await store.queue("thread-1");
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1", { body: anEnd }));
      const turn = await store.claim();
      expect(turn.inputs).toMatchObject([{ door: "desk", body: anEnd }]);
      expect(turn.handoff).toMatchObject({ status: "queued", claimedBy: null });
    });
  });

  describe(`mailbox on ${name}: timers`, () => {
    test("a timer rings when it is due, once", async () => {
      await store.queue("thread-1");
      db.advance(timerMs.queue_wait - 1);
      expect(await store.mailbox.ringTimers()).toBe(0);
      db.advance(1);
      expect(await store.mailbox.ringTimers()).toBe(1);
      expect(await store.mailbox.ringTimers()).toBe(0);
      expect(await timerInputs()).toEqual([{ kind: "timer", timer: "queue_wait" }]);
      db.advance(10 * timerMs.queue_wait);
      expect(await store.mailbox.ringTimers()).toBe(0);
    });

    test("two who look at once ring it once", async () => {
      await store.queue("thread-1");
      db.advance(timerMs.queue_wait);
      const rung = await Promise.all([store.mailbox.ringTimers(), store.mailbox.ringTimers()]);
      expect(rung.toSorted()).toEqual([0, 1]);
      expect(await timerInputs()).toHaveLength(1);
    });

    test("a timer that is set again rings again", async () => {
      await store.queue("thread-1");
      for (let round = 0; round < 3; round++) {
        db.advance(timerMs.queue_wait);
        expect(await store.mailbox.ringTimers()).toBe(1);
        await change({ do: "wait", timer: "queue_wait" });
      }
    });

    test.each([
      ["claimed", [{ do: "claim", by: "Dana" }], "person_silent"],
      ["held", [{ do: "claim", by: "Dana" }, { do: "hold" }], "customer_silent"],
      ["resumed", [{ do: "hold" }, { do: "resume" }], "person_silent"],
      ["requeued", [{ do: "claim", by: "Dana" }, { do: "requeue" }], "queue_wait"],
      ["wrapped up", [{ do: "claim", by: "Dana" }, { do: "wrap_up" }], "wrap_up"],
      [
        "answered by the person",
        [
          { do: "claim", by: "Dana" },
          { do: "wait", timer: "customer_silent" },
        ],
        "customer_silent",
      ],
    ] as const)(
      "a handoff that is %s has a timer that leads out",
      async (_what, changes, timer) => {
        await store.queue("thread-1");
        await store.accept("hello");
        await change(...changes);
        db.advance(timerMs[timer] - 1);
        expect(await store.mailbox.ringTimers()).toBe(0);
        db.advance(1);
        expect(await store.mailbox.ringTimers()).toBe(1);
        expect(await timerInputs()).toEqual([{ kind: "timer", timer }]);
      },
    );

    test("a customer who writes again does not give a silent person more time", async () => {
      await store.queue("thread-1");
      await store.accept("hello");
      await change({ do: "claim", by: "Dana" });
      db.advance(timerMs.person_silent - 1);
      await store.accept("anybody?");
      await change({ do: "wait", timer: "person_silent" });
      db.advance(1);
      expect(await store.mailbox.ringTimers()).toBe(1);
    });

    test("a closed handoff never rings", async () => {
      await store.queue("thread-1");
      await store.accept("bye");
      await change({ do: "close", by: "customer" });
      db.advance(100 * timerMs.wrap_up);
      expect(await store.mailbox.ringTimers()).toBe(0);
      expect(await rowsOf(db.sql, "conversations")).toMatchObject([{ owner: "bot" }]);
    });
  });
}
