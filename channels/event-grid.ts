import { z } from "zod";
import { readParticipantRemoved, readPersonMessage, readThreadDeleted } from "./acs-chat/parse.ts";
import { EventEnvelope } from "./event-envelope.ts";
import type { InboundEvent } from "./events.ts";
import { asList, Id } from "./fields.ts";
import { readAlone, unreadable } from "./unreadable.ts";
import { readAcsMessage, readAcsStatus } from "./whatsapp-acs/parse.ts";

type Reader = (event: EventEnvelope, item: unknown) => InboundEvent;

/** What we subscribe to. Edits, deletions and everything else are acknowledged and ignored. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["Microsoft.Communication.AdvancedMessageReceived", readAcsMessage],
  ["Microsoft.Communication.AdvancedMessageDeliveryStatusUpdated", readAcsStatus],
  ["Microsoft.Communication.ChatMessageReceived", readPersonMessage],
  ["Microsoft.Communication.ChatMessageReceivedInThread", readPersonMessage],
  ["Microsoft.Communication.ChatThreadDeleted", readThreadDeleted],
  ["Microsoft.Communication.ChatThreadParticipantRemoved", readParticipantRemoved],
  ["Microsoft.EventGrid.SubscriptionValidationEvent", readValidation],
]);

/** Does this body come from Event Grid, in its own schema or as CloudEvents, one event or many? */
export function isEventGrid(body: unknown): boolean {
  // Nobody else sends a list; one with broken or no events is still Event Grid's.
  return Array.isArray(body) || isEvent(body);
}

function isEvent(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("eventType" in value) return true;
  const isCloudEvent = "source" in value || "specversion" in value || "data" in value;
  return "type" in value && isCloudEvent;
}

/**
 * Reads every event of an Event Grid delivery, in order.
 * @returns one entry per event; never throws.
 */
export function parseEventGrid(body: unknown): InboundEvent[] {
  return asList(body).map((item) => readAlone(item, () => readEvent(item)));
}

function readEvent(item: unknown): InboundEvent {
  const event = EventEnvelope.parse(item);
  if (event.type === undefined) return unreadable("eventType or type is missing", item);
  const read = READERS.get(event.type);
  return read ? read(event, item) : { type: "ignored", what: event.type };
}

const Validation = z.looseObject({ validationCode: Id });

function readValidation(event: EventEnvelope): InboundEvent {
  return { type: "validation", code: Validation.parse(event.data).validationCode };
}
