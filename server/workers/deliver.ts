import type { Channel, Desk } from "../../core/channel.ts";
import { AppError, toAppError } from "../../core/errors.ts";
import { alwaysOpen } from "../../core/window.ts";
import type { Log } from "../../core/log.ts";
import type {
  ClaimedDelivery,
  Deliveries,
  DeliveryBody,
  Settlement,
} from "../../core/deliveries.ts";

/** A send may take this part of its lease, so that two never send the same message at once. */
const SEND_SHARE = 1 / 3;
const MAX_ATTEMPTS = 12;
/** WhatsApp takes free text for 24 hours only; after that trying on is useless. */
const MAX_AGE_MS = 24 * 60 * 60_000;
/**
 * How long a provider gets to prove by its reports that a send without an answer succeeded. WhatsApp's arrive within
 * seconds; who waits longer keeps the customer waiting for what may never have left.
 */
const RECONCILE_MS = 30_000;

interface DeliverParts {
  readonly deliveries: Pick<Deliveries, "mayBeSent" | "settle">;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly desk: Desk;
  /** The desk's own name of a thread, from when it was opened. */
  readonly deskRefOf: (threadId: string) => Promise<string>;
  readonly keepDeskRef: (threadId: string, deskRef: string) => Promise<void>;
  /** 0..1, so that retries do not come in waves. */
  readonly random: () => number;
  /** Milliseconds that only ever grow, from any start. */
  readonly monotonic: () => number;
  /** How long a delivery stays ours. */
  readonly leaseMs: number;
  readonly log: Log;
  readonly onSettled: (result: Settlement["is"]) => void;
}

/**
 * Sends one leased delivery once, and notes how it ended.
 * @param askedAt when it was asked for, by the monotonic clock.
 */
export function makeDeliver(parts: DeliverParts) {
  return async function deliver(
    delivery: ClaimedDelivery,
    askedAt: number,
    stop: AbortSignal,
  ): Promise<void> {
    const settlement = await attempt(parts, delivery, { askedAt, stop });
    await parts.deliveries.settle(delivery, settlement);
    parts.onSettled(settlement.is);
    if (settlement.is === "sent") return;
    const { id, channel, attempts } = delivery;
    parts.log.warn({ deliveryId: id, channel, attempts, error: settlement.error }, settlement.is);
  };
}

/** Whoever claims it next finds out what has become of it. */
const lost: Settlement = { is: "retry", afterMs: 0, error: "lease_lost" };

async function attempt(
  parts: DeliverParts,
  delivery: ClaimedDelivery,
  { askedAt, stop }: { askedAt: number; stop: AbortSignal },
): Promise<Settlement> {
  const timeoutMs = Math.floor(parts.leaseMs * SEND_SHARE);
  // Whoever slept since may have lost it to another: what cannot end within the lease is not begun.
  if (parts.monotonic() - askedAt > parts.leaseMs - timeoutMs) return lost;
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
  try {
    // And a person may have begun to speak.
    if (!(await parts.deliveries.mayBeSent(delivery, timeoutMs))) return lost;
    return await send(parts, delivery, signal);
  } catch (thrown) {
    const error = signal.aborted ? interrupted(thrown) : toAppError(thrown);
    return afterFailure(parts, delivery, error);
  }
}

/** We gave up, not the other side: whatever words the channel has for that, the message may have left. */
function interrupted(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError("outcome_unknown", "The send was interrupted.", { cause: thrown });
}

/** Another try while there is time for one. What the other side asked for is kept; our own back-off gives way to the end. */
function afterFailure(parts: DeliverParts, delivery: ClaimedDelivery, error: AppError): Settlement {
  const { attempts, ageMs } = delivery;
  const isUnknown = error.code === "outcome_unknown";
  const windowMs = isUnknown && !isRepeatSafe(parts, delivery) ? RECONCILE_MS : 0;
  const askedMs = Math.max(error.retryAfterMs ?? 0, windowMs);
  const leftMs = MAX_AGE_MS - ageMs;
  if (!error.retryable || attempts >= MAX_ATTEMPTS || leftMs <= 0 || askedMs > leftMs) {
    return { is: "dead", error: error.code, mayHaveArrived: isUnknown };
  }
  const afterMs = Math.min(backoffMs(attempts, askedMs, parts.random()), leftMs);
  return { is: isUnknown ? "uncertain" : "retry", afterMs, error: error.code };
}

/** Every desk takes the same id twice; channels say so themselves. */
function isRepeatSafe({ channels }: DeliverParts, { channel, body }: ClaimedDelivery): boolean {
  return body.to === "desk" || channels.get(channel)?.isRepeatSafe === true;
}

async function send(
  parts: DeliverParts,
  { id, channel: name, address, body }: ClaimedDelivery,
  signal: AbortSignal,
): Promise<Settlement> {
  if (body.to === "desk") return sendToDesk(parts, { id, threadId: address, body }, signal);
  const channel = parts.channels.get(name);
  if (!channel) throw new AppError("misconfigured", `There is no channel ${name}.`);
  const { text, choices } = body;
  const words = { kind: "free", text, choices, window: alwaysOpen } as const;
  const receipt = await channel.send({ ...words, deliveryId: id, address }, signal);
  return { is: "sent", ...receipt };
}

async function sendToDesk(
  { desk, deskRefOf, keepDeskRef }: DeliverParts,
  act: { id: string; threadId: string; body: Extract<DeliveryBody, { to: "desk" }> },
  signal: AbortSignal,
): Promise<Settlement> {
  const { id, threadId, body } = act;
  if (body.act === "open") {
    const { summary, kind } = body;
    const known = { reason: "asked", offeredTo: null, customerName: "", transcript: [] } as const;
    const handoff = { ...known, threadId, summary, kind };
    const { deskRef } = await desk.openThread(handoff, signal);
    await keepDeskRef(threadId, deskRef);
  } else {
    const deskRef = await deskRefOf(threadId);
    if (body.act === "close") await desk.closeThread(deskRef, signal);
    else {
      const { text, senderName } = body;
      await desk.mirror({ deskRef, deliveryId: id, text, senderName, isRepeat: false }, signal);
    }
  }
  return { is: "sent", providerId: `${desk.name}-${id}`, status: "delivered" };
}

/** 1 s, 2 s, 4 s … at most 5 min, give or take a quarter, or what the other side asked for if that is longer. */
export function backoffMs(attempts: number, askedMs: number, random: number): number {
  const plain = Math.min(1_000 * 2 ** (attempts - 1), 300_000);
  return Math.max(askedMs, Math.round(plain * (0.75 + random / 2)));
}
