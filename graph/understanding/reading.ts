import type { IntentName, Language, Understood } from "../../core/conversation.ts";
import type { PolicyKind } from "../../core/records.ts";

/** Reads one message of a customer. Pure and synchronous; under 1 ms. */
export interface Understanding {
  (text: string, context: ReadingContext): Reading;
}

/** What the conversation knows before the message is read. */
export interface ReadingContext {
  /** The language the conversation is held in; decides dates like 4/5/2026 and nothing else. */
  readonly language: Language;
  /** We asked something that "yes" or "no" answers. */
  readonly hasPendingQuestion: boolean;
  /** A person at the desk has the conversation. */
  readonly withPerson: boolean;
}

/** Everything one message tells, before anybody acts on it. */
export interface Reading {
  readonly understood: Understood;
  /** Other meanings worth offering in a clarifying question, best first; at most 3, never `understood.name`. */
  readonly alternatives: readonly IntentName[];
  /** The language the text is written in; undefined if it cannot be told (names, numbers, "ok"). */
  readonly language: Language | undefined;
  readonly urgency: Urgency | undefined;
  readonly mentions: Mentions;
}

/** Why a person is needed at once: threat to life or limb, a person in despair, or an angry customer. */
export type Urgency = "danger" | "distress" | "complaint";

/** Things a message names, normalised; nothing here is checked against the records. */
export interface Mentions {
  /** Like `AUT-1042`, whatever the spelling; also numbers that only look like ours. */
  readonly policyNumbers: readonly string[];
  /** Like `CL-7001`. */
  readonly claimIds: readonly string[];
  readonly kinds: readonly PolicyKind[];
  readonly email: string | undefined;
  /** The language the customer asks us to speak. */
  readonly languageWanted: Language | undefined;
  /** `YYYY-MM-DD`. */
  readonly date: string | undefined;
  /** "the second one" is 2; only when the message is little more than that. */
  readonly ordinal: number | undefined;
}
