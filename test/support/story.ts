import { expect } from "vitest";
import { all, run } from "../../data/sql.ts";
import type { SqlValue } from "../../data/sql.ts";
import type { ChatResponse } from "../../server/schemas.ts";
import { received, startHouse, until } from "./house.ts";
import { expectNoLeak } from "./no-leak.ts";

type HouseOptions = Parameters<typeof startHouse>[0];

/** A row of the console's queue, as far as stories look at it. */
export interface QueueRow {
  readonly threadId: string;
  readonly address: string;
  readonly status: string;
  readonly kind: string;
  readonly reason: string;
  readonly summary: string;
  readonly offeredTo: string | null;
  readonly claimedBy: string | null;
}

/** The house with what stories do in it; nothing it says may tell one customer about another. */
export async function startStory(options?: HouseOptions) {
  const house = await startHouse(options);
  const { store, workers } = house.house;
  const query = <Row>(sql: string, ...args: SqlValue[]): Promise<Row[]> =>
    store.sql.transaction(() => all<Row>(sql, ...args));

  /** Everything that came in has been thought through and everything to be said has left. */
  const settle = (): Promise<unknown> =>
    until("everything is handled and delivered", async () => {
      const [{ open } = { open: -1 }] = await query<{ open: number }>(
        `SELECT (SELECT COUNT(*) FROM inputs WHERE status = 'waiting')
              + (SELECT COUNT(*) FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain')) AS open`,
      );
      return open === 0;
    });

  /** Gives the address a new conversation; the old one keeps its lines, under a name that is not shown as this address. */
  async function begin(address: string): Promise<void> {
    await settle();
    await store.sql.transaction(() =>
      run(
        "UPDATE conversations SET address = address || '#before ' || id WHERE address = $1",
        address,
      ),
    );
  }

  /** Says things one after the other by `POST /chat`. @returns the last answer. */
  async function say(address: string, ...messages: readonly string[]): Promise<ChatResponse> {
    let answer: ChatResponse | undefined;
    for (const message of messages) answer = await house.chat(address, message);
    if (!answer) throw new Error("Nothing was said.");
    return answer;
  }

  /** Sends WhatsApp messages in one payload by Event Grid. @returns what was said to the customer after them. */
  async function write(address: string, ...messages: readonly (string | object)[]) {
    const before = await house.messages(address);
    const events = messages.map((message) =>
      received(address, typeof message === "string" ? { content: message } : message),
    );
    expect((await house.post("/webhook", events)).status).toBe(200);
    await settle();
    const lines = (await house.messages(address)).slice(before.length);
    return lines.filter(({ author }) => author !== "customer");
  }

  /** The handoffs of an address as the console's queue shows them, open ones first. */
  async function queueOf(address: string): Promise<QueueRow[]> {
    const response = await fetch(`${house.url}/console/api/handoffs`);
    const { handoffs } = (await response.json()) as { handoffs: QueueRow[] };
    return handoffs.filter((row) => row.address === address);
  }

  /** Moves the clock and lets the timers that are due ring. @returns what was said to the customer then. */
  async function pass(address: string, elapsedMs: number) {
    const before = await house.messages(address);
    house.time.now += elapsedMs;
    await store.mailbox.ringTimers();
    workers.wake();
    await settle();
    return (await house.messages(address)).slice(before.length);
  }

  /** Reads everything that was ever said to anybody here. */
  async function expectNoLeaks(): Promise<void> {
    const lines = await query<{ address: string; author: string; text: string }>(
      `SELECT conversations.address, lines.author, lines.text FROM lines
       JOIN conversations ON conversations.id = lines.conversation_id ORDER BY lines.seq`,
    );
    const said = new Map<string, string[]>();
    for (const { address, author, text } of lines) {
      const known = said.get(address) ?? [];
      said.set(address, known);
      if (author === "customer") known.push(text);
      else expectNoLeak(address.split("#")[0] ?? address, text, known);
    }
  }

  return {
    ...house,
    begin,
    pass,
    query,
    queueOf,
    say,
    settle,
    write,
    records: store.records,
    /** Ends the story; fails when anybody was told about another customer. */
    async stop(): Promise<void> {
      try {
        await expectNoLeaks();
      } finally {
        await house.stop();
      }
    },
  };
}

export type Story = Awaited<ReturnType<typeof startStory>>;

/** What an answer must be; what is left out is not looked at. */
interface Expected {
  readonly intent?: string;
  readonly zone?: "act" | "clarify" | "decline";
  readonly agent?: "customer" | "policy" | "human";
  readonly kind?: string | null;
  /** What the reply must hold. */
  readonly holds?: readonly string[];
  /** What it must not hold. */
  readonly lacks?: readonly string[];
}

const LABEL = { customer: "[Customer Service]", policy: "[Policy Agent]", human: "[" };

/** Holds an answer of `POST /chat` against what it must be, and shows the whole of it when it is not. */
export function expectAnswer(answer: ChatResponse, expected: Expected): void {
  const { intent, agent, handoff } = answer;
  const { zone = "act", kind = null, holds = [], lacks = [] } = expected;
  const reply = answer.reply ?? "";
  const faults = [
    ...differs("intent", intent?.name, expected.intent),
    ...differs("zone", intent?.zone, expected.intent && zone),
    ...differs("agent", agent, expected.agent),
    ...differs("handoff", handoff?.kind ?? null, kind),
    ...holds.filter((part) => !reply.includes(part)).map((part) => `missing: ${part}`),
    ...lacks.filter((part) => reply.includes(part)).map((part) => `too much: ${part}`),
    ...(reply.includes(LABEL[expected.agent ?? "human"]) ? [] : ["no label"]),
    ...answer.replies
      .filter(({ text }) => !/^\[(?:Customer Service|Policy Agent)\] \S/.test(text))
      .map(({ text }) => `no label: ${text}`),
  ];
  expect(faults, reply).toEqual([]);
}

function differs(
  what: string,
  is: string | null | undefined,
  must: string | null | undefined,
): string[] {
  return must === undefined || is === must ? [] : [`${what} is ${is}, not ${must}`];
}

/** Asks the same by WhatsApp and by `POST /chat`, each in a new conversation; both must hear the same. */
export async function expectSameByWhatsApp(
  story: Story,
  address: string,
  text: string,
): Promise<void> {
  await story.begin(address);
  const { replies } = await story.say(address, text);
  await story.begin(address);
  const lines = await story.write(address, text);
  expect(replies.length).toBeGreaterThan(0);
  expect(lines.map((line) => [line.text, line.status])).toEqual(
    replies.map((reply) => [reply.text, "delivered"]),
  );
}
