import type { Language, Media } from "../../core/conversation.ts";
import type { Claim, ContactField, Customer, Policy, PolicyKind } from "../../core/records.ts";
import type { ClaimDraft } from "../pending.ts";
import type { BillingFacts, ClaimFacts, PolicyDetails, PolicyFacts, RequestKind } from "./facts.ts";
import { lines, makeFormats } from "./format.ts";
import type { Formats } from "./format.ts";

/** One language's words for what the records hold; in the middle of a line, so mostly in lower case. */
export interface Terms {
  /** Short enough to stand beside a policy number in a title of 20 characters. */
  readonly kind: Readonly<Record<PolicyKind, string>>;
  readonly status: Readonly<Record<Policy["status"], string>>;
  readonly period: Readonly<Record<Policy["premium"]["period"], string>>;
  readonly claimStatus: Readonly<Record<Claim["status"], string>>;
  readonly field: Readonly<Record<ContactField, string>>;
  readonly language: Readonly<Record<Language, string>>;
  readonly customerType: Readonly<Record<Customer["customerType"], string>>;
  readonly request: Readonly<Record<RequestKind, string>>;
  readonly media: Readonly<Record<Media["kind"], string>>;
  readonly label: Readonly<Record<Label, string>>;
  /** Between two days. */
  readonly until: string;
  /** Between an amount and a period. */
  readonly each: string;
  readonly none: string;
}

type Label =
  | "kind"
  | "covered"
  | "excluded"
  | "insured"
  | "status"
  | "dates"
  | "limits"
  | "deductible"
  | "premium"
  | "nextPayment"
  | "renewal"
  | "ended"
  | "policy"
  | "policies"
  | "occurred"
  | "reported"
  | "paid"
  | "nextStep"
  | "description"
  | "name"
  | "customerId"
  | "customerType"
  | "relationshipManager";

interface Voice extends Formats {
  readonly language: Language;
  readonly terms: Terms;
}

/** Makes the lines that show records to a customer: the same in every language but for its words. */
export function makeSheets(language: Language, locale: string, terms: Terms) {
  const voice = { ...makeFormats(locale), language, terms };
  return { ...voice, ...policySheets(voice), ...claimSheets(voice), ...customerSheets(voice) };
}

function policySheets({ language, terms, money, day }: Voice) {
  const { label, status, none } = terms;
  const span = (from: string, to: string) => `${day(from)} ${terms.until} ${day(to)}`;
  const price = ({ amountCents, currency, period }: Policy["premium"]) =>
    `${label.premium}: ${money(amountCents, currency)} ${terms.each} ${terms.period[period]}`;
  const due = (date: string | null) => `${label.nextPayment}: ${date ? day(date) : none}`;

  return {
    policy: ({ policyNumber, productName, ...policy }: PolicyFacts) =>
      lines(
        `• ${policyNumber}: ${productName[language]}, ${status[policy.status]}`,
        `  ${policy.insured}`,
        `  ${span(policy.startDate, policy.endDate)}`,
      ),

    details: ({ policy, productName, covered, excluded }: PolicyDetails) => {
      const titles = (clauses: PolicyDetails["covered"]) =>
        clauses.map(({ number, title }) => `${title[language]} (${number})`).join(", ");
      const amount = (cents: number) => money(cents, policy.premium.currency);
      return lines(
        `${policy.policyNumber}: ${productName[language]}`,
        `${label.kind}: ${terms.kind[policy.kind]}`,
        `${label.insured}: ${policy.insured}`,
        `${label.status}: ${status[policy.status]}`,
        `${label.dates}: ${span(policy.startDate, policy.endDate)}`,
        covered.length > 0 && `${label.covered}: ${titles(covered)}`,
        excluded.length > 0 && `${label.excluded}: ${titles(excluded)}`,
        policy.limits.length > 0 && `${label.limits}:`,
        ...policy.limits.map(
          ({ name, amountCents }) => `• ${name[language]}: ${amount(amountCents)}`,
        ),
        `${label.deductible}: ${policy.deductibleCents > 0 ? amount(policy.deductibleCents) : none}`,
        price(policy.premium),
        due(policy.premium.nextDueDate),
      );
    },

    bill: (item: BillingFacts) =>
      lines(
        `• ${item.policyNumber}: ${item.productName[language]}, ${status[item.status]}`,
        `  ${price(item)}`,
        `  ${due(item.nextDueDate)}`,
        `  ${isOver(item.status) ? label.ended : label.renewal}: ${day(item.endDate)}`,
      ),
  };
}

function claimSheets({ language, terms, money, day }: Voice) {
  const { label } = terms;
  /** Enough to tell policies apart. */
  const policyName = ({ policyNumber, productName, insured }: PolicyFacts) =>
    `${policyNumber}, ${productName[language]} (${insured})`;

  return {
    policyName,

    claim: ({ claim, currency }: ClaimFacts) =>
      lines(
        `• ${claim.claimId} (${claim.policyNumber}): ${terms.claimStatus[claim.status]}`,
        `  ${label.occurred}: ${day(claim.occurredOn)}`,
        `  ${label.reported}: ${day(claim.reportedOn)}`,
        claim.paidCents !== null &&
          currency &&
          `  ${label.paid}: ${money(claim.paidCents, currency)}`,
        `  ${label.nextStep}: ${claim.nextStep[language]}`,
      ),

    draft: (draft: ClaimDraft, policy: PolicyFacts | undefined) =>
      lines(
        policy && `• ${label.policy}: ${policyName(policy)}`,
        draft.occurredOn && `• ${label.occurred}: ${day(draft.occurredOn)}`,
        draft.description && `• ${label.description}: ${draft.description}`,
      ),
  };
}

function customerSheets({ terms }: Voice) {
  const { field, label } = terms;
  const languages = new Map(Object.entries(terms.language));

  return {
    identity: (customer: Customer) =>
      lines(
        `• ${label.name}: ${customer.name}`,
        `• ${label.customerId}: ${customer.customerId}`,
        `• ${label.policies}: ${customer.policyNumbers.join(", ") || terms.none}`,
        `• ${label.customerType}: ${terms.customerType[customer.customerType]}`,
        `• ${capital(field.language)}: ${terms.language[customer.preferredLanguage]}`,
        `• ${capital(field.email)}: ${customer.email}`,
        `• ${capital(field.address)}: ${customer.postalAddress}`,
        customer.relationshipManager &&
          `• ${label.relationshipManager}: ${customer.relationshipManager}`,
      ),

    /** A contact detail as people read it; languages are stored as codes. */
    contactValue: (name: ContactField, value: string): string =>
      (name === "language" && languages.get(value)) || value,
  };
}

function isOver(status: Policy["status"]): boolean {
  return status === "lapsed" || status === "cancelled" || status === "expired";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text and what there is to choose from, one line each. */
export function listing(text: string, options: readonly string[]): string {
  return lines(text, ...options.map((option) => `• ${option}`));
}
