import { StateSchema, UntrackedValue } from "@langchain/langgraph";
import { z } from "zod";
import { AgentName, Author, Choice, IntentName, Language, Media } from "../core/conversation.ts";
import type { Trace } from "../core/conversation.ts";
import type { FileRef } from "../core/deliveries.ts";
import type { HandoffChange, HandoffKind, HandoffStatus, HandoffTimer } from "../core/handoff.ts";
import type { HandoffRequest } from "../core/records.ts";
import { Pending } from "./pending.ts";
import type { Reading } from "./understanding/index.ts";

/** How many lines of talk a checkpoint remembers; older ones go into the summary. */
export const RECENT_LINES = 12;

const RecentLine = z.object({ author: Author, text: z.string().max(600) });
/** One remembered line, shortened; the full one is in the transcript. */
export type RecentLine = z.infer<typeof RecentLine>;

const Focus = z.object({ policyNumber: z.string().nullable(), claimId: z.string().nullable() });
/** What "it" means right now. */
export type Focus = z.infer<typeof Focus>;

/** Something that wants a turn. */
export type TurnInput =
  | {
      readonly id: string;
      readonly kind: "customer_message";
      readonly text: string;
      /** The id of a tapped button or list row. */
      readonly choiceId?: string | undefined;
      readonly media?: Media | undefined;
    }
  | {
      readonly id: string;
      readonly kind: "person_message";
      readonly text: string;
      readonly senderName: string;
      readonly file?: FileRef | undefined;
    }
  | { readonly id: string; readonly kind: "disconnect"; readonly by: string }
  | { readonly id: string; readonly kind: "timer"; readonly timer: HandoffTimer }
  /** The turn failed too often; its customer is told and handed to a person. */
  | { readonly id: string; readonly kind: "failed" };

/** The open handoff as this turn sees it. */
export interface OpenHandoff {
  readonly threadId: string;
  readonly kind: HandoffKind;
  readonly status: HandoffStatus;
  readonly claimedBy: string | null;
  readonly queuedAt: number;
}

/** What a customer's message is to the choices that were offered last. */
export type Answered =
  /** One of them, whichever way it was named; `id` is its meaning. */
  | { readonly kind: "choice"; readonly id: string; readonly title: string }
  /** A button of an earlier question that means the same at any time. */
  | {
      readonly kind: "topic";
      readonly id: string;
      readonly title: string;
      readonly name: IntentName;
    }
  /** A button of an earlier question that must not be taken as an answer to anything now. */
  | { readonly kind: "stale" }
  /** A number that stands beside none of them. */
  | { readonly kind: "no_such_number"; readonly number: number };

const Reply = z.object({
  /** The input it answers. */
  inputId: z.string(),
  agent: AgentName,
  author: Author,
  /** With its label, ready to send. */
  text: z.string(),
  choices: z.array(Choice),
  senderName: z.string().nullable(),
  /** Where free words would not be taken, the template of this language says it. */
  templateLanguage: Language.optional(),
  file: z.custom<FileRef>().optional(),
});
/** One message for the customer. */
export type Reply = z.infer<typeof Reply>;

/**
 * What a conversation remembers between turns (checkpointed: small, typed, bounded) and what a turn
 * carries while it runs (untracked: never stored).
 */
export const State = new StateSchema({
  /** The language of the last message that had one; null before it: then the customer's record decides. */
  language: Language.nullable().default(null),
  recent: z.array(RecentLine).max(RECENT_LINES).default([]),
  /** What happened before `recent`, at most 2,000 characters. */
  summary: z.string().default(""),
  pending: Pending.nullable().default(null),
  /** What the open question offered to choose from, in the order of its numbers. */
  offered: z.array(Choice).default([]),
  focus: Focus.default({ policyNumber: null, claimId: null }),
  /** What the last message that was understood was about. */
  topic: IntentName.nullable().default(null),
  /** Unclear messages in a row; the second leads to a person. */
  unclearCount: z.number().int().default(0),

  inputs: new UntrackedValue<readonly TurnInput[]>(),
  /** Index of the input being worked on. */
  cursor: new UntrackedValue<number>(),
  reading: new UntrackedValue<Reading | null>(),
  /** When the turn's time with the model is over, by the model's own clock. */
  modelUntil: new UntrackedValue<number>(),
  /** Which of the choices the current input takes; null for words of its own. */
  answered: new UntrackedValue<Answered | null>(),
  /** An agent asked for people while answering the current input. */
  handoffRequest: new UntrackedValue<HandoffRequest | null>(),
  handoff: new UntrackedValue<OpenHandoff | null>(),
  handoffChanges: new UntrackedValue<readonly HandoffChange[]>(),
  replies: new UntrackedValue<readonly Reply[]>(),
  /** What people may see of each input's thinking, by input id. */
  traces: new UntrackedValue<Readonly<Record<string, Trace>>>(),
});

export type State = typeof State.State;
export type StateUpdate = typeof State.Update;

/** Intents a clarifying question may offer. */
export type Offerable = Exclude<
  IntentName,
  "affirm" | "deny" | "unsafe" | "out_of_scope" | "smalltalk" | "greeting" | "disconnect"
>;
