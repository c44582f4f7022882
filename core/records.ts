import { z } from "zod";
import { Language } from "./conversation.ts";
import type { HandoffKind, HandoffReason } from "./handoff.ts";

/** A calendar day, `YYYY-MM-DD`. */
export const Day = z.iso.date();

export const PolicyKind = z.enum(["auto", "home", "life", "health", "travel"]);
export type PolicyKind = z.infer<typeof PolicyKind>;

export const Customer = z.object({
  customerId: z.string().regex(/^C-\d{4}$/),
  name: z.string(),
  phoneNumber: z.e164(),
  email: z.email(),
  /** Street address on one line. */
  postalAddress: z.string(),
  customerType: z.enum(["VIP", "Standard"]),
  preferredLanguage: Language,
  policyNumbers: z.array(z.string()),
  /** The name of a VIP customer's own person; others have none. */
  relationshipManager: z.string().optional(),
  lastContact: Day,
});
/** A person with policies (or, rarely, none yet). */
export type Customer = z.infer<typeof Customer>;

export const Policy = z.object({
  /** Three letters of the kind, four digits: `AUT-1042`, `HOM-2001`, `LIF-3001`, `HEA-4001`, `TRV-5001`. */
  policyNumber: z.string().regex(/^(AUT|HOM|LIF|HEA|TRV)-\d{4}$/),
  customerId: z.string(),
  product: z.string(),
  kind: PolicyKind,
  status: z.enum(["active", "pending", "lapsed", "cancelled", "expired"]),
  startDate: Day,
  endDate: Day,
  premium: z.object({
    amountCents: z.number().int().positive(),
    currency: z.string().length(3),
    period: z.enum(["month", "quarter", "year"]),
    /** Null when nothing is due any more. */
    nextDueDate: Day.nullable(),
  }),
  deductibleCents: z.number().int().nonnegative(),
  limits: z.array(
    z.object({ name: z.record(Language, z.string()), amountCents: z.number().int() }),
  ),
  /** What is insured, for people: "2021 Toyota Corolla, plate 7KDR214". */
  insured: z.string(),
  /** The product whose clauses apply: `Product.product`. */
  clauses: z.string(),
});
export type Policy = z.infer<typeof Policy>;

export const Clause = z.object({
  /** As printed in the contract, like "3.2". */
  number: z.string(),
  title: z.string(),
  /** Plain English text, two to four sentences. */
  text: z.string(),
  /** Does this clause say yes or no? `terms` is neither (deductible, duties, deadlines). */
  effect: z.enum(["covered", "excluded", "terms"]),
  /** Words a customer would use that the text does not hold. */
  keywords: z.record(Language, z.array(z.string())),
  translations: z.object({ es: z.object({ title: z.string(), text: z.string() }) }),
});
export type Clause = z.infer<typeof Clause>;

export const Product = z.object({
  /** Short id, like `auto-comprehensive`. */
  product: z.string(),
  kind: PolicyKind,
  name: z.record(Language, z.string()),
  clauses: z.array(Clause).min(8),
});
export type Product = z.infer<typeof Product>;

export const Claim = z.object({
  claimId: z.string().regex(/^CL-\d{4,}$/),
  policyNumber: z.string(),
  customerId: z.string(),
  status: z.enum(["received", "in_review", "waiting_for_customer", "approved", "paid", "rejected"]),
  reportedOn: Day,
  occurredOn: Day,
  description: z.string(),
  /** What happens next, one sentence per language. */
  nextStep: z.record(Language, z.string()),
  paidCents: z.number().int().nullable(),
});
export type Claim = z.infer<typeof Claim>;

/** The customer a conversation belongs to, or nobody; made by the house, never by a model. */
export interface Scope {
  /** Null for an address we do not know: every tool then answers "unknown customer". */
  readonly customer: Customer | null;
  /** Milliseconds since the Unix epoch, the same during a whole turn. */
  readonly now: number;
  /** Keeps a change for the turn's commit; nothing is written before it. */
  readonly stage: (change: RecordChange) => void;
  /** Asks for people once the current answer is given; the first request of a turn counts. */
  readonly requestHandoff: (request: HandoffRequest) => void;
}

/** Who should take over, and why. */
export interface HandoffRequest {
  readonly kind: HandoffKind;
  readonly reason: HandoffReason;
}

export const ContactField = z.enum(["email", "language", "address"]);
/** What of a customer's details can be changed in chat. */
export type ContactField = z.infer<typeof ContactField>;

/** A write a customer confirmed, applied and audited in the turn's commit. */
export type RecordChange =
  | {
      readonly change: "contact";
      readonly customerId: string;
      readonly field: ContactField;
      readonly from: string;
      readonly to: string;
    }
  | { readonly change: "claim"; readonly claim: Claim }
  | {
      readonly change: "service_request";
      readonly requestId: string;
      readonly customerId: string;
      readonly policyNumber: string;
      readonly kind: "renew" | "cancel" | "change_cover";
      /** The customer's own words. */
      readonly detail: string;
    };

/** Where a clause holds a word: in its name, in keywords of one word, in keywords of several, or somewhere in its text. */
export type ClausePlace = "title" | "keywords" | "phrases" | "text";

/** A search in the clauses of one product, in all their languages at once. */
export interface ClauseSearch {
  readonly product: string;
  /** What is asked about, word by word; each with the words that mean the same. */
  readonly words: readonly (readonly string[])[];
  /** Most candidates wanted. */
  readonly limit: number;
}

/** A clause that holds some of the words. */
export interface ClauseCandidate {
  readonly clause: Clause;
  /** The best place of each word asked, in their order; null for one that it does not hold. */
  readonly places: readonly (ClausePlace | null)[];
}

/** What a search in a product's clauses found. */
export interface ClauseFindings {
  readonly productName: Product["name"];
  /** How many clauses the product has. */
  readonly clauseCount: number;
  /** How many of them hold each word asked. */
  readonly holders: readonly number[];
  /** Best first, by the database's own ranking. */
  readonly candidates: readonly ClauseCandidate[];
}

/** Reads of the insurer's records. Every method that needs one takes the customer from the scope, not from text. */
export interface Records {
  /** The customer reached at this address, by phone number. */
  findCustomerByAddress(address: string): Promise<Customer | undefined>;
  /** A customer's policies, by number. */
  listPolicies(customerId: string): Promise<Policy[]>;
  /** A customer's claims, newest first. */
  listClaims(customerId: string): Promise<Claim[]>;
  findProduct(product: string): Promise<Product | undefined>;
  /** The clauses that hold words, each counted in any of its forms; undefined for a product that is not there. */
  findClauses(search: ClauseSearch): Promise<ClauseFindings | undefined>;
  /** Words of clauses, as far as they are compared, that begin with one of these. */
  listClauseWords(beginnings: readonly string[]): Promise<string[]>;
}
