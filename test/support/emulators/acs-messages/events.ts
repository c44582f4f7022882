import type { GridEvent } from "../event-grid.ts";
import { isFile } from "../written.ts";
import type { Written } from "../written.ts";

interface Around {
  readonly channelId: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** How far a message has come; `code` and its words are WhatsApp's. */
export interface Progress {
  readonly messageId: string;
  readonly to: string;
  readonly status: "Sent" | "Delivered" | "Read" | "Failed";
  readonly error?: { readonly channelCode: string; readonly channelMessage: string };
}

/** `AdvancedMessageDeliveryStatusUpdated`. */
export function statusEvent(progress: Progress, { channelId, at }: Around): GridEvent {
  const { messageId, to, status, error } = progress;
  return {
    type: "Microsoft.Communication.AdvancedMessageDeliveryStatusUpdated",
    subject: `advancedMessage/${messageId}/status/${status}`,
    data: {
      messageId,
      status,
      channelType: "whatsapp",
      from: channelId,
      ...(to.startsWith("+") ? { to: to.slice(1) } : { to: "", toBSUID: to }),
      receivedTimestamp: toSeconds(at),
      ...(error ? { error } : {}),
    },
  };
}

interface Received {
  readonly messageId: string;
  /** E.164 or a WhatsApp user id. */
  readonly customer: string;
  readonly what: Written;
  /** The id under which the file was stored. */
  readonly mediaId: string | undefined;
}

/** `AdvancedMessageReceived`. */
export function receivedEvent(received: Received, { channelId, at }: Around): GridEvent {
  const { messageId, customer, what, mediaId } = received;
  const isNumber = customer.startsWith("+");
  const sender = isNumber ? customer.slice(1) : customer;
  return {
    type: "Microsoft.Communication.AdvancedMessageReceived",
    subject: `advancedMessage/sender/${sender}/recipient/${channelId}`,
    data: {
      ...content(what, mediaId),
      channelType: "whatsapp",
      messageId,
      from: isNumber ? sender : "",
      ...(isNumber ? {} : { fromBSUID: customer }),
      to: channelId,
      receivedTimestamp: toSeconds(at),
    },
  };
}

function content(what: Written, mediaId: string | undefined): object {
  if (isFile(what)) {
    const { kind, mimeType, fileName, caption } = what;
    const animated = kind === "sticker" ? { animated: false } : {};
    return { messageType: kind, media: { mimeType, id: mediaId, fileName, caption, ...animated } };
  }
  switch (what.kind) {
    case "text":
      return { messageType: "text", content: what.text };
    case "button":
    case "row": {
      const type = what.kind === "button" ? "buttonReply" : "listReply";
      const reply = { id: what.id, title: what.title };
      return { messageType: "interactive", interactive: { type, [type]: reply } };
    }
    case "quick_reply":
      return { messageType: "button", button: { text: what.text, payload: what.payload } };
    case "reaction": {
      const { messageId, emoji } = what;
      return { messageType: "reaction", reaction: { messageId, emoji } };
    }
    case "lost_file":
      return {
        messageType: "image",
        error: { channelCode: "131052", channelMessage: "Media download error" },
      };
    case "location":
      // No part is documented for it, so it comes with none.
      return { messageType: "unknown" };
  }
}

/** ACS writes seconds, with the offset of UTC. */
function toSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "+00:00");
}
