import type { Language } from "../../core/conversation.ts";
import type { Customer } from "../../core/records.ts";

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
