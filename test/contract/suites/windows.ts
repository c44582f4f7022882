import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WINDOW_MS } from "../../../core/window.ts";
import type { Settlement } from "../../../core/deliveries.ts";
import { rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { makeSender, sent, textOf } from "../../support/sender.ts";
import type { Sender } from "../../support/sender.ts";
import { ADA, aMessage, aPersonMessage, anAnswer, opening } from "../../support/turns.ts";

const DOOR = "whatsapp-cloud";
const MONTH_MS = 30 * 24 * 60 * 60_000;

/** Every store of deliveries must pass this: what waits for a customer to write, and when it goes on. */
export function windowsContract(name: string, makeSql: MakeSql): void {
  let db: TestSql;
  let send: Sender;
  beforeEach(async () => {
    db = await makeSql();
    send = makeSender(db);
  });
  afterEach(() => db.close());

  async function write(at?: number): Promise<void> {
    await send.mailbox.acceptMessages([aMessage({ door: DOOR, at })]);
  }
  /** The bot answers what waits, in these words. */
  const answer = (...texts: string[]) =>
    send.turn((turn) => ({
      lines: texts.map((text) => anAnswer(turn, { text, channel: DOOR })),
    }));
  const held = (seenOpenUntil: number | null): Settlement => ({ is: "held", seenOpenUntil });
  const openUntil = async () => {
    const [row] = await rowsOf<{ open_until: number }>(db.sql, "windows");
    return row?.open_until;
  };
  /** What is due, said in order until nothing is left. */
  async function sayAll(): Promise<string[]> {
    const said: string[] = [];
    for (let [head] = await send.claimDue(1); head; [head] = await send.claimDue(1)) {
      said.push(textOf(head));
      await send.settle(head, sent(`p-${head.id}`));
    }
    return said;
  }
  /** The answer is found unsendable. */
  async function holdOne(): Promise<void> {
    const [head] = await send.deliveries.claim({ channels: [DOOR], limit: 1, leaseMs: 60_000 });
    const permit = await send.deliveries.permit(head!, 0);
    await send.settle(head!, held(permit!.openUntil));
  }

  describe(`windows on ${name}`, () => {
    test("a window is open for a day from when the customer wrote, by their own door only", async () => {
      await write();
      await answer("hi");
      const head = await send.claimOne();
      const now = db.now();
      expect(await send.deliveries.permit(head, 0)).toEqual({ now, openUntil: now + WINDOW_MS });
      expect(await rowsOf(db.sql, "windows")).toMatchObject([{ door: DOOR }]);
      await send.mailbox.acceptMessages([aMessage({ door: "chat" })]);
      expect(await rowsOf(db.sql, "windows")).toHaveLength(1);
    });

    test("a message that comes late opens it only from when it was written, and never closes it", async () => {
      await write(db.now() - 60_000);
      expect(await openUntil()).toBe(db.now() - 60_000 + WINDOW_MS);
      await write(db.now() - 120_000);
      expect(await openUntil()).toBe(db.now() - 60_000 + WINDOW_MS);
      await write(db.now() + 99_000);
      expect(await openUntil()).toBe(db.now() + WINDOW_MS);
    });

    test("one that comes more than a day late is answered as far as the provider takes it", async () => {
      await write(db.now() - WINDOW_MS);
      expect(await openUntil()).toBe(db.now() + WINDOW_MS);
      await answer("words");
      await holdOne();
      expect(await openUntil()).toBe(db.now());
      expect(await send.claimDue()).toEqual([]);
    });

    test("what is held waits until the customer writes, and then leaves first and in order", async () => {
      await write();
      await answer("one", "two");
      db.advance(WINDOW_MS);
      await holdOne();
      await holdOne();
      expect(await send.claimDue()).toEqual([]);
      expect(await send.lineStatus()).toBe("held");
      await write();
      expect((await send.transcript.read(ADA, undefined, 9))!.map(({ status }) => status)).toEqual([
        "received",
        "waiting",
        "waiting",
        "received",
      ]);
      await answer("three");
      expect(await sayAll()).toEqual(["one", "two", "three"]);
    });

    test("what is held lets a template pass", async () => {
      await write();
      await answer("words");
      db.advance(WINDOW_MS);
      await holdOne();
      await send.mailbox.acceptMessages([aMessage({ door: "chat" })]);
      const template = { name: "case_update", locale: "en", parameters: [] };
      await send.turn((turn) => ({
        lines: [anAnswer(turn, { text: "please write", channel: DOOR, template })],
      }));
      const head = await send.claimOne();
      expect(head.body).toMatchObject({ text: "please write", template });
    });

    test("a customer who writes while it is being held finds it due", async () => {
      await write();
      await answer("words");
      db.advance(WINDOW_MS);
      const head = await send.claimOne();
      const permit = await send.deliveries.permit(head, 0);
      await write();
      await send.settle(head, held(permit!.openUntil));
      expect(await sayAll()).toEqual(["words"]);
    });

    test("a provider that says closed is believed, until the customer writes again", async () => {
      await write();
      await answer("words");
      await holdOne();
      expect(await openUntil()).toBe(db.now());
      expect(await send.claimDue()).toEqual([]);
      db.advance(1);
      await write();
      expect(await sayAll()).toEqual(["words"]);
    });

    test("what the provider reports as too late waits under a new id", async () => {
      await write();
      await answer("words");
      const head = await send.claimOne();
      await send.settle(head, sent("wamid.1"));
      db.advance(1);
      await send.deliveries.report({
        channel: DOOR,
        providerId: "wamid.1",
        status: "failed",
        error: "window_closed",
      });
      expect(await send.lineStatus()).toBe("held");
      expect(await send.deliveries.countDead()).toBe(0);
      db.advance(1);
      await write();
      const again = await send.claimOne();
      expect(again.id).not.toBe(head.id);
      expect([textOf(again), again.attempts]).toEqual(["words", 1]);
    });

    test("a report that is older than the customer's last message sends it again at once", async () => {
      await write();
      await answer("words");
      await send.settle(await send.claimOne(), sent("wamid.1"));
      db.advance(1);
      await write();
      const late = { channel: DOOR, providerId: "wamid.1", error: "window_closed" };
      await send.deliveries.report({ ...late, status: "failed" });
      expect(await sayAll()).toEqual(["words"]);
      await send.deliveries.report({ ...late, status: "failed" });
      expect(await send.claimDue()).toEqual([]);
    });

    test("a person is told once why their words wait, and the bot's are dropped when a person comes", async () => {
      await write();
      await send.turn((turn) => ({
        handoffChanges: [opening("thread-1")],
        lines: [anAnswer(turn, { text: "from the bot", channel: DOOR })],
      }));
      db.advance(WINDOW_MS);
      await holdOne();
      await send.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      await send.turn((turn) => ({
        lines: ["first", "second"].map((text) =>
          anAnswer(turn, { text, channel: DOOR, author: "human_agent" }),
        ),
      }));
      await holdOne();
      await holdOne();
      const rows = await send.deliveryRows();
      expect(rows.map(({ speaker, status }) => `${speaker} ${status}`)).toEqual([
        "bot dropped",
        "person held",
        "person held",
        "desk waiting",
      ]);
      await write();
      expect((await sayAll()).toSorted()).toEqual(["first", "mirror", "second"]);
    });

    test("after a month people decide what becomes of it", async () => {
      await write();
      await answer("words");
      db.advance(WINDOW_MS);
      await holdOne();
      db.advance(MONTH_MS);
      expect(await send.deliveries.expireHeld()).toBe(0);
      db.advance(1);
      expect(await send.deliveries.expireHeld()).toBe(1);
      expect(await send.deliveries.listDead(9)).toMatchObject([
        { text: "words", error: "window_closed" },
      ]);
      expect(await send.lineStatus()).toBe("failed");
    });

    test("what went on counts its age from then", async () => {
      await write();
      await answer("words");
      db.advance(WINDOW_MS);
      await holdOne();
      db.advance(WINDOW_MS);
      await write();
      db.advance(5);
      expect(await send.claimOne()).toMatchObject({ ageMs: 5, attempts: 1 });
    });

    test("what was too early comes later, uncounted", async () => {
      await write();
      await answer("words");
      await send.settle(await send.claimOne(), { is: "postponed", afterMs: 700 });
      db.advance(699);
      expect(await send.claimDue()).toEqual([]);
      db.advance(1);
      expect(await send.claimOne()).toMatchObject({ attempts: 1 });
    });
  });
}
