import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeChance } from "../support/chance.ts";
import { makeFlowingTime } from "../support/flowing-time.ts";
import { until } from "../support/house.ts";
import { startProviders } from "../support/providers.ts";
import type { Providers, Way, Wires } from "../support/providers.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";
import type { Writer } from "./providers.ts";
import { faultsOf } from "./providers-truth.ts";

/** A send may take a third of it: so long does one that hangs keep its place. */
const LEASE_MS = 6_000;
/** More than may be sent at once by one way. */
const CROWD = 40;
const MESSAGES_EACH = 6;
/** What Meta takes for one customer in the time of this test. */
const PAIR_LIMIT = { count: MESSAGES_EACH + 1, perMs: 6_000 };
/** Half of it a provider throttles, then it hangs. */
const TROUBLE_MS = 6_000;
/** Messages of everybody there meanwhile. */
const ROUNDS = 3;
/** Between two messages of somebody else, on average. */
const REST_MS = 1_000;

let providers: Providers;
let story: Story;
let wires: Wires;
let arrivals: Map<string, number[]>;
beforeEach(async () => {
  const time = makeFlowingTime();
  providers = await startProviders({ clock: () => time.now });
  story = await startStory({ time, env: { ...providers.env, LEASE_MS: String(LEASE_MS) } });
  wires = await providers.tell(story.url, "event-grid");
  // One after the other they would wait for each other on the way in.
  for (const wire of [wires.messages, wires.statuses, wires.webhook]) {
    wire.behave({ isShuffled: true });
  }
  arrivals = new Map();
  for (const way of ["acs", "meta"] as const) {
    providers.onMessage(way, (_call, to) => {
      arrivals.set(to, [...(arrivals.get(to) ?? []), performance.now()]);
    });
  }
});
afterEach(async () => {
  await story.stop();
  await wires.stop();
  await providers.stop();
});

const crowd = (area: string, way: Way, size: number): Writer[] =>
  Array.from({ length: size }, (_, index) => {
    return { address: `+1${area}55${1_000 + index}`, way, wantsPerson: false, written: [] };
  });

function say(writer: Writer): void {
  const text = writer.written.length % 2 === 0 ? "hello" : "what can you do?";
  const id = providers.write(writer.way, writer.address, text);
  writer.written.push({ id, text, wants: "[Customer Service]" });
}

/** Writes so many as fast as they come in. */
async function hurry(writer: Writer, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    say(writer);
    const { id } = writer.written.at(-1)!;
    const accepted = "SELECT id FROM inputs WHERE external_id = $1";
    await until("it came in", async () => (await story.query(accepted, id)).length > 0);
  }
}

/** Writes, waits for the answer, and writes again. @returns how long each answer took, in milliseconds. */
async function talk(writer: Writer, rest: () => number): Promise<number[]> {
  const { address } = writer;
  const took: number[] = [];
  for (let number = 0; number < MESSAGES_EACH; number++) {
    await pause(rest());
    const before = arrivals.get(address)?.length ?? 0;
    const begun = performance.now();
    say(writer);
    const answered = await until(
      `${address} is answered`,
      async () => arrivals.get(address)?.[before],
    );
    took.push(answered - begun);
  }
  return took;
}

/** The same at the other door. */
async function chat(address: string, rest: () => number): Promise<number[]> {
  const took: number[] = [];
  for (let number = 0; number < MESSAGES_EACH; number++) {
    await pause(rest());
    const begun = performance.now();
    const { reply } = await story.chat(address, number % 2 === 0 ? "hello" : "what can you do?");
    expect(reply).toContain("[Customer Service]");
    took.push(performance.now() - begun);
  }
  return took;
}

async function allHasArrived(): Promise<void> {
  const open =
    "SELECT id FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain', 'sent')";
  const look = async (): Promise<boolean> => {
    await Promise.all([providers.settled(), wires.settled()]);
    const waiting = await story.query("SELECT id FROM inputs WHERE status = 'waiting'");
    return waiting.length === 0 && (await story.query(open)).length === 0;
  };
  await until("everything has arrived", look, 60_000);
}

const p95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!;

test("a provider that throttles or hangs, and a customer over their limit, delay nobody else", async () => {
  const chance = makeChance("throttled");
  const rest = (): number => chance.below(2 * REST_MS);
  const others = crowd("425", "meta", 12);
  const visitors = crowd("206", "meta", 6).map(({ address }) => address);
  const stuck = crowd("500", "acs", CROWD);
  const [eager] = crowd("501", "meta", 1);
  const { acs, meta } = providers;

  /** Everybody writes, in the same way with trouble and without. @returns how long those took whom it does not concern. */
  async function listen() {
    const talking = Promise.all(others.map((writer) => talk(writer, rest)));
    const chatting = Promise.all(visitors.map((address) => chat(address, rest)));
    for (let number = 0; number < ROUNDS; number++) {
      for (const writer of stuck) {
        say(writer);
        await pause(TROUBLE_MS / (ROUNDS * CROWD));
      }
    }
    return { meta: p95((await talking).flat()), chat: p95((await chatting).flat()) };
  }

  for (const writer of [...others, ...stuck]) say(writer);
  await allHasArrived();
  const earlier = await listen();
  await allHasArrived();

  const before = acs.sent.length;
  meta.limits.set({ each: PAIR_LIMIT });
  acs.faults.next({ is: "answer", status: 429 }, { times: Infinity });
  const hanging = setTimeout(() => {
    acs.faults.clear();
    acs.faults.next({ is: "hang" }, { times: Infinity });
  }, TROUBLE_MS / 2);
  const hurrying = hurry(eager!, 2 * PAIR_LIMIT.count);
  const troubled = await listen();
  await hurrying;
  clearTimeout(hanging);
  expect(acs.sent).toHaveLength(before);
  acs.faults.clear();
  await allHasArrived();
  const messages = acs.sent.length - before;

  meta.limits.set({});
  const later = await listen();
  await allHasArrived();
  const query = story.query;
  const weather = { unknownOf: () => 0 };
  const parts = { query, providers, weather, reads: new Set<string>() };
  const faults = await Promise.all(
    [...others, ...stuck, eager!].map((writer) => faultsOf(writer, parts)),
  );
  expect(faults.flat()).toEqual([]);
  const answers = ROUNDS * CROWD;
  // The machine has other work now and then; what it does to everybody is nobody's fault here.
  const usual = {
    meta: Math.max(earlier.meta, later.meta),
    chat: Math.max(earlier.chat, later.chat),
  };
  console.log({ usual, troubled, answers, messages });
  expect(messages).toBeLessThan(answers);
  const taken = providers.kept().filter(({ to }) => to === eager!.address);
  expect(arrivals.get(eager!.address)!.length).toBeGreaterThan(taken.length);
  expect(troubled.meta).toBeLessThan(2 * usual.meta + 200);
  expect(troubled.chat).toBeLessThan(2 * usual.chat + 200);
}, 120_000);
