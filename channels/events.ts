import type { Door, Media } from "../core/conversation.ts";

/** The doors through which WhatsApp comes in. */
export type WhatsAppDoor = Exclude<Door, "chat">;

/** What one customer sent, whichever provider brought it. */
export interface CustomerMessage {
  readonly type: "message";
  readonly door: WhatsAppDoor;
  /** The provider's id; the same message delivered twice has the same one. */
  readonly externalId: string;
  /** E.164 with "+", or a WhatsApp user id such as "US.1349". */
  readonly address: string;
  /** The WhatsApp user id, where the provider tells it beside a phone number. */
  readonly userId?: string;
  /** Whom the customer wrote to: ACS channel id or Meta phone number id. */
  readonly account: string;
  /** Milliseconds since the Unix epoch by the provider's clock, to the second; does not order a burst. */
  readonly at: number | undefined;
  /** What was said: text, caption, title of a choice or emoji; cleaned, at most 4,096; empty only for media and unsupported. */
  readonly text: string;
  /** The id behind a tapped button or list row. */
  readonly choiceId?: string;
  readonly media?: Media;
  readonly kind: "text" | "choice" | "media" | "reaction" | "unsupported";
  /** The name customers gave themselves in WhatsApp; proves nothing. */
  readonly profileName?: string;
}

/** How far a message of ours has come. */
export interface DeliveryStatus {
  readonly type: "status";
  readonly door: WhatsAppDoor;
  /** What the channel's `send` returned. */
  readonly providerId: string;
  readonly status: "sent" | "delivered" | "read" | "failed";
  readonly error?: { readonly code: string; readonly message?: string };
  /** It failed because the customer last wrote too long ago: a template would have been taken, and these words may wait. */
  readonly isWindowClosed?: true;
  /** The delivery id we sent along, where the provider gives it back (Meta). */
  readonly correlation?: string;
}

/** A customer has another number or user id now. */
export interface AddressChanged {
  readonly type: "address_changed";
  readonly door: WhatsAppDoor;
  /** The provider's id; the same news told twice has the same one. */
  readonly externalId: string;
  /** The old one: whoever writes from it from now on is nobody we know. */
  readonly address: string;
}

/** What was written in a desk thread: by a person, or by us (then with a `deliveryId`). */
export interface PersonMessage {
  readonly type: "person_message";
  /** `threadId:messageId`; the two event kinds that report one message share it. */
  readonly externalId: string;
  readonly threadId: string;
  readonly senderRawId: string;
  readonly senderName: string;
  readonly text: string;
  /** From the message's metadata: our own mirrored message. */
  readonly deliveryId?: string;
}

/** A desk thread lost a participant or is gone altogether. */
export interface ThreadEnded {
  readonly type: "person_left" | "thread_deleted";
  readonly threadId: string;
  readonly externalId: string;
  /** The raw id of whoever left. */
  readonly who?: string;
}

/** One thing that happened outside, in the words of the house; all parsers return these and none of them throws. */
export type InboundEvent =
  | CustomerMessage
  | DeliveryStatus
  | AddressChanged
  | PersonMessage
  | ThreadEnded
  /** The other side asks whether we are who we say; answered with the code. */
  | { readonly type: "validation"; readonly code: string }
  /** Understood and of no consequence. `what` says what it was, without what people wrote. */
  | { readonly type: "ignored"; readonly what: string }
  /** Not understood; goes to quarantine with its `item`. */
  | { readonly type: "unreadable"; readonly reason: string; readonly item: unknown };
