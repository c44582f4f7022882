import type { Channel, Desk, Pace } from "../../core/channel.ts";
import { Door } from "../../core/conversation.ts";
import type { Merging } from "../../core/deliveries.ts";
import type { Channels } from "../channels.ts";

/** One way out of the house, with hands of its own. */
export interface Lane {
  readonly name: string;
  /** Whose deliveries it takes; each channel belongs to one lane. */
  readonly channels: readonly string[];
  readonly pace: Pace;
  /** Does everything count for the limits of all destinations together? Then nothing is claimed while they are reached. */
  readonly isEachCounted: boolean;
  readonly slots: number;
  readonly merging: Merging | undefined;
}

/** Waits on sockets, not on the processor: as many as a provider answers within a second at its full rate. */
const SLOTS = 32;
/** What has waited this long shares a message with what waits behind it. */
const SLOW_MS = 2_000;

/**
 * The lanes of this house: one for each provider, one for the desk, and one for all that stays within. A provider that
 * hangs, throttles or is away keeps its own lane busy and no other.
 */
export function lanesOf(channels: Pick<Channels, "byName">, desk: Desk): Lane[] {
  const providers = [...channels.byName.values()].filter(({ hasWindow }) => hasWindow);
  const taken = new Set(providers.map(({ name }) => name));
  const known = [...new Set([...Door.options, ...channels.byName.keys()])];
  // Also what is left for a provider that is configured no more: somebody has to find that out.
  const within: Lane = {
    name: "within",
    channels: known.filter((name) => !taken.has(name)),
    pace: { overall: [], each: [] },
    isEachCounted: false,
    slots: SLOTS,
    merging: undefined,
  };
  return [
    ...providers.map(laneOf),
    { ...within, name: "desk", channels: ["desk"], pace: desk.pace },
    within,
  ];
}

function laneOf({ name, pace, maxLength }: Channel): Lane {
  const merging = { afterMs: SLOW_MS, maxLength };
  return { name, channels: [name], pace, isEachCounted: true, slots: SLOTS, merging };
}
