import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeChance } from "../support/chance.ts";
import { customers } from "../support/demo-insurer.ts";
import type { Call } from "../support/emulators/https-server.ts";
import { makeFlowingTime } from "../support/flowing-time.ts";
import type { FlowingTime } from "../support/flowing-time.ts";
import { startProviders } from "../support/providers.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";
import { makeWeather } from "../support/weather.ts";
import { answerAll, openBooks, write } from "./providers.ts";
import type { Writer } from "./providers.ts";
import { faultsOf } from "./providers-truth.ts";

/** A send may take a third of it. */
const LEASE_MS = 9_000;
const SHARE_OF_BAD_CALLS = 0.25;

/** Nothing is being done right now, so time may go on without anybody's lease ending early. */
async function letTimePass(story: Story, time: FlowingTime): Promise<void> {
  const [{ busy } = { busy: 1 }] = await story.query<{ busy: number }>(
    `SELECT (SELECT COUNT(*) FROM deliveries WHERE status = 'sending')
          + (SELECT COUNT(*) FROM conversations WHERE lease_until > $1) AS busy`,
    time.now,
  );
  if (busy === 0) time.jump(1_000);
}

test.each(["event-grid", "cloud-events"] as const)(
  "in any weather at both WhatsApps and at the desk nothing is lost, doubled or overtaken (%s)",
  async (schema) => {
    const chance = makeChance(`weather, ${schema}`);
    const time = makeFlowingTime();
    const providers = await startProviders({ clock: () => time.now, random: chance.next });
    const dana = providers.chat.people.hire();
    const env = { ...providers.env, LEASE_MS: String(LEASE_MS), CHAT_DESK_PEOPLE: `*=${dana}` };
    const story = await startStory({ time, env });
    const wires = await providers.tell(story.url, schema);
    const leaving = new AbortController();
    const reads = new Set<string>();
    const readOne = (): void => {
      const message = chance.pick(providers.kept());
      if (!message || reads.has(message.id)) return;
      reads.add(message.id);
      providers.read(message);
    };
    try {
      // Dana greets before the house knows what the thread is called.
      const isAdding = ({ url }: Call): boolean => url.pathname.endsWith("/participants/:add");
      providers.chat.faults.next({ is: "late", ms: 300 }, { times: 3, matches: isAdding });
      const weather = makeWeather(providers, chance, SHARE_OF_BAD_CALLS);
      const books = openBooks(story.query);
      const scene = { providers, books, chance, questions: 4 };
      const writers = customers
        .filter(({ policyNumbers }) => policyNumbers.length > 0)
        .map(({ phoneNumber: address }, index): Writer => {
          const way = index % 2 === 0 ? "acs" : "meta";
          return { address, way, wantsPerson: index % 5 < 2, written: [] };
        });
      const answering = answerAll(dana, scene, leaving.signal);
      const writing = Promise.all(writers.map((writer) => write(writer, scene)));
      let isWritten = false;
      void writing.finally(() => (isWritten = true)).catch(() => undefined);
      for (let round = 0; !isWritten; round++) {
        await books.look();
        if (round % 5 === 0) weather.turn(wires);
        readOne();
        await letTimePass(story, time);
        await pause(40);
      }
      await writing;
      weather.clear(wires);
      const open =
        "SELECT id FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain', 'sent')";
      const waiting = "SELECT id FROM inputs WHERE status = 'waiting'";
      for (;;) {
        await providers.settled();
        await wires.settled();
        const rows = [...(await story.query(open)), ...(await story.query(waiting))];
        if (rows.length === 0) break;
        await letTimePass(story, time);
        await pause(20);
      }
      leaving.abort();
      await answering;
      expect(wires.dropped()).toEqual([]);
      const faults = await Promise.all(
        writers.map((writer) =>
          faultsOf(writer, { query: story.query, providers, weather, reads }),
        ),
      );
      const kept = providers.kept().length;
      console.log(schema, {
        calls: providers.callCount(),
        struck: weather.struck,
        kept,
        read: reads.size,
      });
      expect(faults.flat()).toEqual([]);
    } finally {
      leaving.abort();
      await story.stop();
      await wires.stop();
      await providers.stop();
    }
  },
  120_000,
);
