import { isUserId } from "../channels/address.ts";
import type { CustomerMessage, DeliveryStatus, InboundEvent } from "../channels/events.ts";
import type { Deliveries } from "../core/deliveries.ts";
import type { Mailbox } from "../core/ports.ts";
import type { Quarantine } from "../core/stores.ts";
import { keepUnreadable } from "./keep-unreadable.ts";
import type { WebhookCounts } from "./schemas.ts";

interface TakeInParts {
  readonly mailbox: Pick<Mailbox<never>, "acceptMessages" | "addressChanged">;
  readonly deliveries: Pick<Deliveries, "report">;
  readonly quarantine: Quarantine;
  /** Which channel's deliveries a door's status events are about. */
  readonly channelOf: (door: DeliveryStatus["door"]) => string;
  readonly onAccepted: () => void;
}

/** Stores what a WhatsApp payload brought, all of it before anybody is told so. @param payload the bytes the events are from. */
export type TakeIn = (events: readonly InboundEvent[], payload: Buffer) => Promise<WebhookCounts>;

/** Makes the way in for WhatsApp. */
export function makeTakeIn(parts: TakeInParts): TakeIn {
  return async function takeIn(events, payload) {
    const messages = events.filter((event) => event.type === "message");
    // A reaction asks nothing and answers nothing.
    const wanted = messages.filter(({ kind }) => kind !== "reaction");
    const accepted = await parts.mailbox.acceptMessages(wanted.map(toMessage));
    const statuses = events.filter((event) => event.type === "status");
    for (const status of statuses) await parts.deliveries.report(toReport(status));
    for (const { door, externalId, address } of changesIn(events)) {
      await parts.mailbox.addressChanged(door, externalId, address);
    }
    const quarantined = await keepUnreadable(parts.quarantine, "webhook", { events, payload });
    const fresh = accepted.filter(({ isDuplicate }) => !isDuplicate).length;
    if (fresh > 0) parts.onAccepted();
    const counted = wanted.length + statuses.length + quarantined;
    return {
      accepted: fresh,
      duplicates: accepted.length - fresh,
      statuses: statuses.length,
      ignored: events.length - counted,
      quarantined,
    };
  };

  function toReport(event: DeliveryStatus) {
    return {
      channel: parts.channelOf(event.door),
      providerId: event.providerId,
      correlation: event.correlation,
      status: event.status,
      error: event.isWindowClosed ? "window_closed" : event.error?.code,
    };
  }
}

/** Whose address belongs to somebody else now. */
function changesIn(events: readonly InboundEvent[]) {
  return events.filter((event) => event.type === "address_changed");
}

/** Somebody who hides the number is known by the user id alone. */
function userIdIn(address: string): string | undefined {
  return isUserId(address) ? address : undefined;
}

function toMessage(event: CustomerMessage) {
  const { door, externalId, address, userId, account, at, text, choiceId, kind } = event;
  // What we cannot read ourselves, people may.
  const media = event.media ?? (kind === "unsupported" ? { kind: "other" as const } : undefined);
  const from = { address, userId: userId ?? userIdIn(address), account, at, door };
  return { source: door, externalId, ...from, text, choiceId, media };
}
