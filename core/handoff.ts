import { z } from "zod";

export const HandoffStatus = z.enum(["queued", "claimed", "hold", "wrap_up", "closed"]);
/** Where a handoff stands. Out of each but `closed` leads an act of a person or a timer. */
export type HandoffStatus = z.infer<typeof HandoffStatus>;

export const HandoffKind = z.enum(["contact_center", "relationship_manager"]);
/** Who should take it: anyone of the contact centre, or a VIP customer's relationship manager. */
export type HandoffKind = z.infer<typeof HandoffKind>;

export const HandoffReason = z.enum([
  "asked",
  "complaint",
  "distress",
  "danger",
  "unclear",
  "media",
  "portfolio",
  "not_found",
  "request",
  "claim",
  "failed",
]);
/** Why the bot handed over; people see it in the queue. */
export type HandoffReason = z.infer<typeof HandoffReason>;

/** One stay of a conversation with people. */
export interface Handoff {
  /** Also the thread id that the desk and the contract's doors use. */
  readonly threadId: string;
  readonly conversationId: string;
  readonly kind: HandoffKind;
  readonly status: HandoffStatus;
  readonly reason: HandoffReason;
  /** What the person needs to know before the first word; plain text, at most 4,000 characters. */
  readonly summary: string;
  /** Whom to offer it first (the relationship manager), or null for anyone. */
  readonly offeredTo: string | null;
  readonly claimedBy: string | null;
  readonly queuedAt: number;
  readonly claimedAt: number | null;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  /** When `timer` is due; null once closed. */
  readonly timerAt: number | null;
  readonly timer: HandoffTimer | null;
}

export const HandoffTimer = z.enum(["queue_wait", "person_silent", "customer_silent", "wrap_up"]);
/** What happens next if nobody acts. */
export type HandoffTimer = z.infer<typeof HandoffTimer>;

/** What a turn wants done to the open handoff; written in the turn's commit. */
export type HandoffChange =
  | {
      readonly do: "open";
      readonly threadId: string;
      readonly kind: HandoffKind;
      readonly reason: HandoffReason;
      readonly summary: string;
      readonly offeredTo: string | null;
    }
  | { readonly do: "claim"; readonly by: string }
  | { readonly do: "hold" }
  | { readonly do: "resume" }
  | { readonly do: "requeue" }
  | { readonly do: "wrap_up" }
  | { readonly do: "close"; readonly by: string }
  | { readonly do: "wait"; readonly timer: HandoffTimer };

/**
 * How long each state may last before the house acts by itself, in milliseconds. Chosen for a first desk: the queue is
 * reassured soon, a silent person loses the conversation before the customer gives up, a silent customer gets an hour.
 */
export const timerMs: Readonly<Record<HandoffTimer, number>> = {
  queue_wait: 10 * 60_000,
  person_silent: 15 * 60_000,
  customer_silent: 30 * 60_000,
  wrap_up: 30 * 60_000,
};

/** After this long in the queue the conversation goes back to the bot, with an honest word. */
export const QUEUE_LIMIT_MS = 12 * 60 * 60_000;
