import type { Desk } from "../../core/channel.ts";
import type { Clock } from "../../core/conversation.ts";
import type { Log } from "../../core/log.ts";
import type { ClaimedTurn } from "../../core/ports.ts";
import type { Store } from "../../data/store.ts";
import type { Graph } from "../../graph/index.ts";
import type { Channels } from "../channels.ts";
import type { Metrics } from "../metrics.ts";
import { makeDeliver } from "./deliver.ts";
import { startLoop } from "./loop.ts";
import { makePatience } from "./patience.ts";
import type { Patience } from "./patience.ts";
import { makeRunTurn } from "./run-turn.ts";

const monotonic = (): number => performance.now();

const TURN_SLOTS = 16;
const DELIVERY_SLOTS = 32;
const IDLE_MS = 500;
const TIMERS_EVERY_MS = 5_000;

interface WorkerParts {
  readonly store: Store;
  readonly graph: Pick<Graph, "invoke">;
  readonly channels: Channels;
  readonly desk: Desk;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly random: () => number;
  /** How long a process may be silent before another takes over what it has leased. */
  readonly leaseMs: number;
  readonly log: Log;
  /** These inputs are handled. */
  readonly onHandled: (inputs: ClaimedTurn["inputs"]) => void;
}

/** Those who work while nobody asks: one thinks, one delivers, one watches the clocks. */
export interface Workers {
  /** Something was accepted: a turn may be due. @returns false when every hand here is busy. */
  wake(): boolean;
  /** Something is due to leave. */
  wakeSenders(): boolean;
  areRunning(): boolean;
  /** Claims nothing more, waits up to `graceMs` for what has begun, then interrupts it. */
  stop(graceMs: number): Promise<void>;
}

/** Starts the workers of one process. */
export function startWorkers(parts: WorkerParts): Workers {
  const { store, metrics, log } = parts;
  // One controller a piece of work: a signal shared by many runs keeps the listeners of all of them.
  const running = new Set<AbortController>();
  const interruptible = async (job: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const controller = new AbortController();
    running.add(controller);
    await job(controller.signal).finally(() => running.delete(controller));
  };

  const leaving = new AbortController();
  const patiently = makePatience({ leaseMs: parts.leaseMs, signal: leaving.signal });
  const deliver = makeDeliver({
    deliveries: {
      ...store.deliveries,
      settle: (...settled) => patiently(() => store.deliveries.settle(...settled)),
    },
    channels: parts.channels.byName,
    deskRefOf: store.handoffs.deskRefOf,
    keepDeskRef: store.handoffs.keepDeskRef,
    onSettled: (result) => metrics.deliveries.inc({ result }),
    desk: parts.desk,
    random: parts.random,
    monotonic,
    leaseMs: parts.leaseMs,
    log,
  });
  const deliveries = startLoop({
    name: "deliver",
    slots: DELIVERY_SLOTS,
    idleMs: IDLE_MS,
    log,
    claim: async (free) => {
      const askedAt = monotonic();
      const claimed = await store.deliveries.claim(free, parts.leaseMs);
      return claimed.map((each) => () => interruptible((signal) => deliver(each, askedAt, signal)));
    },
  });

  const turns = startTurns(parts, { interruptible, patiently, wakeDeliveries: deliveries.wake });
  const timers = setInterval(() => {
    void store.mailbox
      .ringTimers()
      .then((rung) => rung > 0 && turns.wake())
      .catch((err: unknown) => log.warn({ err }, "could not look at the timers"));
  }, TIMERS_EVERY_MS);

  return {
    wake: turns.wake,
    wakeSenders: deliveries.wake,
    areRunning: () => turns.isRunning() && deliveries.isRunning(),
    stop: async (graceMs) => {
      clearInterval(timers);
      const interrupt = setTimeout(() => {
        for (const controller of [...running, leaving]) controller.abort();
      }, graceMs);
      await turns.stop();
      await deliveries.stop();
      clearTimeout(interrupt);
    },
  };
}

interface TurnTools {
  readonly interruptible: (job: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  readonly patiently: Patience;
  readonly wakeDeliveries: () => void;
}

function startTurns(parts: WorkerParts, { interruptible, patiently, wakeDeliveries }: TurnTools) {
  const { store, metrics, log } = parts;
  const { mailbox } = store;
  const holder = parts.newId();
  const runTurn = makeRunTurn({
    mailbox: {
      ...mailbox,
      failTurn: (...failed) => patiently(() => mailbox.failTurn(...failed)),
      releaseTurn: (...released) => patiently(() => mailbox.releaseTurn(...released)),
    },
    checkpointer: store.checkpointer,
    records: store.records,
    channelOf: parts.channels.of,
    graph: parts.graph,
    clock: parts.clock,
    leaseMs: parts.leaseMs,
    log,
    onCommitted: (inputs) => {
      parts.onHandled(inputs);
      wakeDeliveries();
    },
    onEnded: (result, elapsedMs) => {
      metrics.turns.inc({ result });
      metrics.turnSeconds.observe(elapsedMs / 1_000);
      metrics.activeTurns.dec();
    },
  });
  return startLoop({
    name: "turns",
    slots: TURN_SLOTS,
    idleMs: IDLE_MS,
    log,
    claim: async (free) => {
      const claimed = await mailbox.claimTurns(holder, free, parts.leaseMs);
      metrics.activeTurns.inc(claimed.length);
      return claimed.map((turn) => () => interruptible((signal) => runTurn(turn, signal)));
    },
  });
}
