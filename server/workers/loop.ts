import type { Log } from "../../core/log.ts";

interface LoopParts {
  readonly name: string;
  /** Starts work for at most `free` slots; each piece is done when its promise ends. */
  readonly claim: (free: number) => Promise<readonly (() => Promise<void>)[]>;
  readonly slots: number;
  /** How often to look when nobody wakes us: finds retries that are due and work of other processes. */
  readonly idleMs: number;
  readonly log: Log;
}

/** Work that goes on until it is told to stop. */
export interface Loop {
  /** Something may be waiting. @returns false when every slot is taken: it has to wait here. */
  wake(): boolean;
  /** Is it still claiming work? */
  isRunning(): boolean;
  /** Claims nothing more and waits for what has begun. */
  stop(): Promise<void>;
}

/** Claims work into a fixed number of slots, at once when woken, now and then otherwise. */
export function startLoop({ name, claim, slots, idleMs, log }: LoopParts): Loop {
  const active = new Set<Promise<void>>();
  let isStopping = false;
  let ring: (() => void) | undefined;
  let isRung = false;

  const wake = (): boolean => {
    isRung = true;
    ring?.();
    return active.size < slots;
  };

  async function rest(): Promise<void> {
    if (isRung || isStopping) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, idleMs);
    ring = resolve;
    await promise;
    clearTimeout(timer);
    ring = undefined;
  }

  function begin(job: () => Promise<void>): void {
    const running = job()
      .catch((err: unknown) =>
        log.error({ err, loop: name }, "a piece of work was lost to an error"),
      )
      .finally(() => {
        active.delete(running);
        wake();
      });
    active.add(running);
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      isRung = false;
      const free = slots - active.size;
      const jobs = free > 0 ? await tryClaim(free) : [];
      for (const job of jobs) begin(job);
      if (jobs.length === 0 || jobs.length === free) await rest();
    }
  }

  async function tryClaim(free: number): Promise<readonly (() => Promise<void>)[]> {
    try {
      return await claim(free);
    } catch (err) {
      log.warn({ err, loop: name }, "could not claim work; trying again");
      return [];
    }
  }

  const done = run();
  return {
    wake,
    isRunning: () => !isStopping,
    stop: async () => {
      isStopping = true;
      wake();
      await done;
      await Promise.all(active);
    },
  };
}
