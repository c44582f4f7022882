import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { makeTestStore } from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

/** Every quarantine must pass this: what nobody could read is kept whole. */
export function quarantineContract(name: string, makeSql: MakeSql): void {
  describe(`quarantine on ${name}`, () => {
    let db: TestSql;
    let store: TestStore;
    beforeEach(async () => {
      db = await makeSql();
      store = makeTestStore(db.sql);
    });
    afterEach(() => db.close());

    const kept = () =>
      rowsOf<{ source: string; reason: string; body: string }>(db.sql, "quarantine");

    test("keeps every item with where it came from, why, and when", async () => {
      const items = [
        { source: "webhook", reason: "not JSON", body: "{" },
        { source: "webhook", reason: "not JSON", body: "{" },
      ];
      await store.quarantine.keep(items);
      const rows = await kept();
      const whole = { ...items[0], id: expect.any(String), received_at: expect.any(Number) };
      expect(rows).toEqual([whole, whole]);
    });

    test("keeps megabytes of any text as they are", async () => {
      const body = `{"text":"${"ünïcødé 🚗 ".repeat(250_000)}"}`;
      await store.quarantine.keep([{ source: "webhook", reason: "too odd", body }]);
      expect((await kept())[0]?.body === body).toBe(true);
    });

    test("keeps all of what it is given or nothing", async () => {
      const broken = { source: "webhook", reason: null as unknown as string, body: "" };
      const whole = { source: "webhook", reason: "not JSON", body: "{" };
      await expect(store.quarantine.keep([whole, broken])).rejects.toThrow();
      expect(await kept()).toEqual([]);
    });
  });
}
