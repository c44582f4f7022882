import type { Choice } from "./conversation.ts";
import type { HandoffKind } from "./handoff.ts";

/** What is delivered: a customer's message, or an act at the desk. */
export type DeliveryBody =
  | { readonly to: "customer"; readonly text: string; readonly choices: readonly Choice[] }
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

/** A delivery leased for one try. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly conversationId: string;
  readonly fence: number;
  readonly channel: string;
  readonly address: string;
  readonly attempts: number;
  readonly createdAt: number;
  readonly body: DeliveryBody;
}

/** How a try ended. */
export type Settlement =
  | { readonly is: "sent"; readonly providerId: string; readonly status: "sent" | "delivered" }
  | { readonly is: "retry"; readonly afterMs: number; readonly error: string }
  | { readonly is: "dead"; readonly error: string };

/** Messages on their way to one address each. Every method is one transaction. */
export interface Deliveries {
  /** Leases the head of up to `limit` destinations' lines. */
  claim(limit: number, leaseMs: number): Promise<ClaimedDelivery[]>;
  /** Notes how a try ended; ignored when the delivery was leased again meanwhile. */
  settle(delivery: ClaimedDelivery, settlement: Settlement): Promise<void>;
  /** A provider's report; moves a message only forwards. @returns false for a message that is not ours. */
  report(report: StatusReport): Promise<boolean>;
}

export interface StatusReport {
  readonly channel: string;
  readonly providerId: string;
  /** Our delivery id, when the provider echoes it. */
  readonly correlation?: string | undefined;
  readonly status: "sent" | "delivered" | "read" | "failed";
  readonly error?: string | undefined;
}
