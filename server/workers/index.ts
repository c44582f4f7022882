import type { Desk } from "../../core/channel.ts";
import type { Clock } from "../../core/conversation.ts";
import type { Log } from "../../core/log.ts";
import type { ClaimedTurn } from "../../core/ports.ts";
import type { Store } from "../../data/store.ts";
import type { Graph } from "../../graph/index.ts";
import type { Channels } from "../channels.ts";
import type { Metrics } from "../metrics.ts";
import { makePatience } from "./patience.ts";
import type { Patience } from "./patience.ts";
import { startSenders } from "./senders.ts";
import { startThinkers } from "./thinkers.ts";

const TIMERS_EVERY_MS = 5_000;

/** What they work with. */
export interface WorkerParts {
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

/** How they work. */
export interface WorkTools {
  /** Milliseconds that only ever grow, from any start. */
  readonly monotonic: () => number;
  /** Does a piece of work that can be interrupted when we leave. */
  readonly interruptible: (job: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  readonly patiently: Patience;
}

/** Starts the workers of one process. */
export function startWorkers(parts: WorkerParts): Workers {
  const { store, log, leaseMs } = parts;
  const leaving = new AbortController();
  // One controller a piece of work: a signal shared by many runs keeps the listeners of all of them.
  const running = new Set<AbortController>();
  const tools: WorkTools = {
    monotonic: () => performance.now(),
    patiently: makePatience({ leaseMs, signal: leaving.signal }),
    interruptible: async (job) => {
      const controller = new AbortController();
      running.add(controller);
      await job(controller.signal).finally(() => running.delete(controller));
    },
  };
  const senders = startSenders(parts, tools);
  const thinkers = startThinkers(parts, tools, senders);
  const timers = setInterval(() => {
    void store.mailbox
      .ringTimers()
      .then((rung) => rung > 0 && thinkers.wake())
      .catch((err: unknown) => log.warn({ err }, "could not look at the timers"));
  }, TIMERS_EVERY_MS);

  return {
    wake: thinkers.wake,
    wakeSenders: senders.wake,
    areRunning: () => thinkers.isRunning() && senders.isRunning(),
    stop: async (graceMs) => {
      clearInterval(timers);
      const interrupt = setTimeout(() => {
        for (const controller of [...running, leaving]) controller.abort();
      }, graceMs);
      await thinkers.stop();
      await senders.stop();
      clearTimeout(interrupt);
    },
  };
}
