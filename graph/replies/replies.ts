import type { Choice } from "../../core/conversation.ts";
import type { HandoffKind, HandoffReason } from "../../core/handoff.ts";
import type { Claim, ContactField, Customer, Policy, PolicyKind } from "../../core/records.ts";
import type { ClaimDraft } from "../pending.ts";
import type { Offerable } from "../state.ts";
import type {
  BillingFacts,
  ClaimFacts,
  ClaimProblem,
  ClauseFacts,
  ContactProblem,
  HandoffFacts,
  PolicyDetails,
  PolicyFacts,
  RequestKind,
} from "./facts.ts";
import type { Terms } from "./sheets.ts";

/** Words that tell apart what one intent holds; tested against folded text, in every language. */
export interface Words {
  readonly renew: RegExp;
  readonly cancel: RegExp;
  readonly changeCover: RegExp;
  readonly email: RegExp;
  readonly language: RegExp;
  readonly address: RegExp;
  readonly thanks: RegExp;
  readonly bot: RegExp;
  /** Leaves a dialogue. */
  readonly leave: RegExp;
  /** "both", "all of them". */
  readonly all: RegExp;
  /** "the other one". */
  readonly other: RegExp;
  /** Tested against the text as written: what follows is the new address. */
  readonly beforeAddress: RegExp;
}

/** Everything the local answers say in one language. Figures, dates and ids come in as facts. */
export interface Replies {
  readonly terms: Terms;
  /** Titles of choices that are no intents; at most 20 characters. */
  readonly choice: Readonly<
    Record<"yes" | "no" | "as_told" | RequestKind | ContactField, Choice["title"]>
  >;
  /** Titles of intents, offered in a clarifying question; at most 20 characters. */
  readonly intent: Readonly<Record<Offerable, Choice["title"]>>;
  readonly words: Words;
  readonly customer: CustomerReplies;
  readonly contact: ContactReplies;
  readonly policy: PolicyReplies;
  readonly claim: ClaimReplies;
  readonly request: RequestReplies;
  readonly clarify: ClarifyReplies;
  readonly human: HumanReplies;
}

/** Talk about us and the customer. */
export interface CustomerReplies {
  greeting(firstName: string): string;
  readonly greetingUnknown: string;
  capabilities(managerName: string | null): string;
  readonly capabilitiesUnknown: string;
  identity(customer: Customer): string;
  readonly thanks: string;
  readonly bot: string;
  readonly smalltalk: string;
  readonly outOfScope: string;
  readonly outOfScopeUnknown: string;
  readonly unsafe: string;
  readonly affirm: string;
  readonly deny: string;
  goodbye(firstName: string | null): string;
  /** Asks whether a person shall help. */
  readonly unknownAddress: string;
}

/** Changing e-mail, language or address. */
export interface ContactReplies {
  readonly askField: string;
  askValue(field: ContactField): string;
  propose(field: ContactField, from: string, to: string): string;
  changed(field: ContactField, to: string): string;
  readonly kept: string;
  problem(problem: ContactProblem, field: ContactField): string;
}

/** Policies, what they cover and what they cost. */
export interface PolicyReplies {
  /** Each with number, product, status, dates. */
  list(policies: readonly PolicyFacts[]): string;
  readonly askOpen: string;
  /** Asks whether a person shall help. */
  readonly none: string;
  /** The same words whether the number is another customer's or nobody's; for policies and claims. */
  notOnAccount(number: string): string;
  noneOfKind(kinds: readonly PolicyKind[]): string;
  askWhich(policies: readonly PolicyFacts[]): string;
  /** What it covers and excludes, limits, deductible, premium and dates. */
  details(details: PolicyDetails): string;
  clause(facts: ClauseFacts): string;
  /** Follows the clauses. */
  readonly clauseNote: string;
  notActive(policy: Pick<Policy, "policyNumber" | "status">): string;
  /** Asks whether a person shall help. */
  clauseNotFound(policyNumbers: readonly string[]): string;
  billing(items: readonly BillingFacts[]): string;
}

/** Claims, old and new. */
export interface ClaimReplies {
  /** Each with number, status and next step, newest first. */
  status(claims: readonly ClaimFacts[]): string;
  none(policyNumber: string | null): string;
  readonly offerReport: string;
  askPolicy(policies: readonly PolicyFacts[]): string;
  askWhen(policyNumber: string): string;
  readonly askWhat: string;
  /** The same where the customer has told something already: it may be taken as it is. */
  askWhatOr(told: string): string;
  /** Shows exactly what is reported. */
  confirm(draft: ClaimDraft, policy: PolicyFacts | undefined): string;
  /** `policy` when it is known. */
  problem(problem: ClaimProblem, policy: PolicyFacts | undefined): string;
  readonly whenUnread: string;
  readonly left: string;
  reported(claim: Claim): string;
  /** Asks whether a person shall help. */
  readonly noActivePolicy: string;
}

/** Requests that people carry out. */
export interface RequestReplies {
  readonly askKind: string;
  /** Shows exactly what is passed on. */
  propose(kind: RequestKind, policy: PolicyFacts, detail: string): string;
  recorded(requestId: string, kind: RequestKind, policyNumber: string): string;
  readonly left: string;
  already(policy: Pick<Policy, "policyNumber" | "status">): string;
}

/** When a message was not understood. */
export interface ClarifyReplies {
  readonly ask: string;
  /** Before a question is asked again that offered fewer choices. */
  noSuchNumber(number: number): string;
  /** After a button of an earlier question that must not be obeyed any more. */
  readonly staleButton: string;
  /** Follows it when we asked nothing since. */
  readonly nothingOpen: string;
  /** The offer of a person by itself. */
  readonly person: string;
  readonly rephrase: string;
  /** Before a question that yes or no answers is asked again. */
  readonly yesOrNo: string;
  /** Before a question whose answer was not understood is asked again. */
  readonly again: string;
  /** Before a question is asked again after something else was talked about. */
  readonly back: string;
}

/** What the human agent says about a handoff. */
export interface HumanReplies {
  /** Tells the customer, once, that people take over. */
  announce(kind: HandoffKind, reason: HandoffReason, facts: HandoffFacts): string;
  /** Asked when the customer says bye while with a person. */
  readonly anythingElse: string;
  readonly closedByCustomer: string;
  readonly closedByPerson: string;
  /** Nobody has taken the handoff yet. */
  readonly stillWaiting: string;
  /** Nobody took it for as long as a conversation may wait. */
  readonly nobodyFree: string;
  /** The person went silent; another one is looked for. */
  readonly requeued: string;
  /** The customer went silent. */
  readonly closedSilent: string;
  /** A person invites a customer who has been silent for a day to write again; WhatsApp gets a template instead. */
  readonly invitation: string;
  /** The turn failed too often, and a person could not be asked for. */
  readonly failed: string;
}
