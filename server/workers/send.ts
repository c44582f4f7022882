import type { Channel, OutboundMessage } from "../../core/channel.ts";
import type {
  ClaimedDelivery,
  DeliveryBody,
  SendPermit,
  Settlement,
} from "../../core/deliveries.ts";
import { AppError } from "../../core/errors.ts";
import { alwaysOpen, windowAt } from "../../core/window.ts";
import type { OutboundFile } from "../../core/channel.ts";
import type { FileRef } from "../../core/deliveries.ts";

export interface SendParts {
  readonly channels: ReadonlyMap<string, Channel>;
  /** What is kept of a file. @throws AppError `not_found`. */
  readonly loadFile: (file: FileRef) => Promise<OutboundFile>;
}

type ToCustomer = Extract<DeliveryBody, { to: "customer" }>;

/** Hands a message for a customer to its channel, or holds it while the customer's window is closed. */
export async function send(
  parts: SendParts,
  { delivery, body, permit }: { delivery: ClaimedDelivery; body: ToCustomer; permit: SendPermit },
  signal: AbortSignal,
): Promise<Settlement> {
  const channel = parts.channels.get(delivery.channel);
  if (!channel) throw new AppError("misconfigured", `There is no channel ${delivery.channel}.`);
  const held = { is: "held", seenOpenUntil: permit.openUntil } as const;
  const message = await messageOf(parts, { delivery, body, permit, hasWindow: channel.hasWindow });
  if (!message) return held;
  try {
    return { is: "sent", ...(await channel.send(message, signal)) };
  } catch (thrown) {
    // Our clock said that it is open; the provider's counts.
    if (thrown instanceof AppError && thrown.code === "window_closed") return held;
    throw thrown;
  }
}

interface Words {
  readonly delivery: ClaimedDelivery;
  readonly body: ToCustomer;
  readonly permit: SendPermit;
  readonly hasWindow: boolean;
}

/** @returns undefined for free words when the window is closed. */
async function messageOf(
  { loadFile }: SendParts,
  { delivery, body, permit, hasWindow }: Words,
): Promise<OutboundMessage | undefined> {
  const { id: deliveryId, address, since: firstAt } = delivery;
  const { text, choices, template, file } = body;
  if (template) return { kind: "template", deliveryId, firstAt, address, template };
  const proof = hasWindow ? proofOf(permit) : alwaysOpen;
  if (!proof) return undefined;
  const words = {
    kind: "free",
    deliveryId,
    firstAt,
    address,
    text,
    choices,
    window: proof,
  } as const;
  return file ? { ...words, file: await loadFile(file) } : words;
}

function proofOf({ openUntil, now }: SendPermit) {
  const window = windowAt(openUntil, now);
  return window.is === "open" ? window.proof : undefined;
}
