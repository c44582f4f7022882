import { setTimeout as pause } from "node:timers/promises";
import { complete, handshake, post } from "./event-grid-wire.ts";
import type { GridEvent, Subscriber } from "./event-grid-wire.ts";

export type { GridEvent, GridSchema } from "./event-grid-wire.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long Azure waits after each failure; after the last of them every 12 hours. */
const SCHEDULE: readonly number[] = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
];
const LATEST_MS = 12 * HOUR;
const TAKEN = new Set([200, 201, 202, 203, 204]);
/** Webhooks that answer so are not asked again, and the events are gone. */
const NEVER_AGAIN = new Set([400, 401, 403, 413]);

export interface EventGridOptions extends Subscriber {
  /** Only these types are delivered; all of them when left out. */
  readonly types?: readonly string[];
  /** What a millisecond of Azure's schedule takes here: 0.001 makes ten of its seconds ten milliseconds. */
  readonly timeFactor?: number;
  /** After so many tries an event is given up. */
  readonly maxAttempts?: number;
  /** How long the subscriber may think about one delivery. */
  readonly responseMs?: number;
  /** 0..1; decides the order of what is shuffled. */
  readonly random?: () => number;
}

/** What Event Grid may do with any events, and does when a test asks for it. */
export interface Manner {
  /** How often each batch is delivered. */
  readonly copies?: number;
  /** In no order, and all at once. */
  readonly isShuffled?: boolean;
  /** So many events in one delivery. */
  readonly batchSize?: number;
}

/** One try of a delivery. */
export interface Attempt {
  readonly eventIds: readonly string[];
  /** How often it was tried before. */
  readonly earlier: number;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
}

/** An Event Grid subscription that delivers over real HTTP. */
export interface EventGrid {
  /** Delivers in order, one event at a time, unless its manner is another one. */
  publish(...events: readonly GridEvent[]): void;
  /** Keeps what is published from now on, until it is released in a manner of its own. */
  hold(): void;
  release(manner?: Manner): void;
  /** From now on it delivers this way. */
  behave(manner: Manner): void;
  /** Resolves when nothing is on the way, no retry either. */
  settled(): Promise<void>;
  readonly attempts: readonly Attempt[];
  /** What was given up: refused for good, or tried too often. */
  readonly dropped: readonly GridEvent[];
  /** Delivers nothing more. */
  stop(): Promise<void>;
}

type Batch = readonly Required<GridEvent>[];

/** Makes a subscription, once the subscriber has agreed to it. @throws when it does not. */
export async function makeEventGrid(options: EventGridOptions): Promise<EventGrid> {
  const leaving = new AbortController();
  const { types, random = Math.random } = options;
  const underway = new Set<Promise<void>>();
  const attempts: Attempt[] = [];
  const dropped: GridEvent[] = [];
  const deliver = makeDelivery(options, { attempts, dropped, signal: leaving.signal });
  let manner: Manner = {};
  let held: Required<GridEvent>[] | undefined;
  /** Ends when the newest delivery in order was tried once. */
  let line = Promise.resolve();

  function begin(work: Promise<void>): void {
    const done = work.finally(() => underway.delete(done));
    underway.add(done);
  }

  function send(events: Batch, { copies = 1, isShuffled = false, batchSize = 1 }: Manner): void {
    const batches = inBatches(isShuffled ? shuffled(events, random) : events, batchSize);
    const deliveries = batches.flatMap((batch) => Array.from({ length: copies }, () => batch));
    for (const batch of isShuffled ? shuffled(deliveries, random) : deliveries) {
      const { promise: tried, resolve: onTried } = Promise.withResolvers<void>();
      const before = isShuffled ? Promise.resolve() : line;
      begin(before.then(() => deliver(batch, onTried)).finally(onTried));
      if (!isShuffled) line = tried;
    }
  }

  await handshake(options, leaving.signal);
  return {
    publish(...events) {
      const wanted = events.filter(({ type }) => types?.includes(type) ?? true).map(complete);
      if (held) held.push(...wanted);
      else send(wanted, manner);
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
    attempts,
    dropped,
    async stop() {
      leaving.abort();
      await Promise.allSettled(underway);
    },
  };
}

interface Notes {
  readonly attempts: Attempt[];
  readonly dropped: GridEvent[];
  readonly signal: AbortSignal;
}

/** Tries one batch until it is taken or given up; `onTried` after the first time, so that others need not wait for retries. */
function makeDelivery(options: EventGridOptions, { attempts, dropped, signal }: Notes) {
  const { timeFactor = 0.001, maxAttempts = 30, responseMs = 30_000 } = options;
  return async function deliver(batch: Batch, onTried: () => void): Promise<void> {
    const eventIds = batch.map(({ id }) => id);
    for (let earlier = 0; !signal.aborted; earlier++) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(responseMs)]);
      const status = await post(options, batch, { earlier, signal: limit });
      attempts.push({ eventIds, earlier, status });
      onTried();
      if (status !== undefined && TAKEN.has(status)) return;
      const isRefused = status !== undefined && NEVER_AGAIN.has(status);
      if (isRefused || earlier + 1 >= maxAttempts) return void dropped.push(...batch);
      const waitMs = (SCHEDULE[earlier] ?? LATEST_MS) * timeFactor;
      await pause(waitMs, undefined, { signal }).catch(() => undefined);
    }
  };
}

function inBatches(events: Batch, size: number): Batch[] {
  const count = Math.ceil(events.length / size);
  return Array.from({ length: count }, (_, index) =>
    events.slice(index * size, (index + 1) * size),
  );
}

function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const left = [...things];
  return things.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
}
