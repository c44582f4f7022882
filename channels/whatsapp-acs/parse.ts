import { z } from "zod";
import type { Media } from "../../core/conversation.ts";
import { firstAddress, isUserId } from "../address.ts";
import { customerMessage, toMedia } from "../customer-message.ts";
import type { Said } from "../customer-message.ts";
import { firstInstant, subjectPart } from "../event-envelope.ts";
import type { EventEnvelope } from "../event-envelope.ts";
import type { InboundEvent } from "../events.ts";
import { failureParts } from "../failure.ts";
import { OptionalId, OptionalText, optionalObject } from "../fields.ts";
import { unreadable } from "../unreadable.ts";

const Reply = optionalObject({ id: OptionalId, title: OptionalText });

/** Real events leave out fields the documentation promises (azure-docs#121576), so none is required here. */
const AcsMessage = z.looseObject({
  channelType: OptionalText,
  messageId: OptionalId,
  messageType: OptionalText,
  from: OptionalText,
  fromBSUID: OptionalText,
  to: OptionalId,
  receivedTimestamp: OptionalText,
  content: OptionalText,
  media: optionalObject({
    id: OptionalId,
    mimeType: OptionalText,
    fileName: OptionalText,
    caption: OptionalText,
  }),
  button: optionalObject({ text: OptionalText, payload: OptionalId }),
  interactive: optionalObject({ buttonReply: Reply, listReply: Reply }),
  reaction: optionalObject({ emoji: OptionalText }),
});
type AcsMessage = z.infer<typeof AcsMessage>;

/** Reads `AdvancedMessageReceived`: what a customer sent through ACS. */
export function readAcsMessage(event: EventEnvelope, item: unknown): InboundEvent {
  const message = AcsMessage.parse(event.data);
  if (message.channelType !== undefined && message.channelType.toLowerCase() !== "whatsapp") {
    return unreadable("data.channelType is not whatsapp", item);
  }
  const externalId = message.messageId ?? event.id;
  if (externalId === undefined) return unreadable("data.messageId and id are missing", item);
  const sender = subjectPart(event.subject, "sender");
  const address = firstAddress([message.from, message.fromBSUID, sender]);
  if (address === undefined) return unreadable("the sender is missing", item);
  const said = whatWasSaid(message);
  if (said === undefined) return unreadable("data.content is missing", item);

  const envelope = {
    door: "whatsapp-acs" as const,
    externalId,
    address,
    account: message.to ?? subjectPart(event.subject, "recipient") ?? "",
    at: firstInstant([message.receivedTimestamp, event.time]),
    profileName: undefined,
    userId: [message.fromBSUID, sender].find((id) => id !== undefined && isUserId(id)),
  };
  return customerMessage(envelope, said);
}

const MEDIA_KINDS = ["image", "video", "audio", "document", "sticker"] as const;

function whatWasSaid(message: AcsMessage): Said | undefined {
  const type = message.messageType?.toLowerCase() ?? "";
  const { content, reaction } = message;
  const mediaKind = MEDIA_KINDS.find((kind) => kind === type);
  if (mediaKind) return mediaSaid(mediaKind, message);
  if (type === "text") return content === undefined ? undefined : { kind: "text", text: content };
  // An empty emoji takes a reaction back.
  if (type === "reaction") return { kind: "reaction", text: reaction?.emoji ?? "" };
  return saidBySubObject(message);
}

/** Type missing or new to us: whichever part is there tells what it is. */
function saidBySubObject({ interactive, button, reaction, media, content }: AcsMessage): Said {
  const reply = interactive?.buttonReply ?? interactive?.listReply;
  if (reply) return { kind: "choice", text: reply.title ?? "", choiceId: reply.id };
  if (button) return { kind: "choice", text: button.text ?? "", choiceId: button.payload };
  if (reaction) return { kind: "reaction", text: reaction.emoji ?? "" };
  if (media) return mediaSaid(kindByMime(media.mimeType ?? ""), { media, content });
  return content === undefined ? { kind: "unsupported" } : { kind: "text", text: content };
}

function mediaSaid(
  kind: Media["kind"],
  { media, content }: Pick<AcsMessage, "media" | "content">,
): Said {
  const { id, mimeType, fileName, caption } = media ?? {};
  return {
    kind: "media",
    text: caption ?? content,
    media: toMedia({ kind, id, mimeType, fileName }),
  };
}

function kindByMime(mimeType: string): Media["kind"] {
  const family = mimeType.split("/")[0]?.toLowerCase();
  if (family === "application" || family === "text") return "document";
  return MEDIA_KINDS.find((kind) => kind === family) ?? "other";
}

const AcsStatus = z.looseObject({
  messageId: OptionalId,
  status: OptionalText,
  error: optionalObject({ channelCode: OptionalId, channelMessage: OptionalText }),
});

const Progress = z.enum(["sent", "delivered", "read", "failed"]);

/** Reads `AdvancedMessageDeliveryStatusUpdated`: how far a message of ours has come. */
export function readAcsStatus(event: EventEnvelope, item: unknown): InboundEvent {
  const { messageId, status, error } = AcsStatus.parse(event.data);
  const providerId = messageId ?? subjectPart(event.subject, "advancedMessage");
  if (providerId === undefined) return unreadable("data.messageId is missing", item);
  const word = (status ?? subjectPart(event.subject, "status") ?? "").toLowerCase();
  if (word === "") return unreadable("data.status is missing", item);
  const progress = Progress.safeParse(word);
  if (!progress.success) return { type: "ignored", what: "another message status" };
  return {
    type: "status",
    door: "whatsapp-acs",
    providerId,
    status: progress.data,
    ...(progress.data === "failed" ? failureParts(error?.channelCode, error?.channelMessage) : {}),
  };
}
