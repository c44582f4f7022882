import { randomUUID } from "node:crypto";
import type { Chance } from "./chance.ts";
import { postFromWhatsApp } from "./whatsapp-provider.ts";

/** One message of one customer. */
export interface Message {
  /** Begins with its number among its customer's messages. */
  readonly id: string;
  readonly from: string;
  readonly text: string;
}

/** Both are answered at once, whoever asks and however often. */
const TEXTS = ["hello", "what can you do?"] as const;
const RETRY_MS = 50;

/** Messages of so many customers, the first of each before the second of any. */
export function makeMessages(customers: number, each: number): Message[] {
  const addresses = Array.from({ length: customers }, (_, index) => `+1425556${1_000 + index}`);
  return Array.from({ length: each }, (_, number) =>
    addresses.map((from) => ({
      id: `${number}-${randomUUID()}`,
      from,
      text: TEXTS[number % TEXTS.length]!,
    })),
  ).flat();
}

interface Doors {
  /** A server to turn to; undefined while there is none. */
  readonly url: () => string | undefined;
  readonly chance: Chance;
  /** A customer's longest rest between two messages. */
  readonly pauseMs: number;
  /** Something other than 200: the status, or 0 where nobody answered. */
  readonly onRefused?: (status: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Delivers them as Meta does: each customer's in order, each to any server, again until it hears 200, and some twice.
 * @returns the ids that were accepted, which is all of them unless it was stopped.
 */
export async function writeAll(
  messages: readonly Message[],
  doors: Doors,
): Promise<ReadonlySet<string>> {
  const { chance, pauseMs, signal } = doors;
  const accepted = new Set<string>();
  const customers = new Set(messages.map(({ from }) => from));
  const write = async (from: string): Promise<void> => {
    for (const message of messages.filter((each) => each.from === from)) {
      await rest(chance.below(pauseMs));
      if (!(await deliver(message, doors))) return;
      accepted.add(message.id);
      if (chance.below(4) === 0 && !signal.aborted) await deliver(message, doors);
    }
  };
  await Promise.all([...customers].map(write));
  return accepted;
}

async function deliver(message: Message, doors: Doors): Promise<boolean> {
  while (!doors.signal.aborted) {
    const url = doors.url();
    const response = url && (await postFromWhatsApp(url, message).catch(() => undefined));
    if (response && response.status === 200) return true;
    if (url) doors.onRefused?.(response ? response.status : 0);
    await rest(RETRY_MS);
  }
  return false;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
