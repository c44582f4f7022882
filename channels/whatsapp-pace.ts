import type { Pace } from "../core/channel.ts";

/** What Meta takes from a number until it raises the limit by itself, to 1,000. */
const PER_SECOND = 80;

/**
 * What Meta takes from one number, whichever way it comes: so many messages a second in all, and about one in six seconds to
 * the same customer, of which 45 may come in a burst.
 */
export function whatsAppPace(perSecond: number = PER_SECOND): Pace {
  return {
    overall: [{ count: perSecond, perMs: 1_000 }],
    each: [{ count: 45, perMs: 45 * 6_000 }],
  };
}
