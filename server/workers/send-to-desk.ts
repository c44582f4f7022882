import type { Desk, DeskHandoff } from "../../core/channel.ts";
import type { ClaimedDelivery, DeliveryBody, Settlement } from "../../core/deliveries.ts";

/** A handoff with the desk's own name for its thread, if it has been opened there. */
export interface DeskPlace {
  readonly deskRef: string | null;
  readonly handoff: DeskHandoff;
}

export interface DeskParts {
  readonly desk: Desk;
  /** @throws AppError `not_found`. */
  readonly findPlace: (threadId: string) => Promise<DeskPlace>;
  readonly keepDeskRef: (threadId: string, deskRef: string) => Promise<void>;
}

type ToDesk = Extract<DeliveryBody, { to: "desk" }>;

/**
 * Does one act at the desk. A thread that could not be opened when it was due is opened by whatever comes next, so that no
 * customer waits for people who cannot see them.
 */
export async function sendToDesk(
  parts: DeskParts,
  { delivery, body }: { delivery: ClaimedDelivery; body: ToDesk },
  signal: AbortSignal,
): Promise<Settlement> {
  const { desk } = parts;
  const { id, address: threadId, attempts } = delivery;
  const place = await parts.findPlace(threadId);
  const arrived = { is: "sent", providerId: `${desk.name}-${id}`, status: "delivered" } as const;
  if (body.act === "close") {
    if (place.deskRef !== null) await desk.closeThread(place.deskRef, signal);
    return arrived;
  }
  const deskRef = await open(parts, place, signal);
  if (body.act === "mirror") {
    const { text, senderName } = body;
    const line = { deskRef, deliveryId: id, text, senderName, isRepeat: attempts > 1 };
    await desk.mirror(line, signal);
  }
  return arrived;
}

async function open(
  { desk, keepDeskRef }: DeskParts,
  { deskRef: known, handoff }: DeskPlace,
  signal: AbortSignal,
): Promise<string> {
  if (known !== null) return known;
  const { deskRef } = await desk.openThread(handoff, signal);
  await keepDeskRef(handoff.threadId, deskRef);
  return deskRef;
}
