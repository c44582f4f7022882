import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import type { GridSchema } from "../support/emulators/event-grid.ts";
import { TODAY } from "../support/house.ts";
import { startProviders } from "../support/providers.ts";
import type { Providers, Way, Wires } from "../support/providers.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

const HOUR = 60 * 60_000;

interface Place {
  readonly way: Way;
  readonly schema: GridSchema;
  readonly closedWindow: "sync" | "async";
}
const places: readonly (readonly [string, Place])[] = [
  ["ACS, Event Grid's schema", { way: "acs", schema: "event-grid", closedWindow: "async" }],
  ["ACS, CloudEvents", { way: "acs", schema: "cloud-events", closedWindow: "async" }],
  ["Meta, which refuses", { way: "meta", schema: "event-grid", closedWindow: "sync" }],
  ["Meta, which reports", { way: "meta", schema: "event-grid", closedWindow: "async" }],
];

describe.each(places)("a customer of %s", (_name, { way, schema, closedWindow }) => {
  let story: Story;
  let providers: Providers;
  let wires: Wires;
  let time: { now: number };
  /** How far the provider's clock is ahead of ours. */
  let aheadMs: number;
  beforeEach(async () => {
    time = { now: TODAY };
    aheadMs = 0;
    providers = await startProviders({ clock: () => time.now + aheadMs, closedWindow });
    story = await startStory({ env: providers.env, time });
    wires = await providers.tell(story.url, schema);
  });
  afterEach(async () => {
    await story.stop();
    await wires.stop();
    await providers.stop();
  });

  /** Nothing is on the way any more, in either direction. */
  async function rest(): Promise<void> {
    for (let calls = -1; calls !== providers.callCount();) {
      calls = providers.callCount();
      await providers.settled();
      await wires.settled();
      await story.settle();
    }
    expect(wires.dropped()).toEqual([]);
  }

  /** The customer asks for people, who find no time for so long: each who takes it lays it back. */
  async function waitFor(ms: number): Promise<string> {
    providers.write(way, who.OWEN, "can I talk to a person?");
    await rest();
    const [row] = await story.queueOf(who.OWEN);
    const QUEUED = 11 * HOUR;
    for (let leftMs = ms; leftMs > 0; leftMs -= QUEUED) {
      await story.pass(who.OWEN, Math.min(leftMs, QUEUED));
      if (leftMs <= QUEUED) break;
      await story.house.store.handoffs.claim(row!.threadId, "Ravi");
      await story.pass(who.OWEN, HOUR / 4);
    }
    await rest();
    return providers.chat.threads[0]!.id;
  }

  const statuses = async () =>
    (await story.messages(who.OWEN))
      .filter(({ author }) => author === "human_agent")
      .map(({ status }) => status);
  /** What stands in the customer's hands, from the number `from` on; short messages may have left as one. */
  const read = (from: number) =>
    providers
      .arrived()
      .slice(from)
      .flatMap(({ text, template }): unknown[] => (template ? [template] : text.split("\n\n")));

  test.each([
    ["we know", 24.5 * HOUR, 0],
    ["only WhatsApp knows", 23 * HOUR, 2 * HOUR],
  ])(
    "whose window is closed, as %s, gets a template, answers, and reads what was held in order",
    async (_whoKnows, silentMs, aheadAtLastMs) => {
      const { people } = providers.chat;
      const threadId = await waitFor(silentMs);
      aheadMs = aheadAtLastMs;
      const before = providers.arrived().length;
      const dana = people.hire();
      people.enter(threadId, dana, "Dana");
      people.write(threadId, dana, "First the roof.", "Dana");
      people.write(threadId, dana, "Then the cellar.", "Dana");
      await rest();
      expect(read(before)).toEqual([]);
      expect(await statuses()).toEqual(["held", "held"]);
      const notices = () =>
        providers.chat.textsOf(threadId).filter((text) => text.startsWith("Not delivered yet"));
      expect(notices()).toEqual([expect.stringContaining("more than 24 hours ago")]);

      people.write(threadId, dana, "/template", "Dana");
      await rest();
      const invitation = { name: "case_update", parameters: ["Owen Tremblay"] };
      expect(read(before)).toEqual([invitation]);
      expect(await statuses()).toEqual(["held", "held", "delivered"]);

      providers.write(way, who.OWEN, "Yes, I am here");
      people.write(threadId, dana, "Last the garden.", "Dana");
      await rest();
      expect(read(before)).toEqual([
        invitation,
        "[Contact Center Agent] Dana: First the roof.",
        "[Contact Center Agent] Dana: Then the cellar.",
        "[Contact Center Agent] Dana: Last the garden.",
      ]);
      expect(await statuses()).toEqual(["delivered", "delivered", "delivered", "delivered"]);
      expect(providers.chat.textsOf(threadId)).toContain("Yes, I am here");
      expect(notices()).toHaveLength(1);
    },
  );
});
