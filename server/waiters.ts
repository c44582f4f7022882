import type { HandledInput } from "../core/ports.ts";

/** Another process may handle the turn, so we look now and then even if nobody calls. */
const LOOK_EVERY_MS = 500;

/** Waits until an input is handled. @returns undefined when that takes longer than `timeoutMs`. */
export type Wait = (inputId: string, timeoutMs: number) => Promise<HandledInput | undefined>;

/** Those who wait at a door for their own turn. */
export interface Waiters {
  readonly wait: Wait;
  /** These inputs have just been handled. @returns those that nobody waits for here. */
  notify(inputIds: readonly string[]): string[];
}

/** Makes the waiting room. @param find reads what became of an input. */
export function makeWaiters(find: (inputId: string) => Promise<HandledInput | undefined>): Waiters {
  const calls = new Map<string, Set<() => void>>();

  async function wait(inputId: string, timeoutMs: number): Promise<HandledInput | undefined> {
    const deadline = AbortSignal.timeout(timeoutMs);
    for (;;) {
      // Listen first, look second: a turn that ends in between is heard.
      const called = listen(inputId, deadline);
      const handled = await find(inputId);
      if (handled || deadline.aborted) {
        called.stop();
        return handled;
      }
      await called.promise;
    }
  }

  function listen(inputId: string, deadline: AbortSignal) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LOOK_EVERY_MS);
    const set = calls.get(inputId) ?? new Set();
    calls.set(inputId, set.add(resolve));
    deadline.addEventListener("abort", () => resolve(), { once: true });
    const stop = (): void => {
      clearTimeout(timer);
      set.delete(resolve);
      if (set.size === 0) calls.delete(inputId);
      resolve();
    };
    void promise.then(stop);
    return { promise, stop };
  }

  return {
    wait,
    notify: (inputIds) =>
      inputIds.filter((inputId) => {
        const waiting = calls.get(inputId);
        for (const call of waiting ?? []) call();
        return !waiting;
      }),
  };
}
