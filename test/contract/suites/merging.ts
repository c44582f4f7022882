import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ClaimedDelivery } from "../../../core/deliveries.ts";
import type { OutgoingLine } from "../../../core/ports.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { dead, makeSender, retry, sent, textOf } from "../../support/sender.ts";
import type { Sender } from "../../support/sender.ts";
import { ADA, aMessage, anAnswer } from "../../support/turns.ts";

const SLOW_MS = 2_000;
const MAX = 40;

/** Every store of deliveries must pass this: what piles up behind a slow provider leaves as one message. */
export function mergingContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let send: Sender;
  beforeEach(async () => {
    db = await makeSql();
    send = makeSender(db);
  });
  afterEach(() => db.close());

  type Said = string | Partial<OutgoingLine>;
  /** One turn with several answers. */
  async function say(...lines: Said[]): Promise<void> {
    await send.mailbox.acceptMessages([aMessage()]);
    await send.turn((turn) => ({
      lines: lines.map((line) => anAnswer(turn, typeof line === "string" ? { text: line } : line)),
    }));
  }
  const claim = (merging = { afterMs: SLOW_MS, maxLength: MAX }): Promise<ClaimedDelivery[]> =>
    send.deliveries.claim({ channels: ["simulator"], limit: 9, leaseMs: 60_000, merging });
  const claimOne = async () => (await claim())[0]!;
  const statuses = async () =>
    (await send.transcript.read(ADA, undefined, 20))!
      .filter(({ author }) => author !== "customer")
      .map(({ status }) => status);

  describe(`merging on ${name}`, () => {
    test("answers that waited leave as one, and fare as one", async () => {
      await say("one", "two", "three");
      db.advance(SLOW_MS);
      const whole = await claimOne();
      expect(textOf(whole)).toBe("one\n\ntwo\n\nthree");
      expect(await statuses()).toEqual(["waiting", "waiting", "waiting"]);
      await send.settle(whole, sent("p-1"));
      expect(await statuses()).toEqual(["sent", "sent", "sent"]);
      await send.report("read");
      expect(await statuses()).toEqual(["read", "read", "read"]);
      expect(await claim()).toEqual([]);
    });

    test("nothing is merged while the provider keeps up", async () => {
      await say("one", "two");
      db.advance(SLOW_MS - 1);
      expect(textOf(await claimOne())).toBe("one");
    });

    test("what was tried before keeps its text", async () => {
      await say("one", "two", "three");
      await send.settle(await claimOne(), retry(0));
      db.advance(SLOW_MS);
      const head = await claimOne();
      expect(textOf(head)).toBe("one");
      await send.settle(head, sent("p-1"));
      expect(textOf(await claimOne())).toBe("two\n\nthree");
    });

    test("no more than fits, no other speaker, nothing after choices, no files and no templates", async () => {
      await say("x".repeat(30), "y".repeat(10), { text: "person", author: "human_agent" });
      await say({ text: "pick", choices: [{ id: "yes", title: "Yes" }] }, "later");
      const template = { name: "t", locale: "en", parameters: [] };
      await say({ text: "template", template }, "last");
      db.advance(SLOW_MS);
      const said: string[] = [];
      for (let [head] = await claim(); head; [head] = await claim()) {
        said.push(textOf(head));
        await send.settle(head, sent(head.id));
      }
      expect(said).toEqual([
        "x".repeat(30),
        "y".repeat(10),
        "person",
        "pick",
        "later",
        "template",
        "last",
      ]);
    });

    test("choices of the last one come along", async () => {
      const choices = [{ id: "yes", title: "Yes" }];
      await say("one", { text: "two", choices });
      db.advance(SLOW_MS);
      expect((await claimOne()).body).toMatchObject({ text: "one\n\ntwo", choices });
    });

    test("what fails together is sent again together", async () => {
      await say("one", "two");
      db.advance(SLOW_MS);
      await send.settle(await claimOne(), dead);
      expect(await statuses()).toEqual(["failed", "failed"]);
      const [letter] = await send.deliveries.listDead(9);
      expect(await send.deliveries.countDead()).toBe(1);
      await send.deliveries.sendAgain(letter!.id, "Dana");
      expect(await statuses()).toEqual(["waiting", "waiting"]);
      const again = await claimOne();
      expect(textOf(again)).toBe("one\n\ntwo");
      await send.settle(again, sent("p-2"));
      expect(await statuses()).toEqual(["sent", "sent"]);
    });
  });
}
