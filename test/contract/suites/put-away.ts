import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everythingIn, rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { makeSender, sent } from "../../support/sender.ts";
import type { Sender } from "../../support/sender.ts";
import { ADA } from "../../support/turns.ts";

/** Every store of deliveries must pass this: a person can say, once, that a dead letter needs nothing more. */
export function putAwayContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let send: Sender;
  beforeEach(async () => {
    db = await makeSql();
    send = makeSender(db);
  });
  afterEach(() => db.close());

  const list = () => send.deliveries.listDead(100);

  describe(`dead letters on ${name}: put away`, () => {
    test("are listed and counted no more, whether they came in or were to go out", async () => {
      const id = await send.die(ADA, "one");
      await send.poison("poison");
      const input = (await list()).find(({ kind }) => kind === "input");
      await send.deliveries.putAway(id, "Dana");
      expect(await list()).toMatchObject([{ text: "poison" }]);
      await send.deliveries.putAway(input!.id, "Ravi");
      expect(await list()).toEqual([]);
      expect(await send.deliveries.countDead()).toBe(0);
      const audit = await rowsOf<{ detail: string }>(db.sql, "audit");
      expect(audit).toMatchObject([
        { actor: "Dana", action: "dead_letter.put_away", detail: JSON.stringify({ id }) },
        {
          actor: "Ravi",
          action: "dead_letter.put_away",
          detail: JSON.stringify({ id: input!.id }),
        },
      ]);
    });

    test("stay what they are: nothing leaves, and the customer's line has failed", async () => {
      const id = await send.die(ADA, "one");
      await send.deliveries.putAway(id, "Dana");
      expect(await send.claimDue()).toEqual([]);
      expect(await send.lineStatus()).toBe("failed");
      expect(await send.deliveryRows()).toMatchObject([{ id, status: "dead", resent_as: null }]);
    });

    test("are decided once: by two people at once, one of whom sends it again", async () => {
      const id = await send.die(ADA, "one");
      const outcomes = await Promise.allSettled([
        send.deliveries.putAway(id, "Dana"),
        send.deliveries.putAway(id, "Ravi"),
        send.deliveries.sendAgain(id, "Mona"),
      ]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual([
        "fulfilled",
        "rejected",
        "rejected",
      ]);
      const reasons = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
      expect(reasons).toMatchObject([{ code: "conflict" }, { code: "conflict" }]);
      expect(await rowsOf(db.sql, "audit")).toHaveLength(1);
    });

    test("are none that are unknown, alive, sent again or arrived, and nothing changes", async () => {
      const again = await send.die(ADA, "again");
      await send.deliveries.sendAgain(again, "Dana");
      await send.settle(await send.claimOne(), sent("p-1"));
      await send.say(ADA, "alive");
      const alive = (await send.deliveryRows()).find(({ status }) => status === "waiting");
      const before = await everythingIn(db.sql);
      for (const [id, code] of [
        ["nothing", "not_found"],
        [alive!.id, "conflict"],
        [again, "conflict"],
      ] as const) {
        await expect(send.deliveries.putAway(id, "Dana")).rejects.toMatchObject({ code });
      }
      expect(await everythingIn(db.sql)).toEqual(before);
    });
  });
}
