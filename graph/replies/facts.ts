import type { Language, Media } from "../../core/conversation.ts";
import type { Claim, Clause } from "../../core/records.ts";
import type { Toolbox } from "../../tools/index.ts";

type Facts<Verb extends keyof Toolbox> = Awaited<ReturnType<Toolbox[Verb]>>;
type Refusal<Answer> = Extract<Answer, { readonly ok: false }>;

/** A product's name in every language. */
export type ProductName = Readonly<Record<Language, string>>;

/** One policy as a list shows it. */
export type PolicyFacts = Facts<"listPolicies">["policies"][number];

/** One policy as its details show it. */
export type PolicyDetails = Extract<Facts<"getPolicy">, { readonly found: true }>;

/** What one policy costs, and when. */
export type BillingFacts = Facts<"listBilling">["items"][number];

/** Why a new claim cannot be taken as told. */
export type ClaimProblem = Refusal<Facts<"checkClaim">>["problem"];

/** Why a detail cannot be changed as told. */
export type ContactProblem = Refusal<Facts<"prepareContactChange">>["problem"];

/** The clause that answers a question, and the policies it belongs to. */
export interface ClauseFacts {
  readonly policyNumbers: readonly string[];
  readonly productName: ProductName;
  readonly clause: Clause;
}

/** A claim, and the currency its policy is kept in; null when that is not known. */
export interface ClaimFacts {
  readonly claim: Claim;
  readonly currency: string | null;
}

/** What can be asked of people about a policy. */
export type RequestKind = "renew" | "cancel" | "change_cover";

/** What the announcement of a handoff may name. */
export interface HandoffFacts {
  /** The relationship manager it is offered to. */
  readonly managerName: string | null;
  /** What the customer sent, if it was not text. */
  readonly mediaKind: Media["kind"] | null;
}
