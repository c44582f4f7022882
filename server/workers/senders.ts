import type { ClaimedDelivery } from "../../core/deliveries.ts";
import { makeDeliver } from "./deliver.ts";
import { startLoop } from "./loop.ts";
import type { Loop } from "./loop.ts";
import type { WorkTools, WorkerParts } from "./parts.ts";

const SLOTS = 32;
const IDLE_MS = 500;

/** Those who deliver. */
export interface Senders extends Pick<Loop, "wake" | "free" | "isRunning" | "stop"> {
  /** Sends what somebody else has leased for us, asked for at this time of the monotonic clock. */
  send(deliveries: readonly ClaimedDelivery[], askedAt: number): void;
}

/** Starts them. */
export function startSenders(parts: WorkerParts, tools: WorkTools): Senders {
  const { store, metrics, log, leaseMs } = parts;
  const { monotonic, patiently, interruptible } = tools;
  const deliver = makeDeliver({
    deliveries: {
      mayBeSent: store.deliveries.mayBeSent,
      settle: (...settled) => patiently(() => store.deliveries.settle(...settled)),
    },
    channels: parts.channels.byName,
    deskRefOf: store.handoffs.deskRefOf,
    keepDeskRef: store.handoffs.keepDeskRef,
    onSettled: (result) => metrics.deliveries.inc({ result }),
    desk: parts.desk,
    random: parts.random,
    monotonic,
    leaseMs,
    log,
  });
  const jobsFor = (deliveries: readonly ClaimedDelivery[], askedAt: number) =>
    deliveries.map((each) => () => interruptible((signal) => deliver(each, askedAt, signal)));
  const loop = startLoop({
    name: "deliver",
    slots: SLOTS,
    idleMs: IDLE_MS,
    log,
    claim: async (free) => {
      const askedAt = monotonic();
      return jobsFor(await store.deliveries.claim(free, leaseMs), askedAt);
    },
  });
  return { ...loop, send: (deliveries, askedAt) => loop.take(jobsFor(deliveries, askedAt)) };
}
