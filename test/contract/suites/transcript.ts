import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { ADA, BEN, aMessage, anAnswer, makeTestStore } from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

/** Every transcript must pass this: all that was said, in order, and nothing of anybody else. */
export function transcriptContract(name: string, makeSql: MakeSql): void {
  describe(`transcript on ${name}`, () => {
    let db: TestSql;
    let store: TestStore;
    beforeEach(async () => {
      db = await makeSql();
      store = makeTestStore(db.sql);
    });
    afterEach(() => db.close());

    const read = (address = ADA, after?: string, limit = 100) =>
      store.transcript.read(address, after, limit);
    const texts = async (...args: Parameters<typeof read>) =>
      (await read(...args))?.map(({ text }) => text);

    test("knows nothing of an address that never wrote", async () => {
      expect(await read("nobody")).toBeUndefined();
    });

    test("gives a customer's message back whole, under the id its sender was told", async () => {
      const media = { kind: "location", latitude: 47.6, longitude: -122.3 } as const;
      const message = aMessage({ text: "🚗 aquí\nnow", media });
      const [accepted] = await store.mailbox.acceptMessages([message]);
      expect(await read()).toEqual([
        {
          id: accepted!.inputId,
          conversationId: accepted!.conversationId,
          seq: 1,
          at: expect.any(Number),
          author: "customer",
          text: "🚗 aquí\nnow",
          senderName: null,
          status: "received",
          media,
          trace: null,
          choices: [],
        },
      ]);
    });

    test("says of a file where it is kept, and tells nobody of another conversation's", async () => {
      const media = { kind: "image", id: "m1", mimeType: "image/jpeg" } as const;
      const accepted = await store.mailbox.acceptMessages([
        aMessage({ media, door: "whatsapp-cloud" }),
        aMessage({ text: "words" }),
        aMessage({ address: BEN }),
      ]);
      const [photo, words, bens] = accepted.map(({ inputId, conversationId }) => ({
        lineId: inputId,
        conversationId,
      }));
      const file = { id: "f1", kind: "document", mimeType: "text/plain", fileName: "a" } as const;
      await store.turn((turn) => ({ lines: [anAnswer(turn, { author: "human_agent", file })] }));
      const { findMedia } = store.transcript;
      const { conversationId } = photo!;
      expect(await findMedia(conversationId, photo!.lineId)).toEqual({
        media,
        door: "whatsapp-cloud",
      });
      const reply = (await read())!.at(-1)!;
      expect(await findMedia(conversationId, reply.id)).toEqual({ media: file, door: null });
      expect(await findMedia(conversationId, words!.lineId)).toBeUndefined();
      expect(await findMedia(bens!.conversationId, photo!.lineId)).toBeUndefined();
    });

    test("gives an answer back whole, with what people at the desk may see of its making", async () => {
      await store.accept("hello");
      const trace = { intent: null, tools: [{ name: "getPolicy", args: {}, elapsedMs: 3 }] };
      const choices = [{ id: "yes", title: "Yes" }];
      await store.turn((turn) => ({
        lines: [
          anAnswer(turn, { trace, choices }),
          anAnswer(turn, { author: "human_agent", agent: "human", senderName: "Dana" }),
        ],
      }));
      const [, answer, person] = (await read())!;
      expect(answer).toMatchObject({ author: "customer_agent", status: "waiting", trace, choices });
      expect(person).toMatchObject({ author: "human_agent", senderName: "Dana", choices: [] });
    });

    test("keeps the order in which things were said", async () => {
      await store.accept("one", "two");
      await store.turn((turn) => ({ lines: [anAnswer(turn, { text: "answer" })] }));
      await store.accept("three");
      expect(await texts()).toEqual(["one", "two", "answer", "three"]);
    });

    test("is read in pages without gap or repetition", async () => {
      const every = Array.from({ length: 7 }, (_, index) => `line ${index}`);
      await store.accept(...every);
      const seen: string[] = [];
      let after: string | undefined;
      for (;;) {
        const page = (await read(ADA, after, 3))!;
        if (page.length === 0) break;
        seen.push(...page.map(({ text }) => text));
        after = page.at(-1)!.id;
      }
      expect(seen).toEqual(every);
    });

    test("refuses to go on from a line it does not have, or one of another conversation", async () => {
      await store.accept("mine");
      const [of] = await store.mailbox.acceptMessages([aMessage({ address: BEN })]);
      expect(await read(ADA, "nonsense")).toBeUndefined();
      expect(await read(ADA, of!.inputId)).toBeUndefined();
    });

    test("shows each address its own lines only", async () => {
      await store.accept("mine");
      await store.mailbox.acceptMessages([aMessage({ address: BEN, text: "theirs" })]);
      expect(await texts(ADA)).toEqual(["mine"]);
      expect(await texts(BEN)).toEqual(["theirs"]);
    });
  });
}
