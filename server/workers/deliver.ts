import type { Channel } from "../../core/channel.ts";
import { AppError, toAppError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { ClaimedDelivery, Deliveries, Settlement } from "../../core/deliveries.ts";
import type { Pacer } from "./pacer.ts";
import { sendToDesk } from "./send-to-desk.ts";
import type { DeskParts } from "./send-to-desk.ts";
import { send } from "./send.ts";
import type { SendParts } from "./send.ts";

/** A send may take this part of its lease, so that two never send the same message at once. */
const SEND_SHARE = 1 / 3;
/** Tries that may each have sent it. What surely was not sent is tried for as long as it is worth anything. */
const MAX_UNKNOWN_ATTEMPTS = 12;
/** An answer of yesterday helps nobody; then it is for people to say what becomes of it. */
const MAX_AGE_MS = 24 * 60 * 60_000;
/**
 * How long a provider gets to prove by its reports that a send without an answer succeeded. WhatsApp's arrive within
 * seconds; who waits longer keeps the customer waiting for what may never have left.
 */
const RECONCILE_MS = 30_000;

export interface DeliverParts extends SendParts, DeskParts {
  readonly deliveries: Pick<Deliveries, "permit" | "settle">;
  /** 0..1, so that retries do not come in waves. */
  readonly random: () => number;
  /** Milliseconds that only ever grow, from any start. */
  readonly monotonic: () => number;
  /** How long a delivery stays ours. */
  readonly leaseMs: number;
  readonly log: Log;
  readonly onSettled: (result: Settlement["is"]) => void;
}

/** Whose turn it is, since when, and who may end it. */
interface Try {
  /** When the delivery was asked for, by the monotonic clock. */
  readonly askedAt: number;
  readonly pacer: Pacer;
  readonly stop: AbortSignal;
}

/** Sends one leased delivery once, and notes how it ended. */
export function makeDeliver(parts: DeliverParts) {
  return async function deliver(delivery: ClaimedDelivery, attempt: Try): Promise<void> {
    const settlement = await tryOnce(parts, delivery, attempt);
    await parts.deliveries.settle(delivery, settlement);
    parts.onSettled(settlement.is);
    if (settlement.is === "sent" || settlement.is === "postponed") return;
    const error = settlement.is === "held" ? "window_closed" : settlement.error;
    const { id, channel, attempts } = delivery;
    parts.log.warn({ deliveryId: id, channel, attempts, error }, settlement.is);
  };
}

/** Whoever claims it next finds out what has become of it. */
const lost: Settlement = { is: "retry", afterMs: 0, error: "lease_lost" };

async function tryOnce(
  parts: DeliverParts,
  delivery: ClaimedDelivery,
  { askedAt, pacer, stop }: Try,
): Promise<Settlement> {
  const timeoutMs = Math.floor(parts.leaseMs * SEND_SHARE);
  // Whoever slept since may have lost it to another: what cannot end within the lease is not begun.
  if (parts.monotonic() - askedAt > parts.leaseMs - timeoutMs) return lost;
  const afterMs = pacer.take(delivery.address, isCounted(delivery));
  if (afterMs > 0) return { is: "postponed", afterMs };
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
  try {
    // And a person may have begun to speak, or the customer's window may have closed.
    const permit = await parts.deliveries.permit(delivery, timeoutMs);
    if (!permit) return lost;
    const { body } = delivery;
    return body.to === "desk"
      ? await sendToDesk(parts, { delivery, body }, signal)
      : await send(parts, { delivery, body, permit }, signal);
  } catch (thrown) {
    const error = signal.aborted ? interrupted(thrown) : toAppError(thrown);
    slowDown(pacer, delivery, error);
    return afterFailure(parts, delivery, error);
  }
}

/** What a desk limits for all threads together is how many are opened. */
function isCounted({ body }: ClaimedDelivery): boolean {
  return body.to === "customer" || body.act === "open";
}

/** We gave up, not the other side: whatever words the channel has for that, the message may have left. */
function interrupted(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError("outcome_unknown", "The send was interrupted.", { cause: thrown });
}

/** What a provider asks of one message holds for the next ones too. */
function slowDown(
  pacer: Pacer,
  { address }: ClaimedDelivery,
  { code, retryAfterMs, concerns }: AppError,
): void {
  if (concerns === "one") pacer.pause(retryAfterMs ?? 0, address);
  else if (code === "rate_limited" || concerns === "all") pacer.pause(retryAfterMs ?? 1_000);
}

/** Another try while there is time for one. What the other side asked for is kept; our own back-off gives way to the end. */
function afterFailure(parts: DeliverParts, delivery: ClaimedDelivery, error: AppError): Settlement {
  const { attempts, ageMs } = delivery;
  const isUnknown = error.code === "outcome_unknown";
  const windowMs = isUnknown && !isRepeatSafe(parts, delivery) ? RECONCILE_MS : 0;
  const askedMs = Math.max(error.retryAfterMs ?? 0, windowMs);
  const leftMs = MAX_AGE_MS - ageMs;
  const isTriedEnough = isUnknown && attempts >= MAX_UNKNOWN_ATTEMPTS;
  if (!error.retryable || isTriedEnough || leftMs <= 0 || askedMs > leftMs) {
    return { is: "dead", error: error.code, mayHaveArrived: isUnknown };
  }
  const afterMs = Math.min(backoffMs(attempts, askedMs, parts.random()), leftMs);
  return { is: isUnknown ? "uncertain" : "retry", afterMs, error: error.code };
}

/** Every desk takes the same id twice; channels say so themselves. */
function isRepeatSafe(
  { channels }: { readonly channels: ReadonlyMap<string, Channel> },
  { channel, body }: ClaimedDelivery,
): boolean {
  return body.to === "desk" || channels.get(channel)?.isRepeatSafe === true;
}

/** 1 s, 2 s, 4 s … at most 5 min, give or take a quarter, or what the other side asked for if that is longer. */
export function backoffMs(attempts: number, askedMs: number, random: number): number {
  const plain = Math.min(1_000 * 2 ** (attempts - 1), 300_000);
  return Math.max(askedMs, Math.round(plain * (0.75 + random / 2)));
}
