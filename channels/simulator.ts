import type { Channel } from "../core/channel.ts";

/** The simulator's phone: sending is arriving, since its page reads the transcript. Keeps nothing. */
export function makeSimulatorChannel(): Channel {
  return {
    name: "simulator",
    maxLength: 4_096,
    isRepeatSafe: true,
    hasWindow: false,
    pace: { overall: [], each: [] },
    send: ({ deliveryId }) =>
      Promise.resolve({ providerId: `sim-${deliveryId}`, status: "delivered" }),
  };
}
