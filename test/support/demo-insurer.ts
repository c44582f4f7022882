import { Claim, Customer, Policy, Product } from "../../core/records.ts";
import type { Language } from "../../core/conversation.ts";
import claimsJson from "../../data/seed/claims.json" with { type: "json" };
import customersJson from "../../data/seed/customers.json" with { type: "json" };
import policiesJson from "../../data/seed/policies.json" with { type: "json" };
import productsJson from "../../data/seed/products.json" with { type: "json" };

/** The demo insurer's records as the seed files hold them. */
export const customers = Customer.array().parse(customersJson);
export const policies = Policy.array().parse(policiesJson);
export const claims = Claim.array().parse(claimsJson);
export const products = Product.array().parse(productsJson);

/** Whom stories are about, by the phone they write from. */
export const NORA = "+14255550101";
export const LUCIA = "+14255550102";
export const MARCUS = "+14255550103";
export const JOAQUIN = "+14255550104";
export const PRIYA = "+14255550105";
export const THEO = "+14255550106";
export const ROSARIO = "+14255550107";
export const DESMOND = "+14255550108";
export const KAORI = "+14255550109";
export const WALTER = "+14255550110";
export const INGRID = "+14255550111";
export const SAMUEL = "+14255550112";
export const BIANCA = "+14255550113";
export const OWEN = "+14255550114";
/** An address on no account. */
export const STRANGER = "+15005550999";

export function customerAt(address: string): Customer {
  return must(
    customers.find(({ phoneNumber }) => phoneNumber === address),
    address,
  );
}

export function policiesOf(address: string): Policy[] {
  const { customerId } = customerAt(address);
  return policies.filter((policy) => policy.customerId === customerId);
}

export function claimsOf(address: string): Claim[] {
  const { customerId } = customerAt(address);
  return claims.filter((claim) => claim.customerId === customerId);
}

export function policyOf(policyNumber: string): Policy {
  return must(
    policies.find((policy) => policy.policyNumber === policyNumber),
    policyNumber,
  );
}

export function productOf(policyNumber: string): Product {
  const { clauses } = policyOf(policyNumber);
  return must(
    products.find(({ product }) => product === clauses),
    clauses,
  );
}

export function clauseOf(policyNumber: string, number: string) {
  return must(
    productOf(policyNumber).clauses.find((clause) => clause.number === number),
    number,
  );
}

function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`The seed has no ${what}.`);
  return found;
}

/** An amount as customers read it: "$2,140.00". */
export function shownMoney(cents: number): string {
  const whole = String(Math.trunc(cents / 100)).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return `$${whole}.${String(cents % 100).padStart(2, "0")}`;
}

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: "January,February,March,April,May,June,July,August,September,October,November,December".split(
    ",",
  ),
  es: "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre".split(
    ",",
  ),
};

/** A day as customers read it: "March 15, 2026", "15 de marzo de 2026". */
export function shownDay(day: string, language: Language): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const name = MONTHS[language][month - 1];
  return language === "es" ? `${date} de ${name} de ${year}` : `${name} ${date}, ${year}`;
}
