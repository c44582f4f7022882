import { afterAll, beforeAll, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { until } from "../support/house.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
  // Nothing that says this can ever be written as handled, whatever the graph thinks of it.
  await story.query(
    `CREATE TRIGGER poison BEFORE UPDATE OF status ON inputs
     WHEN NEW.status = 'handled' AND OLD.body LIKE '%arsenic%'
     BEGIN SELECT RAISE(ABORT, 'poison'); END`,
  );
});
afterAll(() => story.stop());

const inputs = () =>
  story.query<{ status: string; attempts: number }>(
    `SELECT status, attempts FROM inputs JOIN conversations ON conversations.id = conversation_id
     WHERE address = $1 ORDER BY seq`,
    who.OWEN,
  );

/** Lets the waiting times of retries pass, but no lease of a turn that is being thought. */
async function waitThrough(): Promise<void> {
  await until("the poison is set aside and everything else handled", async () => {
    const leases = await story.query("SELECT 1 FROM conversations WHERE lease_holder IS NOT NULL");
    if (leases.length === 0) story.time.now += 500;
    return (await inputs()).every(({ status }) => status !== "waiting");
  });
}

test("a message that can never be handled goes aside after five tries: its customer is told, and a person is asked", async () => {
  expect(await story.webhook(who.OWEN, "my policies please, arsenic")).toMatchObject({
    accepted: 1,
  });
  expect(await story.webhook(who.OWEN, "what can you do?")).toMatchObject({ accepted: 1 });
  // Nobody else waits for it.
  expect(await story.say(who.NORA, "hello")).toMatchObject({ agent: "customer" });

  await waitThrough();
  expect(await inputs()).toEqual([
    { status: "dead", attempts: 5 },
    { status: "handled", attempts: 0 },
    { status: "handled", attempts: 0 },
  ]);
  await story.settle();
  const lines = await story.messages(who.OWEN);
  expect(lines.slice(2).map(({ author, text, status }) => [author, text, status])).toEqual([
    ["customer_agent", expect.stringContaining("I can"), "delivered"],
    ["system", expect.stringContaining("something went wrong on our side"), "delivered"],
  ]);
  expect(await story.queueOf(who.OWEN)).toMatchObject([{ status: "queued", reason: "failed" }]);
});
