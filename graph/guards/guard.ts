import type { Language } from "../../core/conversation.ts";
import type { Customer } from "../../core/records.ts";
import type { Facts } from "./facts.ts";
import type { Reading } from "./reading.ts";

/** What a model had before it when it wrote its reply; all it may speak from. */
export interface Evidence {
  /** What this turn's tools answered, as objects or as JSON. */
  readonly toolResults: readonly unknown[];
  /** The customer of this conversation; null for an address we do not know. */
  readonly customer: Customer | null;
  readonly language: Language;
  /** Is a handoff requested in this turn, or people in the conversation already? */
  readonly hasHandoff: boolean;
  /** What the model was told before the conversation. */
  readonly instructions: string;
  /** What the customer wrote: numbers of policies and claims, e-mails and phones in it may be said back. */
  readonly said?: readonly string[];
}

/** What a reply breaks, and how to tell it to the model for its one retry; never quotes the reply. */
export interface GuardFault {
  readonly rule:
    | "figure"
    | "date"
    | "id"
    | "others_data"
    | "transfer"
    | "leak"
    | "length"
    | "empty";
  /** One or two English sentences. */
  readonly says: string;
}

/** A reply beside all it may speak from, read once for every rule. */
export interface Spoken {
  readonly reply: string;
  readonly reading: Reading;
  readonly facts: Facts;
  readonly evidence: Evidence;
}

/** One rule: what of it a reply breaks, as sentences. */
export type Guard = (spoken: Spoken) => readonly string[];
