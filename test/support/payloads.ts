import { createHmac, randomUUID } from "node:crypto";
import { received } from "./house.ts";

/** The same Event Grid event as CloudEvents writes it. */
export function cloudEvent(event: ReturnType<typeof received>) {
  const { id, topic, subject, eventType, eventTime, data } = event;
  return { specversion: "1.0", id, source: topic, subject, type: eventType, time: eventTime, data };
}

/** An Event Grid event: how far a message of ours has come, by ACS. */
export function acsStatus(providerId: string, status: string) {
  const data = { channelType: "whatsapp", messageId: providerId, status };
  const event = received("+14255550101", {});
  const eventType = "Microsoft.Communication.AdvancedMessageDeliveryStatusUpdated";
  return { ...event, eventType, data };
}

/** What a chat event of ACS says besides its kind. */
interface ChatEvent {
  readonly threadId: string;
  readonly messageId?: string;
  readonly text?: string;
  readonly senderName?: string;
  readonly senderRawId?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** An Event Grid event of ACS chat: somebody wrote in a thread. */
export function chatEvent(kind: "" | "InThread", event: ChatEvent) {
  const { threadId, messageId = randomUUID(), text = "Hello", senderName = "Dana" } = event;
  return threadEvent(`ChatMessageReceived${kind}`, threadId, {
    messageBody: text,
    messageId,
    type: "Text",
    senderDisplayName: senderName,
    senderCommunicationIdentifier: { rawId: event.senderRawId ?? "8:acs:dana" },
    metadata: event.metadata ?? {},
  });
}

/** An Event Grid event about a thread of ACS chat. */
export function threadEvent(kind: string, threadId: string, data: object = {}) {
  return {
    id: randomUUID(),
    topic: "/subscriptions/s/providers/microsoft.communication/communicationservices/harbour",
    subject: `thread/${threadId}`,
    eventType: `Microsoft.Communication.${kind}`,
    dataVersion: "1.0",
    metadataVersion: "1",
    eventTime: "2026-11-22T12:00:00Z",
    data: { threadId, ...data },
  };
}

/** A message as Meta's Cloud API writes it. */
export function metaMessage(from: string, text: string, id: string = `wamid.${randomUUID()}`) {
  const timestamp = "1795348800";
  return { id, from: from.replace("+", ""), timestamp, type: "text", text: { body: text } };
}

/** A delivery of Meta's Cloud API. */
export function metaPayload(value: {
  readonly messages?: readonly object[];
  readonly statuses?: readonly object[];
}) {
  const metadata = { display_phone_number: "14255550000", phone_number_id: "1001" };
  const change = {
    field: "messages",
    value: { messaging_product: "whatsapp", metadata, ...value },
  };
  return { object: "whatsapp_business_account", entry: [{ id: "waba", changes: [change] }] };
}

/** The header with which Meta proves that a body is its own. */
export function signature(
  body: string | Buffer,
  appSecret: string,
): Readonly<Record<string, string>> {
  const hash = createHmac("sha256", appSecret).update(body).digest("hex");
  return { "x-hub-signature-256": `sha256=${hash}` };
}
