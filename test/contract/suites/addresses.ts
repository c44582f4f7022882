import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import {
  ADA,
  BEN,
  aMessage,
  aPersonMessage,
  anAnswer,
  makeTestStore,
} from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

const ADAS_ID = "US.1001";
const OTHER_ID = "US.2002";
const ACCOUNT = "channel-1";

/** Every mailbox must pass this: whose message it is, whichever way they name themselves. */
export function addressesContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let store: TestStore;
  beforeEach(async () => {
    db = await makeSql();
    store = makeTestStore(db.sql);
  });
  afterEach(() => db.close());

  /** Accepts a message and says to which conversation. */
  async function write(address: string, userId?: string, account = ACCOUNT): Promise<string> {
    const [accepted] = await store.mailbox.acceptMessages([aMessage({ address, userId, account })]);
    return accepted!.conversationId;
  }
  /** The same from somebody who hides the number. */
  const writeHidden = (userId: string) => write(userId, userId);
  const handleAll = async () => {
    for (const turn of await store.claimAll()) {
      await store.mailbox.releaseTurn(turn.lease);
      await store.turn(() => ({}));
    }
  };
  const turnOf = async (conversationId: string) =>
    (await store.claimAll()).find(({ lease }) => lease.conversationId === conversationId)!;
  const statuses = async (table: string) =>
    (await rowsOf<{ status: string }>(db.sql, table)).map(({ status }) => status).toSorted();

  describe(`addresses on ${name}`, () => {
    test("a number and a user id that came together are one customer's", async () => {
      const known = await write(ADA, ADAS_ID);
      expect(await writeHidden(ADAS_ID)).toBe(known);
      expect(await write(ADA)).toBe(known);
      const turn = await turnOf(known);
      expect(turn).toMatchObject({ address: ADA, isProven: true });
      expect(turn.inputs).toHaveLength(3);
      expect(await store.transcript.read(ADAS_ID, undefined, 10)).toHaveLength(3);
    });

    test("whoever hides the number has a conversation, which goes on once it is shown", async () => {
      const hidden = await writeHidden(ADAS_ID);
      expect(await writeHidden(ADAS_ID)).toBe(hidden);
      expect(await write(ADA, ADAS_ID)).toBe(hidden);
      expect(await write(ADA)).toBe(hidden);
      expect(await turnOf(hidden)).toMatchObject({ address: ADA, isProven: true });
    });

    test("a user id that comes with another number brings nothing along", async () => {
      const ada = await write(ADA, ADAS_ID);
      const ben = await write(BEN, ADAS_ID);
      expect(ben).not.toBe(ada);
      expect(await write(ADA)).toBe(ada);
      expect(await writeHidden(ADAS_ID)).toBe(ben);
      expect((await rowsOf(db.sql, "changed_addresses")).length).toBe(0);
    });

    test("two that were apart stay apart: the number decides", async () => {
      const hidden = await writeHidden(ADAS_ID);
      const shown = await write(ADA);
      expect(await write(ADA, ADAS_ID)).toBe(shown);
      expect(await writeHidden(ADAS_ID)).toBe(shown);
      expect(hidden).not.toBe(shown);
    });

    test("other portfolios give other ids to the same customer", async () => {
      const first = await write(ADA, ADAS_ID, "channel-1");
      expect(await write(ADA, OTHER_ID, "channel-2")).toBe(first);
      expect(await writeHidden(OTHER_ID)).toBe(first);
      expect(await writeHidden(ADAS_ID)).toBe(first);
    });

    test("a number that comes with another user id starts from nothing and proves nobody", async () => {
      const old = await write(ADA, ADAS_ID);
      await handleAll();
      const next = await write(ADA, OTHER_ID);
      expect(next).not.toBe(old);
      expect(await turnOf(next)).toMatchObject({ address: ADA, isProven: false });
      expect(await store.transcript.read(ADA, undefined, 10)).toHaveLength(1);
      expect(await writeHidden(OTHER_ID)).toBe(next);
      expect(await writeHidden(ADAS_ID)).not.toBe(old);
    });

    test("nothing of the old owner reaches the new one", async () => {
      const old = await write(ADA, ADAS_ID);
      await store.turn((turn) => ({ lines: [anAnswer(turn, { text: "about your policy" })] }));
      await write(ADA, ADAS_ID);
      await write(ADA, OTHER_ID);
      expect(
        await store.deliveries.claim({ channels: ["simulator"], limit: 9, leaseMs: 1 }),
      ).toEqual([]);
      expect(await statuses("deliveries")).toEqual(["dead"]);
      expect(await statuses("inputs")).toEqual(["dead", "handled", "waiting"]);
      const letters = await store.deliveries.listDead(10);
      expect(letters.map(({ conversationId, error }) => [conversationId, error])).toEqual([
        [old, "address_changed"],
        [old, "address_changed"],
      ]);
      const letter = letters.find(({ kind }) => kind === "delivery");
      await expect(store.deliveries.sendAgain(letter!.id, "Dana")).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("changed hands"),
      });
    });

    test("people who had the old owner's conversation are told, and cannot reach the new one", async () => {
      await write(ADA, ADAS_ID);
      await handleAll();
      await store.queue("thread-1");
      await store.handoffs.keepDeskRef("thread-1", "19:t");
      await write(ADA, OTHER_ID);
      expect(await store.handoffs.find("thread-1")).toMatchObject({
        status: "closed",
        closedBy: "address_changed",
      });
      expect(await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"))).toBe("closed");
      const acts = await rowsOf<{ channel: string; body: string }>(db.sql, "deliveries");
      const toDesk = acts.filter(({ channel }) => channel === "desk").map(({ body }) => body);
      expect(toDesk.join()).toContain("changed hands");
      expect(toDesk.at(-1)).toContain("did not reach the customer");
    });

    test("a number that WhatsApp reports as changed is nobody's, and the report counts once", async () => {
      const old = await write(ADA, ADAS_ID);
      await store.mailbox.addressChanged("whatsapp-cloud", "wamid.1", ADA);
      const next = await write(ADA);
      expect(next).not.toBe(old);
      expect(await turnOf(next)).toMatchObject({ isProven: false });
      // Meta brings its reports again for days.
      await store.mailbox.addressChanged("whatsapp-cloud", "wamid.1", ADA);
      expect(await write(ADA)).toBe(next);
      await store.mailbox.addressChanged("whatsapp-cloud", "wamid.2", ADA);
      expect(await write(ADA)).not.toBe(next);
    });

    test("once a person has made sure who writes, the number proves it again, and who did so is on record", async () => {
      await write(ADA, ADAS_ID);
      await store.mailbox.addressChanged("whatsapp-cloud", "wamid.1", ADA);
      const next = await write(ADA);
      await handleAll();
      await store.queue("thread-1");
      await store.handoffs.claim("thread-1", "Dana");
      expect(await store.handoffs.find("thread-1")).toMatchObject({ isProven: false });
      await store.handoffs.confirmIdentity("thread-1", "Dana");
      await store.handoffs.confirmIdentity("thread-1", "Dana");
      expect(await store.handoffs.find("thread-1")).toMatchObject({ isProven: true });
      const audit = await rowsOf<{ action: string; actor: string; detail: string }>(
        db.sql,
        "audit",
      );
      const entries = audit.filter(({ action }) => action === "identity.confirmed");
      expect(entries.map(({ actor, detail }) => [actor, detail])).toEqual([
        ["Dana", JSON.stringify({ address: ADA })],
      ]);
      // The report that was settled comes again; another one is news.
      await store.mailbox.addressChanged("whatsapp-cloud", "wamid.1", ADA);
      expect(await write(ADA)).toBe(next);
      await store.mailbox.addressChanged("whatsapp-cloud", "wamid.2", ADA);
      expect(await write(ADA)).not.toBe(next);
    });

    test("a number that changed user ids is proven for good by a person's word", async () => {
      await write(ADA, ADAS_ID);
      await write(ADA, OTHER_ID);
      await handleAll();
      await store.queue("thread-1");
      await store.handoffs.claim("thread-1", "Dana");
      await store.handoffs.confirmIdentity("thread-1", "Dana");
      expect(await rowsOf(db.sql, "changed_addresses")).toEqual([]);
      expect(await store.handoffs.find("thread-1")).toMatchObject({ isProven: true });
    });

    test("only who has the conversation can say who writes, and only while it lasts", async () => {
      const confirm = (person: string) => store.handoffs.confirmIdentity("thread-1", person);
      await expect(confirm("Dana")).rejects.toMatchObject({ code: "not_found" });
      await store.queue("thread-1");
      await expect(confirm("Dana")).rejects.toMatchObject({ code: "conflict" });
      await store.handoffs.claim("thread-1", "Dana");
      await expect(confirm("Ravi")).rejects.toMatchObject({ code: "conflict" });
      await store.mailbox.addressChanged("whatsapp-cloud", "wamid.1", ADA);
      await expect(confirm("Dana")).rejects.toMatchObject({ code: "conflict" });
      expect(await rowsOf(db.sql, "changed_addresses")).toHaveLength(1);
    });

    test("a report about a number nobody wrote from is kept for who writes from it later", async () => {
      await store.mailbox.addressChanged("whatsapp-cloud", "wamid.1", BEN);
      expect(await turnOf(await write(BEN))).toMatchObject({ isProven: false });
    });
  });
}
