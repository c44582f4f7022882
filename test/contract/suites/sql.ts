import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { all, blindly, one, run } from "../../../data/sql.ts";
import type { Work } from "../../../data/sql.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";

/** Every engine must pass this: a transaction is there as a whole, or not at all, and never in its neighbours' way. */
export function sqlContract(name: string, makeSql: MakeSql): void {
  describe(`sql on ${name}`, () => {
    let db: TestSql;
    beforeEach(async () => {
      db = await makeSql();
      await db.sql.transaction(() =>
        run("CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL, number BIGINT)"),
      );
    });
    afterEach(() => db.close());

    const write = (id: string) => db.sql.transaction(() => note(id));
    const ids = async () => {
      const rows = await db.sql.transaction(() =>
        all<{ id: string }>("SELECT id FROM notes ORDER BY id"),
      );
      return rows.map(({ id }) => id);
    };

    test("returns what the work returns, with rows and counts on the way", async () => {
      const answer = await db.sql.transaction(function* () {
        const inserted = (yield* note("a")) + (yield* note("b"));
        const changed = yield* run("UPDATE notes SET text = $1 WHERE text <> $1", "new");
        const first = yield* one<{ text: string; number: number }>(
          "SELECT text, number FROM notes WHERE id = $1",
          "a",
        );
        const none = yield* one("SELECT id FROM notes WHERE id = $1", "z");
        return { inserted, changed, first, none };
      });
      expect(answer).toEqual({
        inserted: 2,
        changed: 2,
        first: { text: "new", number: 7 },
        none: undefined,
      });
    });

    test("keeps numbers, texts and nothing as they are", async () => {
      const values = [0, -1, Number.MAX_SAFE_INTEGER, 1_800_000_000_000];
      for (const value of values) {
        const row = await db.sql.transaction(() =>
          one("SELECT CAST($1 AS BIGINT) AS number, CAST($2 AS TEXT) AS text", value, null),
        );
        expect(row).toEqual({ number: value, text: null });
      }
      const text = "ünïcødé 🚗 'quoted' $1 \\ \n";
      await db.sql.transaction(() => note("a", text));
      const row = await db.sql.transaction(() => one("SELECT text FROM notes"));
      expect(row).toEqual({ text });
    });

    test("tells the time of the database's clock", async () => {
      const now = async () =>
        (await db.sql.transaction(() => one<{ now: number }>(`SELECT ${db.sql.now} AS now`)))!.now;
      const before = await now();
      db.advance(1_234);
      expect((await now()) - before).toBe(1_234);
    });

    test("what the work throws takes back all of it and comes out as it is", async () => {
      const thrown = new RangeError("on purpose");
      const work = db.sql.transaction(function* () {
        yield* note("a");
        throw thrown;
      });
      await expect(work).rejects.toBe(thrown);
      expect(await ids()).toEqual([]);
    });

    test("a statement that fails takes back what went before it", async () => {
      await write("taken");
      const work = db.sql.transaction(function* () {
        yield* note("a");
        yield* note("taken");
      });
      await expect(work).rejects.toThrow();
      expect(await ids()).toEqual(["taken"]);
    });

    test("statements that travel together are done in their order, all of them or none", async () => {
      await db.sql.transaction(() => blindly(() => threeNotes("a", "b", "c")));
      expect(await ids()).toEqual(["a", "b", "c"]);
      const broken = db.sql.transaction(function* () {
        yield* note("first");
        yield* blindly(() => threeNotes("d", "a", "e"));
      });
      await expect(broken).rejects.toMatchObject({ code: "internal" });
      expect(await ids()).toEqual(["a", "b", "c"]);
      // Whoever comes next gets a connection in order.
      await Promise.all(["f", "g", "h"].map(write));
      expect(await ids()).toEqual(["a", "b", "c", "f", "g", "h"]);
    });

    test("statements that travel together may be none", async () => {
      await db.sql.transaction(() =>
        blindly(function* () {
          // Nothing to do.
        }),
      );
      expect(await ids()).toEqual([]);
    });

    test("what is only a lease is kept and taken back like everything else", async () => {
      await db.sql.lease(() => note("a"));
      const works = [db.sql.lease(() => note("a")), write("b"), db.sql.lease(() => note("c"))];
      const results = await Promise.allSettled(works);
      expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
      expect(await ids()).toEqual(["a", "b", "c"]);
    });

    test("a work may catch its own error and go on", async () => {
      await db.sql.transaction(function* () {
        yield* note("a");
        try {
          yield* refuse();
        } catch {
          yield* note("b");
        }
      });
      expect(await ids()).toEqual(["a", "b"]);
    });

    test("works made of works are one transaction", async () => {
      expect(await db.sql.transaction(() => both("a", "b"))).toEqual(["a", "a", "b"]);
      await expect(db.sql.transaction(() => both("c", "a"))).rejects.toThrow();
      expect(await ids()).toEqual(["a", "b"]);
    });

    test("one that fails does not touch those asked for at the same time", async () => {
      const works = [
        write("a"),
        db.sql.transaction(function* () {
          yield* note("lost");
          throw new Error("on purpose");
        }),
        write("b"),
        write("a"),
        write("c"),
      ];
      const results = await Promise.allSettled(works);
      const statuses = results.map(({ status }) => status);
      // Which of the two that write "a" comes first is not said.
      expect(statuses.toSorted()).toEqual([
        "fulfilled",
        "fulfilled",
        "fulfilled",
        "rejected",
        "rejected",
      ]);
      expect(statuses[1]).toBe("rejected");
      expect(await ids()).toEqual(["a", "b", "c"]);
    });

    test("any mix of good and bad works leaves exactly the good ones", async () => {
      let round = 0;
      const property = fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 150 }), async (mix) => {
        const prefix = `${++round}-`;
        const works = mix.map((isGood, index) =>
          db.sql.transaction(function* () {
            yield* note(`${prefix}${String(index).padStart(3, "0")}`);
            if (!isGood) throw new Error("on purpose");
            return index;
          }),
        );
        const results = await Promise.allSettled(works);
        expect(results.map(({ status }) => status === "fulfilled")).toEqual(mix);
        const left = (await ids()).filter((id) => id.startsWith(prefix));
        const good = mix.flatMap((isGood, index) => (isGood ? [index] : []));
        expect(left.map((id) => Number(id.slice(prefix.length)))).toEqual(good);
      });
      await fc.assert(property, { numRuns: 20 });
    });

    test("finishes what was asked before it closes", async () => {
      const other = await makeSql();
      const asked = other.sql.transaction(() => one("SELECT 1 AS found"));
      await other.close();
      expect(await asked).toEqual({ found: 1 });
    });
  });
}

function* refuse(): Work<void> {
  yield* all("SELECT 1 AS found");
  throw new Error("on purpose");
}

function* note(id: string, text = "text"): Work<number> {
  return yield* run("INSERT INTO notes (id, text, number) VALUES ($1, $2, 7)", id, text);
}

function* threeNotes(...names: readonly string[]): Work<void> {
  for (const name of names) yield* note(name);
}

function* both(first: string, second: string): Work<string[]> {
  yield* note(first);
  const nested = yield* inner(second);
  return [first, ...nested];
}

function* inner(id: string): Work<string[]> {
  yield* note(id);
  const rows = yield* all<{ id: string }>("SELECT id FROM notes ORDER BY id");
  return rows.map((row) => row.id);
}
