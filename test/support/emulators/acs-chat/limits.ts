import { Refused } from "./refused.ts";

/** `[count, seconds]`: so many within so long. */
type Limits = readonly (readonly [number, number])[];

/** @see Microsoft's "Service limits for Azure Communication Services", chat */
const LIMITS = {
  createThread: [[10, 10]],
  deleteThread: [[10, 10]],
  updateThread: [[5, 10]],
  getThread: [[50, 10]],
  participants: [
    [10, 10],
    [30, 60],
  ],
  message: [
    [10, 10],
    [30, 60],
  ],
  listMessages: [
    [50, 10],
    [200, 60],
  ],
} as const satisfies Record<string, Limits>;

export type Limited = keyof typeof LIMITS;

/** Counts calls against the service's limits; those that come while it is too much count as well. */
export function makeLimits(clock: () => number) {
  const calls = new Map<string, number[]>();
  return {
    /** @throws Refused 429 when there were too many. @param who a user, or a thread. */
    count(what: Limited, who: string): void {
      const now = clock();
      const key = `${what} ${who}`;
      const earlier = (calls.get(key) ?? []).filter((at) => at > now - 60_000);
      calls.set(key, [...earlier, now]);
      const limits: Limits = LIMITS[what];
      for (const [count, seconds] of limits) {
        const within = earlier.filter((at) => at > now - seconds * 1_000);
        if (within.length < count) continue;
        throw new Refused(429, "TooManyRequests", { "retry-after": String(seconds) });
      }
    },
  };
}
