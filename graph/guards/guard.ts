import type { Evidence } from "./evidence.ts";
import type { Facts } from "./facts.ts";
import type { Reading } from "./reading.ts";

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
