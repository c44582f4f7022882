import type { Pace } from "../core/channel.ts";

/**
 * What Meta takes from one number, whichever way it comes: 80 messages a second in all, and about one in six seconds to the
 * same customer, of which 45 may come in a burst.
 */
export const WHATSAPP_PACE: Pace = {
  overall: [{ count: 80, perMs: 1_000 }],
  each: [{ count: 45, perMs: 45 * 6_000 }],
};
