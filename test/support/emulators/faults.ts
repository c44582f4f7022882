import type { Call } from "./https-server.ts";

/** What goes wrong. `cut_after` and `late` do what was asked; the others do not. */
export type Fault =
  | {
      readonly is: "answer";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    }
  /** A gateway's page. */
  | { readonly is: "html"; readonly status: number }
  | { readonly is: "hang" }
  | { readonly is: "cut" }
  | { readonly is: "cut_after" }
  | { readonly is: "late"; readonly ms: number };

interface Planned {
  readonly fault: Fault;
  readonly matches: (call: Call) => boolean;
  times: number;
}

/** Faults waiting for the calls they are meant for. */
export interface Faults {
  /** The next calls that match end this way; one call if not said otherwise. */
  next(fault: Fault, options?: { times?: number; matches?: (call: Call) => boolean }): void;
  take(call: Call): Fault | undefined;
  /** Nothing goes wrong any more. */
  clear(): void;
}

/** Makes an empty plan. */
export function makeFaults(): Faults {
  const planned: Planned[] = [];
  return {
    next: (fault, { times = 1, matches = () => true } = {}) =>
      void planned.push({ fault, matches, times }),
    take(call) {
      const found = planned.find(({ times, matches }) => times > 0 && matches(call));
      if (found) found.times -= 1;
      return found?.fault;
    },
    clear: () => void (planned.length = 0),
  };
}
