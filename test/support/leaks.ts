import type { Customer } from "../../core/records.ts";
import { claims, customers, policies } from "./demo-insurer.ts";

/** Something only its owner may read. */
interface Fact {
  readonly owner: string;
  readonly text: string;
  /** Policy and claim numbers may be said back to whoever wrote them. */
  readonly isNumber: boolean;
}

const facts: readonly Fact[] = customers.flatMap((customer) => {
  const owner = customer.phoneNumber;
  return [
    wordsOf(customer).map((text) => ({ owner, text, isNumber: false })),
    numbersOf(customer).map((text) => ({ owner, text, isNumber: true })),
  ].flat();
});

function wordsOf({ customerId, name, phoneNumber, email, postalAddress }: Customer): string[] {
  const families = name.split(" ").filter((part, index) => index > 0 && part.length > 4);
  const streets = postalAddress.split(",").slice(0, 1);
  const insured = policies.filter((each) => each.customerId === customerId);
  const claimed = claims.filter((each) => each.customerId === customerId);
  return [
    [name, customerId, phoneNumber, phoneNumber.slice(2), email, postalAddress],
    families,
    streets,
    insured.map((policy) => policy.insured),
    claimed.map((claim) => claim.description),
  ].flat();
}

function numbersOf({ customerId, policyNumbers }: Customer): string[] {
  const claimed = claims.filter((each) => each.customerId === customerId);
  return policyNumbers.concat(claimed.map(({ claimId }) => claimId));
}

/**
 * What a text for `address` tells about other customers: names, numbers, phones, e-mails, street addresses, things
 * insured and stories of claims.
 * @param said what the customer wrote before: a number that stands in it may be said back.
 */
export function leaksIn(address: string, text: string, said: readonly string[]): string[] {
  const heard = squeezed(text);
  const known = squeezed(said.join(" "));
  return facts
    .filter(({ owner }) => owner !== address)
    .filter((fact) => heard.includes(squeezed(fact.text)))
    .filter((fact) => !(fact.isNumber && known.includes(squeezed(fact.text))))
    .map((fact) => fact.text);
}

/** Letters and digits only, without accents and in lower case: "AUT 1042" and "aut-1042" are one. */
function squeezed(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9@]/g, "");
}
