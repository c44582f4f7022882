import { setTimeout as pause } from "node:timers/promises";
import type { Chance } from "../support/chance.ts";
import { customerAt } from "../support/demo-insurer.ts";
import { until } from "../support/house.ts";
import type { Thread } from "../support/emulators/acs-chat/index.ts";
import type { Providers, Way } from "../support/providers.ts";

const PATIENCE_MS = 60_000;
const ASKS = { en: "I want to speak to a human", es: "quiero hablar con una persona" };
const LAST = "that was the last of it";

/** Somebody who writes, and what they have written so far. */
export interface Writer {
  readonly address: string;
  readonly way: Way;
  readonly wantsPerson: boolean;
  readonly written: Written[];
}

interface Written {
  readonly id: string;
  readonly text: string;
  /** What the bot's answer must hold; undefined when the message goes to people. */
  readonly wants?: string;
}

/** Reads rows of the house's database. */
export type Query = <Row>(sql: string, ...args: string[]) => Promise<Row[]>;

/** What the house has in its books, looked at now and then for everybody. */
export interface Books {
  /** Inputs by the id of whoever sent them. */
  readonly accepted: ReadonlySet<string>;
  /** Addresses whose handoff is over. */
  readonly ended: ReadonlySet<string>;
  /** What people have said, as customers read it. */
  readonly said: ReadonlySet<string>;
  look(): Promise<void>;
}

/** Opens them. */
export function openBooks(query: Query): Books {
  const accepted = new Set<string>();
  const ended = new Set<string>();
  const said = new Set<string>();
  return {
    accepted,
    ended,
    said,
    async look() {
      const inputs = await query<{ id: string }>("SELECT external_id AS id FROM inputs");
      for (const { id } of inputs) accepted.add(id);
      const handoffs = await query<{ address: string }>(
        `SELECT address FROM handoffs JOIN conversations ON conversations.id = conversation_id
         WHERE status = 'closed'`,
      );
      for (const { address } of handoffs) ended.add(address);
      const lines = await query<{ text: string }>(
        "SELECT text FROM lines WHERE author = 'human_agent'",
      );
      for (const { text } of lines) said.add(text.replace(/^.* Dana: /, ""));
    },
  };
}

/** Where and among whom they write. */
export interface Scene {
  readonly providers: Providers;
  readonly books: Books;
  readonly chance: Chance;
  /** Questions to the bot, before people and after them. */
  readonly questions: number;
}

/**
 * A customer asks about their policies, and some of them for a person, to whom they talk until that is over. Each message
 * is written once the one before has come in, so its place is known.
 */
export async function write(writer: Writer, scene: Scene): Promise<void> {
  const { providers, books, chance, questions } = scene;
  const { address, way, wantsPerson, written } = writer;
  const { policyNumbers, preferredLanguage } = customerAt(address);

  async function say(text: string, wants?: string): Promise<void> {
    const id = providers.write(way, address, text);
    written.push({ id, text, ...(wants === undefined ? {} : { wants }) });
    await until(`${address}: ${text} is accepted`, async () => books.accepted.has(id), PATIENCE_MS);
    await pause(chance.below(150));
  }
  async function ask(): Promise<void> {
    for (let number = 0; number < questions; number++) {
      const policyNumber = chance.pick(policyNumbers)!;
      await say(policyNumber, policyNumber);
    }
  }

  await ask();
  if (wantsPerson) {
    await say(ASKS[preferredLanguage]);
    for (let number = 1; number <= 3; number++) await say(`line ${number} of ${address}`);
    await say(LAST);
    await until(`${address} is done`, async () => books.ended.has(address), PATIENCE_MS);
  }
  await ask();
}

/**
 * Dana greets in every thread she finds herself in, also before the house knows its name, answers what customers write, line
 * for line, and leaves after the last, once her words have reached the house.
 */
export async function answerAll(
  rawId: string,
  { providers, books }: Scene,
  signal: AbortSignal,
): Promise<void> {
  const { chat } = providers;
  const seen = new Set<string>();
  const said = new Map<string, string[]>();

  function say(threadId: string, text: string): void {
    // No two of her messages are alike, so that each can be looked for.
    const words = `${text} (${said.size}.${seen.size})`;
    said.set(threadId, [...(said.get(threadId) ?? []), words]);
    chat.people.write(threadId, rawId, words, "Dana");
  }

  function attend({ id: threadId, messages }: Thread): void {
    if (!said.has(threadId)) say(threadId, "hello");
    for (const { id, sender, metadata, content } of messages) {
      const isCustomers = sender === chat.ownRawId && isLine(metadata?.["deliveryId"]);
      if (!isCustomers || seen.has(id)) continue;
      seen.add(id);
      say(threadId, `about “${content?.message}”`);
    }
    const words = said.get(threadId) ?? [];
    const isLast = words.at(-1)?.includes(LAST) === true;
    if (isLast && words.every((each) => books.said.has(each))) chat.people.leave(threadId, rawId);
  }

  while (!signal.aborted) {
    for (const thread of chat.threads) if (thread.participants.has(rawId)) attend(thread);
    await pause(20);
  }
}

/** Our own lines that are neither the opening nor the end. */
export function isLine(deliveryId: string | undefined): boolean {
  return deliveryId !== undefined && !/:(?:open|close)$/.test(deliveryId);
}
