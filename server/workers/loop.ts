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
  /** How many slots are free. */
  free(): number;
  /** Begins work that somebody else has claimed for it. */
  take(jobs: readonly (() => Promise<void>)[]): void;
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
    return free() > 0;
  };
  const free = (): number => Math.max(0, slots - active.size);

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
      .catch((err: unknown) => log.error({ err, loop: name }, "work was lost to an error"))
      .finally(() => {
        active.delete(running);
        wake();
      });
    active.add(running);
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      isRung = false;
      const wanted = free();
      const jobs = wanted > 0 ? await tryClaim(wanted) : [];
      for (const job of jobs) begin(job);
      if (jobs.length === 0 || jobs.length === wanted) await rest();
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
    free,
    take: (jobs) => jobs.forEach(begin),
    isRunning: () => !isStopping,
    stop: async () => {
      isStopping = true;
      wake();
      await done;
      await Promise.all(active);
    },
  };
}
