import { createHmac, randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Manner } from "../event-grid.ts";

/** One change of a delivery: a message, a status or something about the account. */
export interface MetaChange {
  readonly field: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Options {
  /** The whole address. */
  readonly url: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** 0..1; decides the order of what is shuffled. */
  readonly random?: () => number;
  /** How long it waits after the first refusal; twice as long after each further one. */
  readonly retryMs?: number;
  readonly maxAttempts?: number;
}

/** A webhook of a Meta app that delivers over real HTTP, signed. */
export interface MetaWebhook {
  /** Delivers in order, one change at a time, unless its manner is another one. */
  publish(...changes: readonly MetaChange[]): void;
  /** Keeps what is published from now on, until it is released in a manner of its own. */
  hold(): void;
  release(manner?: Manner): void;
  /** From now on it delivers this way. */
  behave(manner: Manner): void;
  /** Resolves when nothing is on the way, no retry either. */
  settled(): Promise<void>;
  /** The status of every try; undefined when no answer came. */
  readonly answers: readonly (number | undefined)[];
  stop(): Promise<void>;
}

/** Makes one, once its address has passed the verification. @throws when it does not. */
export async function makeMetaWebhook(options: Options): Promise<MetaWebhook> {
  const { random = Math.random } = options;
  const leaving = new AbortController();
  const underway = new Set<Promise<void>>();
  const answers: (number | undefined)[] = [];
  const deliver = makeDelivery(options, answers, leaving.signal);
  let manner: Manner = {};
  let held: MetaChange[] | undefined;
  let line = Promise.resolve();

  function begin(work: Promise<void>): void {
    const done = work.finally(() => underway.delete(done));
    underway.add(done);
  }

  function send(changes: readonly MetaChange[], way: Manner): void {
    const { copies = 1, isShuffled = false, batchSize = 1 } = way;
    const ordered = isShuffled ? shuffled(changes, random) : [...changes];
    for (let from = 0; from < ordered.length; from += batchSize) {
      const body = write(ordered.slice(from, from + batchSize));
      for (let copy = 0; copy < copies; copy++) {
        if (isShuffled) begin(deliver(body));
        else begin((line = line.then(() => deliver(body))));
      }
    }
  }

  await verify(options, leaving.signal);
  return {
    publish(...changes) {
      if (held) held.push(...changes);
      else send(changes, manner);
    },
    hold: () => void (held ??= []),
    release(way = manner) {
      const waiting = held ?? [];
      held = undefined;
      send(waiting, way);
    },
    behave: (way) => void (manner = way),
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
    answers,
    async stop() {
      leaving.abort();
      await Promise.allSettled(underway);
    },
  };
}

/** Asks the address for the challenge, as Meta does when it is entered. */
async function verify({ url, verifyToken }: Options, signal: AbortSignal): Promise<void> {
  const challenge = String(randomInt(1e9, 2e9));
  const asked = new URL(url);
  asked.searchParams.set("hub.mode", "subscribe");
  asked.searchParams.set("hub.challenge", challenge);
  asked.searchParams.set("hub.verify_token", verifyToken);
  const response = await fetch(asked, { signal });
  const answer = await response.text();
  if (response.status !== 200 || answer !== challenge) {
    throw new Error(`The webhook was not verified: status ${response.status}.`);
  }
}

/** Tries one delivery until it is taken or given up. */
function makeDelivery(
  { url, appSecret, retryMs = 10, maxAttempts = 20 }: Options,
  answers: (number | undefined)[],
  signal: AbortSignal,
) {
  return async function deliver(body: string): Promise<void> {
    const hash = createHmac("sha256", appSecret).update(body).digest("hex");
    const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${hash}` };
    for (let attempt = 0; attempt < maxAttempts && !signal.aborted; attempt++) {
      const status = await fetch(url, { method: "POST", headers, body, signal }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => undefined,
      );
      answers.push(status);
      if (status !== undefined && status >= 200 && status < 300) return;
      const waitMs = Math.min(retryMs * 2 ** attempt, 1_000);
      await pause(waitMs, undefined, { signal }).catch(() => undefined);
    }
  };
}

/** Meta's JSON: what is not ASCII is escaped, and so are "/" and "@". */
function write(changes: readonly MetaChange[]): string {
  const payload = {
    object: "whatsapp_business_account",
    entry: changes.map((change) => ({ id: "102290129340398", changes: [change] })),
  };
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(payload)
    .replaceAll("/", "\\/")
    .replaceAll(/[@\u0080-\uffff]/g, escaped);
}

function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const left = [...things];
  return things.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
}
