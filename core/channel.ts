import type { Choice } from "./conversation.ts";
import type { HandoffKind, HandoffReason } from "./handoff.ts";
import type { OpenWindow } from "./window.ts";

interface Addressed {
  /** A UUID; the idempotency key towards providers that know one. */
  readonly deliveryId: string;
  /** When it was first to be sent, in milliseconds since the Unix epoch; the same at every try. */
  readonly firstAt: number;
  /** E.164 with "+", or a WhatsApp user id such as "US.1349". */
  readonly address: string;
}

/** Free words, with or without a file. Nobody can make one without proof that the window is open. */
export interface FreeMessage extends Addressed {
  readonly kind: "free";
  /** No longer than the channel's `maxLength`; empty only beside a file, whose caption it is. */
  readonly text: string;
  /** Tappable answers, in order; empty when there is nothing to choose. */
  readonly choices: readonly Choice[];
  readonly file?: OutboundFile | undefined;
  readonly window: OpenWindow;
}

/** A text that WhatsApp has approved beforehand; the only thing it takes outside the window. */
export interface TemplateMessage extends Addressed {
  readonly kind: "template";
  readonly template: Template;
}

/** One delivery as a channel sees it. */
export type OutboundMessage = FreeMessage | TemplateMessage;

export interface Template {
  /** As it is registered with WhatsApp. */
  readonly name: string;
  /** WhatsApp's code of its language, such as "en_US" or "es". */
  readonly locale: string;
  /** What stands in for {{1}}, {{2}} … in its body. */
  readonly parameters: readonly string[];
}

/** A file on its way to a customer. */
export interface OutboundFile {
  readonly kind: "image" | "video" | "audio" | "document";
  readonly mimeType: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Where the provider can fetch it itself; undefined when this server has no address in the internet. */
  readonly url: string | undefined;
}

/** What a provider answered: its own id for the message and how far it has come. */
export interface SendReceipt {
  /** Unique within the channel; later status events name it. */
  readonly providerId: string;
  /** `delivered` only where sending is the same as arriving. */
  readonly status: "sent" | "delivered";
}

/** At most `count` within any `perMs` milliseconds. */
export interface Limit {
  readonly count: number;
  readonly perMs: number;
}

/** How fast a provider may be used. What is over a limit waits in its line; nobody else's line waits with it. */
export interface Pace {
  /** For everything we send there together. */
  readonly overall: readonly Limit[];
  /** For each address, or each thread of a desk. */
  readonly each: readonly Limit[];
}

/** A file that a customer sent, on its way to the person who looks at it. */
export interface Download {
  readonly mimeType: string;
  /** In bytes, where the provider tells. */
  readonly length: number | undefined;
  /** Fails with AppError `upstream_unavailable` when it ends early or is not what the provider promised. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** One way of reaching customers. */
export interface Channel {
  readonly name: string;
  /** Longest text one message may hold, in UTF-16 code units. */
  readonly maxLength: number;
  /** Does the provider send a message whose id it has seen only once? Then another try can do no harm. */
  readonly isRepeatSafe: boolean;
  /** Does it take free words only for a while after the customer last wrote? */
  readonly hasWindow: boolean;
  readonly pace: Pace;
  /**
   * Hands one message to the provider once; whoever calls decides about another try.
   * @throws AppError `rate_limited` | `upstream_unavailable` (surely not sent), `outcome_unknown` (it may have been sent),
   * `window_closed` (only a template would have been taken), `upstream_rejected` (final)
   */
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendReceipt>;
  /**
   * Shows the customer that their message was read and, if wanted, that an answer is being written. A courtesy: it may be
   * left out, and whoever calls does not mind when it fails.
   */
  markRead?(externalId: string, options: { isTyping: boolean }, signal: AbortSignal): Promise<void>;
  /**
   * Fetches what a customer sent, by the id in their message, never by an address.
   * @throws AppError `not_found` when it is gone, `rate_limited`, `upstream_unavailable`, `upstream_rejected`
   */
  download?(mediaId: string, signal: AbortSignal): Promise<Download>;
}

/** A handoff as the desk needs to know it to open a place for it. */
export interface DeskHandoff {
  readonly threadId: string;
  /** Plain text, at most 4,000 characters. */
  readonly summary: string;
  readonly kind: HandoffKind;
  readonly reason: HandoffReason;
  /** The person it is offered to first, by name. */
  readonly offeredTo: string | null;
  /** The customer's name, or their address while nobody knows it. */
  readonly customerName: string;
  /** What was said so far, oldest first; of what does not fit the end is shown. */
  readonly transcript: readonly DeskLine[];
}

/** One line of a transcript as people at the desk read it. */
export interface DeskLine {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly speaker: string;
  readonly text: string;
}

/** One line of the conversation that people at the desk should see. */
export interface DeskMessage {
  /** The desk's name for the thread, as `openThread` returned it. */
  readonly deskRef: string;
  readonly deliveryId: string;
  readonly text: string;
  readonly senderName: string;
  /** It was tried before and may be there already. */
  readonly isRepeat: boolean;
}

/**
 * Where people work. Every method may be called again with the same ids after a crash.
 * All of them throw AppError `rate_limited` | `upstream_unavailable` | `outcome_unknown` (retryable), `upstream_rejected` (final).
 */
export interface Desk {
  readonly name: string;
  /** `overall` counts the threads that are opened, `each` what is written in one. */
  readonly pace: Pace;
  /** Longest text one line may hold, in UTF-16 code units. */
  readonly maxLength: number;
  /** Opens a thread for a handoff, with summary and transcript as its first line; called again, it finds the same one. */
  openThread(handoff: DeskHandoff, signal: AbortSignal): Promise<{ readonly deskRef: string }>;
  /** Shows one line of the conversation in the thread. */
  mirror(message: DeskMessage, signal: AbortSignal): Promise<void>;
  /** Ends the thread; one that has already gone is no error. */
  closeThread(deskRef: string, signal: AbortSignal): Promise<void>;
}
