import type { Choice } from "./conversation.ts";
import type { HandoffKind } from "./handoff.ts";

/** One delivery as a channel sees it: what to say, to whom, and the id that makes a second try recognisable. */
export interface OutboundMessage {
  /** A UUID; the idempotency key towards providers that know one. */
  readonly deliveryId: string;
  /** E.164 with "+", or a WhatsApp user id such as "US.1349". */
  readonly address: string;
  /** Not empty, and no longer than the channel's `maxLength`. */
  readonly text: string;
  /** Tappable answers, in order; empty when there is nothing to choose. */
  readonly choices: readonly Choice[];
}

/** What a provider answered: its own id for the message and how far it has come. */
export interface SendReceipt {
  /** Unique within the channel; later status events name it. */
  readonly providerId: string;
  /** `delivered` only where sending is the same as arriving. */
  readonly status: "sent" | "delivered";
}

/** One way of reaching customers. */
export interface Channel {
  readonly name: string;
  /** Longest text one message may hold, in UTF-16 code units. */
  readonly maxLength: number;
  /** Does the provider send a message whose id it has seen only once? Then another try can do no harm. */
  readonly isRepeatSafe: boolean;
  /**
   * Hands one message to the provider once; whoever calls decides about another try.
   * @throws AppError `rate_limited` | `upstream_unavailable` (surely not sent), `outcome_unknown` (it may have been sent),
   * `upstream_rejected` (final)
   */
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendReceipt>;
}

/** A handoff as the desk needs to know it to open a place for it. */
export interface DeskHandoff {
  readonly threadId: string;
  /** Plain text, at most 4,000 characters. */
  readonly summary: string;
  readonly kind: HandoffKind;
}

/** One line of the conversation that people at the desk should see. */
export interface DeskMessage {
  /** The desk's name for the thread, as `openThread` returned it. */
  readonly deskRef: string;
  readonly deliveryId: string;
  readonly text: string;
  readonly senderName: string;
}

/**
 * Where people work. Every method may be called again with the same ids after a crash.
 * All of them throw AppError `rate_limited` | `upstream_unavailable` | `outcome_unknown` (retryable), `upstream_rejected` (final).
 */
export interface Desk {
  readonly name: string;
  /** Opens a thread for a handoff, the summary as its first line. */
  openThread(handoff: DeskHandoff, signal: AbortSignal): Promise<{ readonly deskRef: string }>;
  /** Shows one line of the conversation in the thread. */
  mirror(message: DeskMessage, signal: AbortSignal): Promise<void>;
  /** Ends the thread; one that has already gone is no error. */
  closeThread(deskRef: string, signal: AbortSignal): Promise<void>;
}
