import type { ClaimedDelivery } from "../../core/deliveries.ts";
import { makeDeliver } from "./deliver.ts";
import { lanesOf } from "./lanes.ts";
import type { Lane } from "./lanes.ts";
import { startLoop } from "./loop.ts";
import type { Loop } from "./loop.ts";
import { makePacer } from "./pacer.ts";
import type { WorkTools, WorkerParts } from "./parts.ts";

const IDLE_MS = 500;

/** Those who deliver. */
export interface Senders {
  /** Something may be due by one of these channels, or by any. @returns false when all who could take it are busy. */
  wake(channels?: readonly string[]): boolean;
  /** Channels by which something can leave at once. */
  readyChannels(): string[];
  isRunning(): boolean;
  stop(): Promise<void>;
  /** Sends what somebody else has leased for us, asked for at this time of the monotonic clock. */
  send(deliveries: readonly ClaimedDelivery[], askedAt: number): void;
}

interface Running {
  readonly lane: Lane;
  readonly loop: Loop;
  readonly isReady: () => boolean;
  readonly send: (deliveries: readonly ClaimedDelivery[], askedAt: number) => void;
}

/** Starts them: some for each way out, so that none stands still because another does. */
export function startSenders(parts: WorkerParts, tools: WorkTools): Senders {
  const deliver = makeDeliver({
    deliveries: {
      permit: parts.store.deliveries.permit,
      settle: (...settled) => tools.patiently(() => parts.store.deliveries.settle(...settled)),
    },
    channels: parts.channels.byName,
    loadFile: parts.loadFile,
    desk: parts.desk,
    findPlace: parts.findPlace,
    keepDeskRef: parts.store.handoffs.keepDeskRef,
    onSettled: (result) => parts.metrics.deliveries.inc({ result }),
    random: parts.random,
    monotonic: tools.monotonic,
    leaseMs: parts.leaseMs,
    log: parts.log,
  });
  const running = lanesOf(parts.channels, parts.desk).map((lane) =>
    startLane({ parts, tools, deliver }, lane),
  );
  const forChannels = (channels: readonly string[]): Running[] =>
    running.filter(({ lane }) => lane.channels.some((channel) => channels.includes(channel)));
  return {
    wake: (channels) => {
      const woken = channels ? forChannels(channels) : running;
      return woken.map(({ loop }) => loop.wake()).includes(true);
    },
    readyChannels: () =>
      running.filter(({ isReady }) => isReady()).flatMap(({ lane }) => lane.channels),
    isRunning: () => running.every(({ loop }) => loop.isRunning()),
    stop: async () => {
      await Promise.all(running.map(({ loop }) => loop.stop()));
    },
    send: (deliveries, askedAt) => {
      for (const { lane, send } of running) {
        const ours = deliveries.filter(({ channel }) => lane.channels.includes(channel));
        if (ours.length > 0) send(ours, askedAt);
      }
    },
  };
}

interface LaneTools {
  readonly parts: WorkerParts;
  readonly tools: WorkTools;
  readonly deliver: ReturnType<typeof makeDeliver>;
}

function startLane({ parts, tools, deliver }: LaneTools, lane: Lane): Running {
  const { monotonic, interruptible } = tools;
  const pacer = makePacer(lane.pace, monotonic);
  const { merging } = lane;
  const room = (): number => (lane.isEachCounted ? pacer.room() : Infinity);
  const jobsFor = (deliveries: readonly ClaimedDelivery[], askedAt: number) =>
    deliveries.map(
      (each) => () => interruptible((stop) => deliver(each, { askedAt, pacer, stop })),
    );
  const loop = startLoop({
    name: `deliver ${lane.name}`,
    slots: lane.slots,
    idleMs: IDLE_MS,
    log: parts.log,
    claim: async (free) => {
      const limit = Math.min(free, room());
      if (limit <= 0) {
        setTimeout(loop.wake, pacer.restMs()).unref();
        return [];
      }
      const askedAt = monotonic();
      const { channels } = lane;
      const claim = { channels, limit, leaseMs: parts.leaseMs, merging };
      return jobsFor(await parts.store.deliveries.claim(claim), askedAt);
    },
  });
  return {
    lane,
    loop,
    isReady: () => loop.free() > 0 && room() > 0,
    send: (deliveries, askedAt) => loop.take(jobsFor(deliveries, askedAt)),
  };
}
