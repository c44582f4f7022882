import type { OutboundFile, Template } from "./channel.ts";
import type { Choice } from "./conversation.ts";
import type { HandoffKind } from "./handoff.ts";

/** What is delivered: a customer's message, or an act at the desk. */
export type DeliveryBody =
  | {
      readonly to: "customer";
      readonly text: string;
      readonly choices: readonly Choice[];
      /** Sent instead of the text, which is what people read in the transcript. */
      readonly template?: Template | undefined;
      /** Sent with the text as its caption. */
      readonly file?: FileRef | undefined;
    }
  | {
      readonly to: "desk";
      readonly act: "open";
      readonly summary: string;
      readonly kind: HandoffKind;
    }
  | {
      readonly to: "desk";
      readonly act: "mirror";
      readonly text: string;
      readonly senderName: string;
    }
  | { readonly to: "desk"; readonly act: "close" };

/** A file that the house keeps for sending. */
export interface FileRef {
  readonly id: string;
  readonly kind: OutboundFile["kind"];
  readonly mimeType: string;
  readonly fileName: string;
  /** In bytes. */
  readonly size?: number | undefined;
}

/** A delivery leased for one try. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly conversationId: string;
  readonly fence: number;
  readonly channel: string;
  readonly address: string;
  readonly attempts: number;
  /** Since it was written, by the database's clock alone. */
  readonly ageMs: number;
  /** When it was written, or its window opened again, in milliseconds since the Unix epoch; the same at every try. */
  readonly since: number;
  readonly body: DeliveryBody;
}

/**
 * How a try ended. `retry`: surely not sent. `uncertain`: nobody knows; until it is tried again the provider's report may
 * still prove that it arrived.
 */
export type Settlement =
  | { readonly is: "sent"; readonly providerId: string; readonly status: "sent" | "delivered" }
  | { readonly is: "retry"; readonly afterMs: number; readonly error: string }
  | { readonly is: "uncertain"; readonly afterMs: number; readonly error: string }
  /** Not tried at all: it would have been too fast. */
  | { readonly is: "postponed"; readonly afterMs: number }
  /** The customer's window was seen closed, as it stood then: it waits until they write again. */
  | { readonly is: "held"; readonly seenOpenUntil: number | null }
  | { readonly is: "dead"; readonly error: string; readonly mayHaveArrived: boolean };

/** Messages on their way to one address each. Every method is one transaction. */
export interface Deliveries {
  /** Leases the head of up to `limit` destinations' lines, of these channels only. */
  claim(claim: DeliveryClaim): Promise<ClaimedDelivery[]>;
  /**
   * Asked right before a send: is it still ours, and may it still be said? Undefined when the lease has been taken over or
   * runs out within `neededMs`, and for the bot when a person has claimed the conversation since.
   */
  permit(delivery: ClaimedDelivery, neededMs: number): Promise<SendPermit | undefined>;
  /** Notes how a try ended; ignored when the delivery was leased again meanwhile. */
  settle(delivery: ClaimedDelivery, settlement: Settlement): Promise<void>;
  /**
   * A provider's report; moves a message only forwards. One that names a message we do not know yet is kept for a day: it
   * may have overtaken our own note of what was sent.
   * @returns false for a message that is not ours, or not yet.
   */
  report(report: StatusReport): Promise<boolean>;
  /** Sets aside what waited a month for its customer to write. @returns how many. */
  expireHeld(): Promise<number>;
  /** Dead letters, those that died last first, at most `limit`, from the one after `before` on. */
  listDead(limit: number, before?: DeadLetterPlace): Promise<DeadLetter[]>;
  countDead(): Promise<number>;
  /**
   * Puts a dead letter at the end of its destination's line as a new delivery, because a person says so; it is listed no more.
   * @returns the new delivery's id.
   * @throws AppError `not_found`; `conflict` when it was sent again before, is a customer's input, or is the bot's while a
   * person has the conversation.
   */
  sendAgain(id: string, by: string): Promise<string>;
  /**
   * Takes a dead letter off the list, because a person says that it needs nothing more.
   * @throws AppError `not_found`; `conflict` when somebody decided before, or it has arrived after all.
   */
  putAway(id: string, by: string): Promise<void>;
}

/** Which deliveries to lease, and for how long. */
export interface DeliveryClaim {
  readonly channels: readonly string[];
  readonly limit: number;
  readonly leaseMs: number;
  /** What waits in one line may leave as one message, if its provider is slow. */
  readonly merging?: Merging | undefined;
}

/** When what waits in one line leaves as one message. */
export interface Merging {
  /** Only once the first of them has waited this long: then the provider is slow, or slows us down. */
  readonly afterMs: number;
  /** Longest text of the whole, in UTF-16 code units. */
  readonly maxLength: number;
}

/** What is known, by the database's clock, at the moment of sending. */
export interface SendPermit {
  readonly now: number;
  /** Until when the customer takes free words by this channel; null when they never wrote there. */
  readonly openUntil: number | null;
}

/** Where a dead letter stands in the list. */
export interface DeadLetterPlace {
  readonly diedAt: number;
  readonly id: string;
}

/** A delivery or an input that nobody will try again unless a person does. */
export interface DeadLetter extends DeadLetterPlace {
  /** Only a `delivery` can be sent again; an `input` was answered by an apology, and can be read here. */
  readonly kind: "delivery" | "input";
  readonly conversationId: string;
  /** The customer's. */
  readonly address: string;
  /** The thread at the desk that an act was for. */
  readonly threadId: string | null;
  /** The channel of a delivery, the door of an input. */
  readonly channel: string;
  /** What was to be said, or was said to us; empty when it was an act without words. */
  readonly text: string;
  /** An act at the desk (`open`, `mirror`, `close`) or the kind of an input; null for a message to a customer. */
  readonly act: string | null;
  /** A code of `core/errors.ts`, or what the provider reported. */
  readonly error: string;
  readonly attempts: number;
  readonly createdAt: number;
  /** Nobody knows whether a try succeeded: sent again, the customer may read it twice. */
  readonly mayHaveArrived: boolean;
}

export interface StatusReport {
  readonly channel: string;
  readonly providerId: string;
  /** Our delivery id, when the provider echoes it. */
  readonly correlation?: string | undefined;
  readonly status: "sent" | "delivered" | "read" | "failed";
  /** Why it failed, in the provider's words; `window_closed` when the customer last wrote too long ago. */
  readonly error?: string | undefined;
}
