/** Shows what is new in a transcript, once each, in order. */
export interface Tail {
  /** Passes over what is there already. */
  readonly skip: () => Promise<void>;
  /** Shows what came since. Calls wait for each other, so nothing is shown twice. */
  readonly catchUp: () => Promise<void>;
}

/** Makes a tail. @param read gives the oldest lines after one, or the oldest of all. */
export function makeTail<Line extends { readonly id: string }>(
  read: (after: string | undefined) => Promise<readonly Line[]>,
  show: (line: Line) => void,
): Tail {
  let after: string | undefined;
  let last: Promise<void> = Promise.resolve();

  async function readOn(see: (line: Line) => void): Promise<void> {
    for (;;) {
      const lines = await read(after);
      if (lines.length === 0) return;
      for (const line of lines) see(line);
      after = lines.at(-1)!.id;
    }
  }
  function queue(work: () => Promise<void>): Promise<void> {
    last = last.then(work, work);
    return last;
  }
  return { skip: () => queue(() => readOn(() => {})), catchUp: () => queue(() => readOn(show)) };
}

/**
 * Does some work again and again, a pause after each time. A fault is told once, until the work succeeds again.
 * @returns what ends it; it resolves when the last time is over.
 */
export function repeat(
  work: () => Promise<void>,
  pauseMs: number,
  tell: (fault: string) => void,
): () => Promise<void> {
  const stopped = new AbortController();
  const running = (async () => {
    let fault = "";
    while (!stopped.signal.aborted) {
      const now = await work().then(
        () => "",
        (thrown: unknown) => (thrown as Error).message,
      );
      if (now !== "" && now !== fault) tell(now);
      fault = now;
      await pause(pauseMs, stopped.signal);
    }
  })();
  return async () => {
    stopped.abort();
    await running;
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
