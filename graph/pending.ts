import { z } from "zod";
import { IntentName } from "../core/conversation.ts";
import { ContactField, Day } from "../core/records.ts";

export const ClaimDraft = z.object({
  policyNumber: z.string().nullable(),
  occurredOn: Day.nullable(),
  description: z.string().max(2_000).nullable(),
});
/** What a customer has told so far about a new claim. */
export type ClaimDraft = z.infer<typeof ClaimDraft>;

export const Pending = z.discriminatedUnion("ask", [
  /** Which of these policies? `intent` is what to do with the one chosen, `question` the original words. */
  z.object({
    ask: z.literal("choose_policy"),
    intent: IntentName,
    options: z.array(z.string()),
    question: z.string().max(1_000),
  }),
  /** Which detail shall change? */
  z.object({ ask: z.literal("contact_field") }),
  /** What is the new value? */
  z.object({ ask: z.literal("contact_value"), field: ContactField }),
  /** Shown exactly what changes; yes applies it. */
  z.object({
    ask: z.literal("confirm_contact"),
    field: ContactField,
    from: z.string(),
    to: z.string(),
  }),
  /** A new claim, step by step. */
  z.object({
    ask: z.literal("claim"),
    step: z.enum(["policy", "when", "what", "confirm"]),
    draft: ClaimDraft,
    /** The words in which it was asked for, where they may tell what happened as well. */
    told: z.string().max(1_000).optional(),
    /** The policies offered at step `policy`, in order. */
    options: z.array(z.string()).optional(),
  }),
  /** Renew, cancel or change: which, of which policy? */
  z.object({
    ask: z.literal("request_kind"),
    policyNumber: z.string().nullable(),
    detail: z.string().max(1_000),
  }),
  /** Shown what will be passed on; yes records it. */
  z.object({
    ask: z.literal("confirm_request"),
    kind: z.enum(["renew", "cancel", "change_cover"]),
    policyNumber: z.string(),
    detail: z.string().max(1_000),
  }),
  /** The two likeliest meanings and "a person". */
  z.object({
    ask: z.literal("clarify"),
    options: z.array(IntentName).max(3),
    question: z.string().max(1_000),
  }),
  /** "Shall I get a person?" */
  z.object({ ask: z.literal("offer_person") }),
  /** While with people: "is there anything else?" */
  z.object({ ask: z.literal("anything_else") }),
]);
/** The question the customer has not answered yet; at most one. */
export type Pending = z.infer<typeof Pending>;

/** What an open question is about: an answer to it means this, whatever its bare words look like. */
export function topicOf(pending: Pending): IntentName {
  switch (pending.ask) {
    case "choose_policy":
      return pending.intent;
    case "contact_field":
    case "contact_value":
    case "confirm_contact":
      return "update_contact";
    case "claim":
      return "claim_report";
    case "request_kind":
    case "confirm_request":
      return "policy_change";
    case "clarify":
      return pending.options[0] ?? "capabilities";
    case "offer_person":
      return "human_agent";
    case "anything_else":
      return "disconnect";
  }
}
