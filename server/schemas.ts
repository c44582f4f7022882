import { z } from "zod";
import { cleanText } from "../channels/clean-text.ts";
import { AgentName, Author, IntentName, LineStatus } from "../core/conversation.ts";
import { traits } from "../core/errors.ts";
import type { ErrorCode } from "../core/errors.ts";
import { HandoffKind, HandoffStatus } from "../core/handoff.ts";

/** Longest message a customer or person may send through a JSON door, in UTF-16 code units. */
export const MAX_MESSAGE_LENGTH = 4096;

/** Letters, marks, digits, punctuation, symbols: what can be seen, so neither spaces nor control characters. */
const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]{1,128}$/u;

/** One line of anything: no control characters and no broken surrogates, which no database of ours keeps. */
const ONE_LINE = /^[^\p{Cc}\p{Cs}]+$/u;

/** The customer's address as programs give it: E.164, a WhatsApp user id, or any other id. */
export const UserId = z.string().regex(VISIBLE, "must be 1 to 128 visible characters").meta({
  id: "UserId",
  description:
    "The customer's address: an E.164 phone number, a WhatsApp user id, or any other id of 1 to 128 visible characters.",
  example: "+14255550101",
});

/** Something said: never blank, and no longer than a WhatsApp text. */
export const MessageText = z
  .string()
  .max(MAX_MESSAGE_LENGTH)
  // As WhatsApp's doors do: no database of ours keeps NUL or half a character.
  .overwrite((text) => cleanText(text, MAX_MESSAGE_LENGTH))
  .regex(/[^\s\p{Cf}]/u, "must not be blank")
  .meta({ id: "MessageText", example: "Is hail damage to my car covered?" });

/** Body of `POST /chat`. */
export const ChatRequest = z
  .object({
    user_id: UserId,
    message: MessageText,
    message_id: z.string().max(128).regex(ONE_LINE, "must be one line").optional().meta({
      description: "Your own id of the message: sent again, it has no second effect.",
      example: "a1b2c3",
    }),
  })
  .meta({ id: "ChatRequest" });
export type ChatRequest = z.infer<typeof ChatRequest>;

/** What understanding made of a message. */
export const Intent = z
  .object({
    name: IntentName,
    zone: z.enum(["act", "clarify", "decline"]),
    confidence: z.number().min(0).max(1),
    source: z.enum(["rule", "local", "model"]),
  })
  .meta({ id: "Intent" });

/** Where the conversation stands with people. */
export const HandoffState = z
  .object({ thread_id: z.string(), status: HandoffStatus, kind: HandoffKind })
  .meta({ id: "HandoffState" });

/** Answer of `POST /chat`. */
export const ChatResponse = z
  .object({
    user_id: z.string(),
    conversation_id: z.string(),
    message_id: z.string(),
    reply: z.string().nullable().meta({
      description:
        "The replies joined by blank lines; null when a person has the conversation and the message went to them.",
    }),
    replies: z.array(z.object({ text: z.string(), agent: AgentName })),
    agent: AgentName,
    intent: Intent.nullable().meta({ description: "Null when a person has the conversation." }),
    handoff: HandoffState.nullable(),
  })
  .meta({ id: "ChatResponse" });
export type ChatResponse = z.infer<typeof ChatResponse>;

/** Answer of `POST /chat` when the turn takes too long to wait for. */
export const ChatPending = z.object({ message_id: z.string() }).meta({ id: "ChatPending" });
export type ChatPending = z.infer<typeof ChatPending>;

/** Answer of `GET /chat/{user_id}/messages`. */
export const MessagesResponse = z
  .array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      author: Author,
      text: z.string(),
      status: LineStatus,
    }),
  )
  .meta({ id: "Messages", description: "The transcript, oldest first." });
export type MessagesResponse = z.infer<typeof MessagesResponse>;

const ThreadId = z.string().max(512).regex(ONE_LINE, "must be one line").meta({
  id: "ThreadId",
  description: "The desk's name for a handoff: `handoff.thread_id` of `POST /chat`.",
  example: "0198f2c4-6d1e-7b3a-9c55-2f1f0a7c1e90",
});

/** The name a customer sees in front of a person's message. */
const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(256)
  .regex(ONE_LINE, "must be one line")
  .meta({ id: "PersonName", example: "Dana" });

/** The plain form of `POST /contact-center/chat`: a person's message to a customer. */
export const ContactCenterMessage = z
  .object({
    threadId: ThreadId,
    message: MessageText,
    senderDisplayName: PersonName,
  })
  .meta({ id: "ContactCenterMessage" });
export type ContactCenterMessage = z.infer<typeof ContactCenterMessage>;

/** Answer to a person's message. */
export const ContactCenterAccepted = z
  .object({ status: z.literal("accepted"), message_id: z.string() })
  .meta({ id: "ContactCenterAccepted" });

/** The plain form of `POST /contact-center/disconnect`. */
export const Disconnect = z.object({ threadId: ThreadId }).meta({ id: "Disconnect" });
export type Disconnect = z.infer<typeof Disconnect>;

/** Answer to the end of a handoff, also when it had ended before. */
export const Disconnected = z.object({ status: z.literal("success") }).meta({ id: "Disconnected" });

/** What became of the items of one webhook payload. */
export const WebhookCounts = z
  .object({
    accepted: z.int().nonnegative(),
    duplicates: z.int().nonnegative(),
    statuses: z.int().nonnegative(),
    ignored: z.int().nonnegative(),
    quarantined: z.int().nonnegative(),
  })
  .meta({ id: "WebhookCounts" });
export type WebhookCounts = z.infer<typeof WebhookCounts>;

/** Answer to Event Grid's subscription handshake. */
export const ValidationAnswer = z
  .object({ validationResponse: z.string() })
  .meta({ id: "ValidationAnswer" });

/** Body of a claim at the console: the name the customer will see. */
export const ClaimRequest = z.object({ name: PersonName }).meta({ id: "ClaimRequest" });

/** Body of what a person at the console vouches for, in their name. */
export const ConfirmIdentityRequest = z.object({ name: PersonName });

/** What is said about a file in the query of the request that brings its bytes. */
export const SentFileQuery = z.object({
  name: PersonName,
  fileName: z.string().max(512).optional(),
  /** Short enough to be written in an address. */
  caption: z
    .string()
    .max(1_000)
    .overwrite((text) => cleanText(text, 1_000).trim())
    .default(""),
});

/** Which dead letters are asked for. */
export const DeadLettersQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({
    description: "How many, at most.",
  }),
  before: z
    .string()
    .regex(/^\d{1,15}~\S{1,128}$/, "must be the `next` of an earlier answer")
    .optional()
    .meta({ description: "The `next` of the answer before this one." }),
});

/** What nobody will try again by itself. */
export const DeadLetter = z
  .object({
    id: z.string(),
    kind: z.enum(["delivery", "input"]).meta({
      description:
        "A `delivery` did not reach its destination and can be sent again. An `input` failed every turn and was answered by an apology; it can be read here.",
    }),
    conversationId: z.string(),
    address: z.string().meta({ description: "The customer's address." }),
    threadId: z.string().nullable().meta({ description: "The thread an act at the desk was for." }),
    channel: z.string(),
    text: z.string(),
    act: z.string().nullable().meta({
      description:
        "An act at the desk (`open`, `mirror`, `close`) or the kind of an input; null for a message to a customer.",
    }),
    error: z.string().meta({ description: "Our error code, or the provider's." }),
    attempts: z.int(),
    createdAt: z.iso.datetime(),
    diedAt: z.iso.datetime(),
    mayHaveArrived: z.boolean().meta({
      description: "Nobody knows whether a try succeeded: sent again, it may be read twice.",
    }),
  })
  .meta({ id: "DeadLetter" });

/** Answer of `GET /contact-center/dead-letters`. */
export const DeadLetters = z
  .object({
    total: z.int().meta({ description: "How many there are in all." }),
    deadLetters: z.array(DeadLetter),
    next: z.string().nullable().meta({ description: "Pass it as `before` for the next page." }),
  })
  .meta({ id: "DeadLetters", description: "Those that died last first." });

/** Body of `POST /contact-center/dead-letters/{id}/send-again` and `/put-away`: who takes the decision. */
export const DecisionRequest = z.object({ by: PersonName }).meta({ id: "DecisionRequest" });

/** Answer to a dead letter that is on its way again. */
export const SentAgain = z
  .object({ status: z.literal("accepted"), deliveryId: z.string() })
  .meta({ id: "SentAgain" });

/** Answer to a dead letter that is listed no more. */
export const PutAway = z.object({ status: z.literal("accepted") }).meta({ id: "PutAway" });

const codes = Object.keys(traits) as [ErrorCode, ...ErrorCode[]];

/** Every error of every door. */
export const ErrorBody = z
  .object({ error: z.object({ code: z.enum(codes), message: z.string() }) })
  .meta({ id: "Error" });
export type ErrorBody = z.infer<typeof ErrorBody>;
