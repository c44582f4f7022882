import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sql } from "../../data/sql.ts";
import { openPostgresBrake } from "../support/postgres-brake.ts";
import type { PostgresBrake } from "../support/postgres-brake.ts";
import { lendPostgresDatabase } from "../support/postgres-sql.ts";
import type { PostgresDatabase } from "../support/postgres-sql.ts";
import { commitOf, makeTestStore, textsOf } from "../support/turns.ts";

let database: PostgresDatabase;
let brake: PostgresBrake;
let processes: Sql[];
beforeEach(async () => {
  database = await lendPostgresDatabase();
  brake = await openPostgresBrake(database.url);
  processes = [database.open(), database.open()];
});
afterEach(async () => {
  await Promise.all(processes.map((sql) => sql.close()));
  await brake.close();
});

const stores = () => processes.map(makeTestStore) as [TestStore, TestStore];
type TestStore = ReturnType<typeof makeTestStore>;

/**
 * Lets a second message come in while the turn of the first is ended: it holds the conversation when the other wants it,
 * and is committed when the other goes on, with what it had read before.
 */
async function acceptDuring(end: (store: TestStore) => Promise<unknown>): Promise<TestStore> {
  const [one, two] = stores();
  await brake.holdCommits("inputs", "NEW.status = 'waiting'");
  const accepting = two.accept("second");
  await brake.waiting(1);
  const ending = end(one);
  await brake.waiting(2);
  await brake.letGo();
  await Promise.all([accepting, ending]);
  return one;
}

test.each([
  ["committed", "second"],
  ["given back", "first,second"],
])("a message that comes in while a turn is %s is due", async (how, expected) => {
  const [one] = stores();
  await one.accept("first");
  const turn = await one.claim();
  const store = await acceptDuring(({ mailbox }) =>
    how === "committed" ? mailbox.commitTurn(commitOf(turn)) : mailbox.releaseTurn(turn.lease),
  );
  expect(textsOf(await store.claim()).join()).toBe(expected);
});

test("a message that comes in while a poison one is set aside is due", async () => {
  const [one] = stores();
  await one.accept("first");
  const turn = await one.claim();
  const rule = { retryMs: 0, maxAttempts: 1 };
  const store = await acceptDuring(({ mailbox }) => mailbox.failTurn(turn, "internal", rule));
  expect(textsOf(await store.claim())).toContain("second");
});
