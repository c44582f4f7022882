import { AppError } from "../../core/errors.ts";
import type { Client, DeskLine, QueueEntry } from "./client.ts";
import { presentEntry, presentQueue } from "./present-queue.ts";
import { dim } from "./present-turn.ts";
import { makeTail } from "./tail.ts";
import type { Tail } from "./tail.ts";

interface DeskParts {
  readonly client: Client;
  readonly print: (text: string) => void;
  /** What customers see in front of what is said here. */
  readonly name: string;
}

/** What one person at the desk can do; each throws an `AppError` with a sentence when it cannot be done. */
export interface Desk {
  readonly showQueue: () => Promise<void>;
  /** Takes the customer with this number of the queue as it was shown. */
  readonly take: (number: number) => Promise<void>;
  readonly answer: (text: string) => Promise<void>;
  readonly end: () => Promise<void>;
  /** Shows who is new, what the customer wrote, and whether the conversation ended without us. */
  readonly look: () => Promise<void>;
}

/** Makes a desk for one person. */
export function makeDesk({ client, print, name }: DeskParts): Desk {
  let queue: readonly QueueEntry[] = [];
  let taken: { readonly entry: QueueEntry; readonly tail: Tail } | undefined;

  function letGo(): void {
    taken = undefined;
    print(dim("  the bot has the conversation again"));
  }
  return {
    showQueue: async () => {
      queue = await openHandoffs(client);
      print(presentQueue(queue));
    },
    take: async (number) => {
      const entry = queue[number - 1];
      if (!entry) throw new AppError("not_found", "There is no such number in the queue.");
      await client.claim(entry.threadId, name);
      const tail = makeTail(
        (after) => client.readLines(entry.threadId, after),
        (line) => line.senderName !== name && print(presentLine(line)),
      );
      taken = { entry, tail };
      print(dim(entry.summary));
      await tail.catchUp();
      print(dim(`  you have ${entry.customerName ?? entry.address}; write to answer`));
    },
    answer: async (text) => {
      if (!taken) throw new AppError("conflict", "Take somebody first: /take N");
      await client.sayAsPerson(taken.entry.threadId, name, text);
      await taken.tail.catchUp();
    },
    end: async () => {
      if (!taken) throw new AppError("conflict", "You have nobody.");
      await client.disconnect(taken.entry.threadId);
      await taken.tail.catchUp();
      letGo();
    },
    look: async () => {
      const had = taken;
      const open = await openHandoffs(client);
      const fresh = open.filter((entry) => !queue.some((each) => isSame(each, entry)));
      // Those that are numbered keep their number until the queue is shown again.
      queue = [...queue, ...fresh];
      for (const entry of fresh) print(presentEntry(entry, queue.indexOf(entry) + 1));
      await had?.tail.catchUp();
      const isOver = had && !open.some((each) => isSame(each, had.entry));
      if (isOver && taken === had) letGo();
    },
  };
}

function isSame(one: QueueEntry, other: QueueEntry): boolean {
  return one.threadId === other.threadId;
}

async function openHandoffs(client: Client): Promise<QueueEntry[]> {
  const all = await client.listHandoffs();
  return all.filter(({ status }) => status !== "closed");
}

function presentLine({ author, text }: DeskLine): string {
  return author === "customer" ? `  customer: ${text}` : dim(`  ${text}`);
}
