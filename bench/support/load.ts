import { Agent, request } from "node:http";
import { received } from "../../test/support/house.ts";
import { addressOf } from "./insurer.ts";
import { question } from "./talk.ts";

/** A door to knock at: sends one customer's next message as Event Grid does, and waits for the acknowledgement. */
export interface Knocker {
  /** @param turn which message of this customer, counted from 0: its id tells, so that order can be checked afterwards. */
  send(customer: number, turn: number): Promise<void>;
  /** The ids of the messages that were acknowledged: each of them must be answered. */
  readonly acknowledged: ReadonlySet<string>;
  close(): void;
}

/** Keeps connections open to a server and sends over them. */
export function makeKnocker(url: string, sockets: number): Knocker {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const acknowledged = new Set<string>();
  return {
    acknowledged,
    async send(customer, turn) {
      // Its last part is its place in the customer's talk.
      const id = `bench:${customer}:${turn}`;
      const event = received(addressOf(customer), { content: question(turn) }, id);
      await post(agent, `${url}/webhook`, JSON.stringify([event]));
      acknowledged.add(id);
    },
    close: () => agent.destroy(),
  };
}

/** fetch costs several times as much, and the generator shares the machine with what it measures. */
async function post(agent: Agent, url: string, body: string): Promise<void> {
  for (;;) {
    const status = await tryPost(agent, url, body);
    if (status === 200) return;
    // The server had just closed the idle connection: nothing was read, so it is sent again.
    if (status !== "closed") throw new Error(`The webhook answered ${status}.`);
  }
}

function tryPost(agent: Agent, url: string, body: string): Promise<number | "closed" | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "aeg-event-type": "Notification",
    };
    const call = request(url, { agent, method: "POST", headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode));
    });
    call.once("error", (thrown: NodeJS.ErrnoException) => {
      if (call.reusedSocket && thrown.code === "ECONNRESET") resolve("closed");
      else reject(thrown);
    });
    call.end(body);
  });
}

/** Where and what to send. */
export interface Load {
  /** One or more servers; a message goes to any of them. */
  readonly knockers: readonly Knocker[];
  readonly customers: number;
  /** Which customer is the first of them; 0 unless told otherwise. */
  readonly firstCustomer?: number;
  /** Which message of a customer comes first; 0 unless told otherwise. */
  readonly firstTurn?: number;
  readonly messages: number;
}

/**
 * Open loop: sends at a constant rate, however long the answers take, until one fails. Customers take turns.
 * @returns for each message the time from when it was due until it was acknowledged, in milliseconds.
 * @throws what the first failure threw.
 */
export async function drip(load: Load, perSecond: number): Promise<number[]> {
  const latencies: number[] = [];
  const failures: unknown[] = [];
  const pending: Promise<void>[] = [];
  const startedAt = performance.now();
  const dueAt = (message: number): number => startedAt + (message * 1_000) / perSecond;
  const send = makeSender(load);
  const sendNow = async (message: number): Promise<void> => {
    try {
      await send(message);
      latencies[message] = performance.now() - dueAt(message);
    } catch (thrown) {
      failures.push(thrown);
    }
  };
  for (let message = 0; message < load.messages && failures.length === 0; message++) {
    const waitMs = dueAt(message) - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    pending.push(sendNow(message));
  }
  await Promise.all(pending);
  if (failures.length > 0) throw failures[0];
  return latencies;
}

/** Closed loop: so many messages under way at a time, each sent as soon as another is acknowledged. Customers take turns. */
export async function pour(load: Load, width: number): Promise<void> {
  const send = makeSender(load);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < load.messages) await send(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Sends a load's messages by number. A customer's next one waits until the one before is acknowledged: only then is its place settled. */
function makeSender(load: Load): (message: number) => Promise<void> {
  const { knockers, customers, firstCustomer = 0, firstTurn = 0 } = load;
  const last = new Map<number, Promise<void>>();
  return (message) => {
    const customer = message % customers;
    const round = Math.floor(message / customers);
    // Shifted by one from round to round, so that every server has every customer.
    const knocker = knockers[(message + round) % knockers.length]!;
    const before = last.get(customer) ?? Promise.resolve();
    const sent = before.then(() => knocker.send(firstCustomer + customer, firstTurn + round));
    last.set(customer, sent);
    return sent;
  };
}
