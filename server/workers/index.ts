import { makePatience } from "./patience.ts";
import type { WorkTools, WorkerParts } from "./parts.ts";
import { startSenders } from "./senders.ts";
import { startThinkers } from "./thinkers.ts";

const TIMERS_EVERY_MS = 5_000;

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
      .then(() => store.deliveries.expireHeld())
      .catch((err: unknown) => log.warn({ err }, "could not look at the timers"));
  }, TIMERS_EVERY_MS);

  return {
    wake: thinkers.wake,
    wakeSenders: () => senders.wake(),
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
