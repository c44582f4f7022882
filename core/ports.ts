import type { Template } from "./channel.ts";
import type { AgentName, Author, Choice, Door, Media, Trace, Understood } from "./conversation.ts";
import type { ClaimedDelivery, DeliveryBody, DeliveryClaim, FileRef } from "./deliveries.ts";
import type {
  Handoff,
  HandoffChange,
  HandoffKind,
  HandoffStatus,
  HandoffTimer,
} from "./handoff.ts";
import type { RecordChange } from "./records.ts";

/** What an input asks for. */
export type InputBody =
  | {
      readonly kind: "customer_message";
      readonly text: string;
      readonly choiceId?: string | undefined;
      readonly media?: Media | undefined;
    }
  | {
      readonly kind: "person_message";
      readonly text: string;
      readonly senderName: string;
      readonly file?: FileRef | undefined;
    }
  | { readonly kind: "disconnect"; readonly by: string }
  | { readonly kind: "timer"; readonly timer: HandoffTimer }
  | { readonly kind: "failed" };

/** A customer's message at a door. */
export interface CustomerMessage {
  /** Who numbers the messages: two sources may use the same external id. */
  readonly source: string;
  readonly externalId: string;
  readonly address: string;
  /** The WhatsApp user id of whoever wrote it, where the provider tells it. */
  readonly userId?: string | undefined;
  /** Which number of ours they wrote to, as its provider names it. */
  readonly account?: string | undefined;
  /** When it was written, by the provider's clock; a provider may bring it days later. */
  readonly at?: number | undefined;
  readonly door: Door;
  readonly text: string;
  readonly choiceId?: string | undefined;
  readonly media?: Media | undefined;
}

/** A message or an end that comes from the desk. */
export interface DeskInput {
  readonly source: string;
  readonly externalId: string;
  readonly threadId: string;
  readonly body: Extract<InputBody, { kind: "person_message" | "disconnect" }>;
}

/** What became of something handed in at a door. */
export interface Accepted {
  readonly inputId: string;
  readonly conversationId: string;
  /** Seen before under the same source and external id: it has no second effect. */
  readonly isDuplicate: boolean;
}

/** Something handed in by the desk is for a thread we do not have, or one that is over. */
export type DeskRefusal = "unknown_thread" | "closed";

/** The right to run one turn of a conversation, until `leaseUntil`. */
export interface Lease {
  readonly conversationId: string;
  readonly fence: number;
}

export interface StoredInput {
  readonly id: string;
  readonly seq: number;
  /** Who brought it, and what they call it. */
  readonly source: string;
  readonly externalId: string;
  /** `desk` for what people send and what the house notes itself: it leaves by the conversation's last door. */
  readonly door: Door | "desk";
  readonly attempts: number;
  readonly body: InputBody;
}

/** A leased conversation with what its turn needs. */
export interface ClaimedTurn {
  readonly lease: Lease;
  readonly address: string;
  /** Does the address still say who writes? Not after it has changed hands. */
  readonly isProven: boolean;
  readonly epoch: number;
  readonly lastDoor: Door;
  /** Waiting inputs in order, at least one. */
  readonly inputs: readonly StoredInput[];
  /** The open handoff, if any. */
  readonly handoff: Handoff | null;
}

/** One message of a turn for the customer. */
export interface OutgoingLine {
  readonly inputId: string;
  readonly author: Author;
  readonly agent: AgentName;
  readonly senderName: string | null;
  readonly text: string;
  readonly trace: Trace | null;
  /** How it leaves: one delivery per part. */
  readonly channel: string;
  readonly parts: readonly string[];
  readonly choices: readonly Choice[];
  /** What WhatsApp gets instead of the text. */
  readonly template?: Template | undefined;
  /** Goes with the first part. */
  readonly file?: FileRef | undefined;
}

/** What an input led to; kept for the caller who waits for it. */
export interface TurnOutcome {
  readonly agent: AgentName;
  readonly intent: Understood | null;
  readonly handoff: {
    readonly thread_id: string;
    readonly status: HandoffStatus;
    readonly kind: HandoffKind;
  } | null;
}

/** Everything a turn writes, in one transaction. */
export interface TurnCommit<Checkpoint> {
  readonly lease: Lease;
  /** The epoch the turn was thought under. */
  readonly epoch: number;
  readonly checkpoint: Checkpoint | undefined;
  readonly inputs: readonly { readonly id: string; readonly outcome: TurnOutcome }[];
  readonly lines: readonly OutgoingLine[];
  readonly handoffChanges: readonly HandoffChange[];
  readonly recordChanges: readonly RecordChange[];
  /** What the desk is to be told, in order. */
  readonly deskActs: readonly DeskAct[];
}

/** Somebody with hands free to send, and by which channels. */
export type Sender = Omit<DeliveryClaim, "merging">;

/** One act at the desk, by thread. */
export interface DeskAct {
  readonly threadId: string;
  readonly body: Extract<DeliveryBody, { to: "desk" }>;
}

/** Inputs of conversations, from acceptance to the turn that handles them. Every method is one transaction. */
export interface Mailbox<Checkpoint> {
  /** Keeps customers' messages, in order, with their transcript lines; opens conversations as needed. */
  acceptMessages(messages: readonly CustomerMessage[]): Promise<Accepted[]>;
  /**
   * Keeps something from the desk. A person's first message claims a queued handoff at once: the epoch moves, and
   * bot messages that have not left are dropped.
   */
  acceptFromDesk(input: DeskInput): Promise<Accepted | DeskRefusal>;
  /**
   * An address no longer belongs to who had it: its conversation ends, with what was on its way, and whoever writes from
   * there later is nobody we know. Told twice, it has no second effect.
   */
  addressChanged(source: string, externalId: string, address: string): Promise<void>;
  /**
   * Leases up to `limit` conversations that have something waiting, longest waiting first.
   * An input that failed before is claimed alone, so that one poison message cannot hold its neighbours.
   */
  claimTurns(holder: string, limit: number, leaseMs: number): Promise<ClaimedTurn[]>;
  /** Keeps the lease while a turn takes long. @throws AppError `lease_lost`. */
  renewLease(lease: Lease, leaseMs: number): Promise<void>;
  /**
   * Writes the whole turn and gives the lease back.
   * @param sender leases to the caller, in the same transaction, what of the turn's own deliveries is next in its line.
   * @returns those; none without a sender.
   * @throws AppError `lease_lost` when another worker took over; `conflict` when the owner changed meanwhile: the
   * turn is then thought again. Nothing was written in both cases.
   */
  commitTurn(turn: TurnCommit<Checkpoint>, sender?: Sender): Promise<ClaimedDelivery[]>;
  /** Gives the conversation back untouched, due at once. */
  releaseTurn(lease: Lease): Promise<void>;
  /** Notes a failed try: due again after `retryMs`, or, after `maxAttempts`, set aside for a person. */
  failTurn(turn: ClaimedTurn, error: string, retry: RetryRule): Promise<void>;
  /** What became of an input: undefined while it waits or is unknown. */
  findOutcome(inputId: string): Promise<HandledInput | undefined>;
  /** Turns handoff timers that are due into inputs. @returns how many. */
  ringTimers(): Promise<number>;
}

export interface RetryRule {
  readonly retryMs: number;
  readonly maxAttempts: number;
}

/** A handled input with the messages that answered it. */
export interface HandledInput {
  readonly outcome: TurnOutcome;
  readonly replies: readonly { readonly text: string; readonly agent: AgentName }[];
}
