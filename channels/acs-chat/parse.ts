import { z } from "zod";
import { cleanName, cleanText, isBlank } from "../clean-text.ts";
import { subjectPart } from "../event-envelope.ts";
import type { EventEnvelope } from "../event-envelope.ts";
import type { InboundEvent } from "../events.ts";
import { OptionalId, OptionalText, optionalObject, present } from "../fields.ts";
import { htmlToText } from "../html-text.ts";
import { unreadable } from "../unreadable.ts";

/** A chat message holds at most 28 KB; what a person wrote is kept whole and split when it is sent. */
const MAX_PERSON_TEXT = 28 * 1_024;

const Identifier = optionalObject({
  rawId: OptionalId,
  communicationUser: optionalObject({ id: OptionalId }),
});

const ChatMessage = z.looseObject({
  threadId: OptionalId,
  messageId: OptionalId,
  messageBody: OptionalText,
  type: OptionalText,
  senderDisplayName: OptionalText,
  senderCommunicationIdentifier: Identifier,
  /** Only in `ChatMessageReceived`. */
  senderId: OptionalId,
  /** What we put there when we mirror a customer's message. */
  metadata: optionalObject({ deliveryId: OptionalId }),
});

/** Reads what someone wrote in a desk thread; both event kinds that report it give the same `externalId`. */
export function readPersonMessage(event: EventEnvelope, item: unknown): InboundEvent {
  const message = ChatMessage.parse(event.data);
  const threadId = message.threadId ?? subjectPart(event.subject, "thread");
  const senderRawId =
    rawIdOf(message.senderCommunicationIdentifier) ??
    message.senderId ??
    subjectPart(event.subject, "sender");
  if (threadId === undefined) return unreadable("data.threadId is missing", item);
  if (message.messageId === undefined) return unreadable("data.messageId is missing", item);
  // Without a sender nobody can tell whether this is our own message coming back.
  if (senderRawId === undefined) return unreadable("the sender is missing", item);

  const body = message.messageBody ?? "";
  const isHtml = /html/i.test(message.type ?? "");
  const text = cleanText(isHtml ? htmlToText(body) : body, MAX_PERSON_TEXT);
  if (isBlank(text)) return { type: "ignored", what: "empty chat message" };
  return {
    type: "person_message",
    externalId: `${threadId}:${message.messageId}`,
    threadId,
    senderRawId,
    senderName: cleanName(message.senderDisplayName) ?? "",
    text,
    ...present("deliveryId", message.metadata?.deliveryId),
  };
}

const Removal = z.looseObject({
  threadId: OptionalId,
  version: OptionalId,
  participantRemoved: optionalObject({ participantCommunicationIdentifier: Identifier }),
});

/** Reads that someone left a desk thread or was taken out of it. */
export function readParticipantRemoved(event: EventEnvelope, item: unknown): InboundEvent {
  const removal = Removal.parse(event.data);
  const threadId = removal.threadId ?? subjectPart(event.subject, "thread");
  if (threadId === undefined) return unreadable("data.threadId is missing", item);
  const who =
    rawIdOf(removal.participantRemoved?.participantCommunicationIdentifier) ??
    subjectPart(event.subject, "participant");
  // People may come back and leave again: the thread's version tells one leaving from the next.
  const occasion = removal.version ?? event.id ?? "";
  const externalId = `${threadId}:left:${who ?? ""}:${occasion}`;
  return { type: "person_left", threadId, externalId, ...present("who", who) };
}

const Deletion = z.looseObject({
  threadId: OptionalId,
  deletedByCommunicationIdentifier: Identifier,
});

/** Reads that a desk thread is gone. */
export function readThreadDeleted(event: EventEnvelope, item: unknown): InboundEvent {
  const deletion = Deletion.parse(event.data);
  const threadId = deletion.threadId ?? subjectPart(event.subject, "thread");
  if (threadId === undefined) return unreadable("data.threadId is missing", item);
  const who = rawIdOf(deletion.deletedByCommunicationIdentifier);
  return {
    type: "thread_deleted",
    threadId,
    externalId: `${threadId}:deleted`,
    ...present("who", who),
  };
}

function rawIdOf(identifier: z.infer<typeof Identifier>): string | undefined {
  return identifier?.rawId ?? identifier?.communicationUser?.id;
}
