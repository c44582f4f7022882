import type { Limit, Pace } from "../../core/channel.ts";

/** Keeps one way out within its provider's limits, and at rest while the provider wants it. */
export interface Pacer {
  /** How many may leave right now, to whomever. */
  room(): number;
  /** When there will be room, in milliseconds from now; 0 when there is. */
  restMs(): number;
  /**
   * Takes a place for one message to this destination.
   * @param isCounted does it count for the limits of all destinations together, too?
   * @returns 0, or in how many milliseconds to ask again.
   */
  take(destination: string, isCounted?: boolean): number;
  /** The provider asked for a pause: for one destination, or for all of them. */
  pause(waitMs: number, destination?: string): void;
}

/** Longest pause for everybody; then one message finds out whether it goes on. */
const MAX_PAUSE_MS = 5 * 60_000;
/** Destinations remembered before those that are at rest are forgotten. */
const MANY = 10_000;

/** Makes the pacer of one way out. @param monotonic milliseconds that only ever grow, from any start. */
export function makePacer(pace: Pace, monotonic: () => number): Pacer {
  const all = makeGauge(pace.overall);
  const each = new Map<string, Gauge>();
  const longestMs = Math.max(0, ...pace.each.map(({ perMs }) => perMs));

  function gaugeOf(destination: string): Gauge {
    const known = each.get(destination);
    if (known) return known;
    if (each.size >= MANY) forgetIdle();
    const gauge = makeGauge(pace.each);
    each.set(destination, gauge);
    return gauge;
  }

  function forgetIdle(): void {
    for (const [destination, gauge] of each) {
      if (gauge.isIdle(monotonic() - longestMs)) each.delete(destination);
    }
  }

  return {
    room: () => all.room(monotonic()),
    restMs: () => all.waitMs(monotonic()),
    take(destination, isCounted = true) {
      const now = monotonic();
      const gauge = gaugeOf(destination);
      const waitMs = Math.max(isCounted ? all.waitMs(now) : 0, gauge.waitMs(now));
      if (waitMs > 0) return Math.ceil(waitMs);
      if (isCounted) all.take(now);
      gauge.take(now);
      return 0;
    },
    pause(waitMs, destination) {
      const gauge = destination === undefined ? all : gaugeOf(destination);
      gauge.pause(monotonic() + Math.min(waitMs, MAX_PAUSE_MS));
    },
  };
}

type Gauge = ReturnType<typeof makeGauge>;

/** Remembers when something left, as far back as the limits look. */
function makeGauge(limits: readonly Limit[]) {
  const most = Math.max(0, ...limits.map(({ count }) => count));
  let taken: number[] = [];
  let pausedUntil = -Infinity;

  /** When the oldest of the last `count` is old enough. */
  const waitOf = ({ count, perMs }: Limit, now: number): number => {
    const oldest = taken.at(-count);
    return oldest === undefined ? 0 : Math.max(0, oldest + perMs - now);
  };
  const roomOf = ({ count, perMs }: Limit, now: number): number =>
    count - taken.filter((at) => at > now - perMs).length;

  return {
    waitMs: (now: number) =>
      Math.max(0, pausedUntil - now, ...limits.map((limit) => waitOf(limit, now))),
    room: (now: number) =>
      pausedUntil > now ? 0 : Math.min(...limits.map((limit) => roomOf(limit, now))),
    take(now: number) {
      if (most === 0) return;
      taken.push(now);
      if (taken.length > 2 * most) taken = taken.slice(-most);
    },
    pause: (until: number) => void (pausedUntil = Math.max(pausedUntil, until)),
    isIdle: (before: number) => (taken.at(-1) ?? before) <= before && pausedUntil <= before,
  };
}
