import { z } from "zod";

/*
 * The words of the house. Every name in the code comes from here.
 *
 * customer      a person with policies, reached at one or more addresses
 * address       a phone number (E.164), a WhatsApp user id, or any other id a door brings
 * conversation  everything said between one address and us, whichever door it came in by
 * message       one line of the transcript, in either direction
 * input         something that wants a turn: a customer's message, a person's message, an end, a timer
 * turn          one pass through the graph for the next inputs of a conversation
 * agent         a node that answers: customer, policy, human
 * person        a human being who works at the desk
 * desk          where people work: the built-in console or ACS chat
 * handoff       one stay of a conversation with people; thread is the desk's name for it
 * owner         who speaks for us now: the bot, the queue, or a named person
 * epoch         counts changes of owner
 * lease, fence  who may run a turn, and the number that proves it
 * delivery      one message on its way to one address
 * dead letter   a delivery or input that will not be tried again without a person
 * door          where a message came in, and where its answer leaves
 */

export const Language = z.enum(["en", "es"]);
/** A language we answer in (ISO 639-1). One replies file and one examples file each. */
export type Language = z.infer<typeof Language>;

export const AgentName = z.enum(["customer", "policy", "human"]);
/** The node of the graph that answers. */
export type AgentName = z.infer<typeof AgentName>;

export const Author = z.enum([
  "customer",
  "customer_agent",
  "policy_agent",
  "human_agent",
  "system",
]);
/** Who wrote a line of the transcript; `human_agent` is a person, `system` speaks about the handoff itself. */
export type Author = z.infer<typeof Author>;

export const Door = z.enum(["chat", "whatsapp-acs", "whatsapp-cloud"]);
/** Where a customer's message came in. The answer leaves by the same door. */
export type Door = z.infer<typeof Door>;

export const LineStatus = z.enum([
  "received",
  "waiting",
  "held",
  "sent",
  "delivered",
  "read",
  "failed",
  "dropped",
]);
/** How far a line has come: `received` for what customers wrote, the others for what we send them; `held` waits until the
 * customer writes again. */
export type LineStatus = z.infer<typeof LineStatus>;

export const Media = z.object({
  kind: z.enum(["image", "video", "audio", "document", "sticker", "location", "contacts", "other"]),
  /** The provider's id; bytes are fetched through the provider, never from a URL in a message. */
  id: z.string().max(512).optional(),
  mimeType: z.string().max(256).optional(),
  fileName: z.string().max(512).optional(),
  /** In bytes, where it is known. */
  size: z.number().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
});
/** Something a customer sent that is not text. */
export type Media = z.infer<typeof Media>;

export const Choice = z.object({
  /** What comes back when the customer taps it; at most 256 characters (WhatsApp). */
  id: z.string().max(256),
  /** At most 20 characters, so that WhatsApp can show it as a button. */
  title: z.string().max(20),
});
/** One tappable answer offered with a message. */
export type Choice = z.infer<typeof Choice>;

/** One line of the transcript, oldest first by `seq`. The transcript is append-only. */
export interface Line {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
  /** Milliseconds since the Unix epoch, by the database's clock. */
  readonly at: number;
  readonly author: Author;
  readonly text: string;
  /** The person's display name, for `human_agent` lines. */
  readonly senderName: string | null;
  readonly status: LineStatus;
  readonly media: Media | null;
  readonly trace: Trace | null;
  /** Tappable answers that were offered with it. */
  readonly choices: readonly Choice[];
}

/** What happened while a turn was thought, shown to people at the desk; never to customers. */
export interface Trace {
  readonly intent: Understood | null;
  readonly tools: readonly ToolCall[];
  /** Absent when no model was wanted. */
  readonly model?: ModelUsage;
}

/** What a model was asked for one input, and what it cost. */
export interface ModelUsage {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface ToolCall {
  readonly name: string;
  readonly args: unknown;
  readonly elapsedMs: number;
}

export const IntentName = z.enum([
  "greeting",
  "capabilities",
  "identity",
  "policy_list",
  "policy_details",
  "coverage_question",
  "claim_status",
  "claim_report",
  "billing",
  "policy_change",
  "update_contact",
  "human_agent",
  "relationship_manager",
  "disconnect",
  "affirm",
  "deny",
  "smalltalk",
  "out_of_scope",
  "unsafe",
]);
/** What a customer's message is about: the closed list of the contract. */
export type IntentName = z.infer<typeof IntentName>;

/** `act`: sure enough to answer. `clarify`: ask back. `decline`: politely not ours. */
export type Zone = "act" | "clarify" | "decline";

/** What understanding makes of one message; the `intent` of `POST /chat`. */
export interface Understood {
  readonly name: IntentName;
  readonly zone: Zone;
  /** 0..1, calibrated. */
  readonly confidence: number;
  readonly source: "rule" | "local" | "model";
}

/** The label that opens every message to a customer. */
export const labels: Readonly<Record<"customer" | "policy" | "person" | "manager", string>> = {
  customer: "[Customer Service]",
  policy: "[Policy Agent]",
  person: "[Contact Center Agent]",
  manager: "[Relationship Manager]",
};

/** Milliseconds since the Unix epoch; passed in so that tests own time. */
export type Clock = () => number;
