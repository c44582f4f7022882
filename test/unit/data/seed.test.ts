import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Claim, Customer, Policy, PolicyKind, Product } from "../../../core/records.ts";
import claimRows from "../../../data/seed/claims.json" with { type: "json" };
import customerRows from "../../../data/seed/customers.json" with { type: "json" };
import policyRows from "../../../data/seed/policies.json" with { type: "json" };
import productRows from "../../../data/seed/products.json" with { type: "json" };

/** The day the demo insurer was written for. */
const today = "2026-11-22";

const customers = z.array(z.strictObject(Customer.shape)).parse(customerRows);
const policies = z.array(z.strictObject(Policy.shape)).parse(policyRows);
const products = z.array(z.strictObject(Product.shape)).parse(productRows);
const claims = z.array(z.strictObject(Claim.shape)).parse(claimRows);
const clauses = products.flatMap((product) =>
  product.clauses.map((clause) => ({ id: `${product.product} ${clause.number}`, ...clause })),
);

const policiesOf = (customerId: string) =>
  policies.filter((policy) => policy.customerId === customerId);
const activeOf = (customerId: string) =>
  policiesOf(customerId).filter((policy) => policy.status === "active");
const claimsOf = (customerId: string) => claims.filter((claim) => claim.customerId === customerId);
const countWhere = <T>(rows: readonly T[], isMatch: (row: T) => boolean) =>
  rows.filter((row) => isMatch(row)).length;
const isOpen = (claim: Claim) => claim.status !== "paid" && claim.status !== "rejected";

const figures = (text: string) => (text.match(/\$?\d[\d,.]*\d%?|\$?\d%?/g) ?? []).sort();
const floodEffect = (product: string) =>
  clauses.find((clause) => clause.id.startsWith(product) && clause.title.startsWith("Flood"))
    ?.effect;

function expectUnique(values: readonly string[]): void {
  const repeated = values.filter((value, index) => values.indexOf(value) !== index);
  expect(repeated).toEqual([]);
}

describe("customers", () => {
  test("there are fourteen of them, at least four VIP and three who speak Spanish", () => {
    expect(customers).toHaveLength(14);
    expect(countWhere(customers, (c) => c.customerType === "VIP")).toBeGreaterThanOrEqual(4);
    const spanish = customers.filter((c) => c.preferredLanguage === "es");
    expect(spanish.length).toBeGreaterThanOrEqual(3);
    expect(spanish.map((c) => c.customerType)).toContain("VIP");
  });

  test("ids, names, phones and e-mails belong to one customer each", () => {
    expectUnique(customers.map((c) => c.customerId));
    expectUnique(customers.map((c) => c.name));
    expectUnique(customers.map((c) => c.phoneNumber));
    expectUnique(customers.map((c) => c.email));
  });

  test("phones and e-mails can reach nobody real", () => {
    for (const customer of customers) {
      expect(customer.phoneNumber).toMatch(/^\+142555501\d\d$/);
      expect(customer.email).toMatch(/@example\.(com|org)$/);
    }
  });

  test("VIP customers have a relationship manager and the others have none", () => {
    for (const customer of customers) {
      const hasManager = Boolean(customer.relationshipManager?.trim());
      expect(hasManager, customer.customerId).toBe(customer.customerType === "VIP");
    }
  });

  test("the first one is the VIP of the contract, with a car, a home and a life policy", () => {
    const first = customers[0]!;
    expect(first).toMatchObject({
      customerId: "C-1001",
      phoneNumber: "+14255550101",
      customerType: "VIP",
      preferredLanguage: "en",
    });
    const kinds = activeOf(first.customerId).map((policy) => policy.kind);
    expect(kinds).toEqual(expect.arrayContaining(["auto", "home", "life"]));
  });

  test("one who writes English has two different cars", () => {
    const owners = customers.filter(
      (c) => countWhere(activeOf(c.customerId), (policy) => policy.kind === "auto") === 2,
    );
    expect(owners.map((c) => c.preferredLanguage)).toContain("en");
    for (const owner of owners) {
      expectUnique(activeOf(owner.customerId).map((policy) => policy.insured));
    }
  });

  test("some have one policy, none, a lapsed one, or one that has ended", () => {
    const counts = customers.map((c) => c.policyNumbers.length);
    expect(counts).toEqual(expect.arrayContaining([0, 1]));
    const statuses = policies.map((policy) => policy.status);
    expect(statuses).toEqual(expect.arrayContaining(["lapsed", "cancelled", "expired", "pending"]));
  });

  test("were last in touch before today and not before their newest claim", () => {
    for (const customer of customers) {
      expect(customer.lastContact < today, customer.customerId).toBe(true);
      for (const claim of claimsOf(customer.customerId)) {
        expect(claim.reportedOn <= customer.lastContact, claim.claimId).toBe(true);
      }
    }
  });
});

describe("policies", () => {
  test("there are at least twenty-six with numbers of their own, some of every kind", () => {
    expect(policies.length).toBeGreaterThanOrEqual(26);
    expectUnique(policies.map((policy) => policy.policyNumber));
    expect(new Set(policies.map((policy) => policy.kind))).toEqual(new Set(PolicyKind.options));
  });

  test("a number tells its kind", () => {
    const starts = {
      auto: "AUT-1",
      home: "HOM-2",
      life: "LIF-3",
      health: "HEA-4",
      travel: "TRV-5",
    };
    for (const policy of policies) {
      expect(policy.policyNumber.startsWith(starts[policy.kind]), policy.policyNumber).toBe(true);
    }
  });

  test("customers list exactly the policies that name them", () => {
    for (const customer of customers) {
      const owned = policiesOf(customer.customerId).map((policy) => policy.policyNumber);
      expect([...customer.policyNumbers].sort()).toEqual(owned.sort());
    }
    const known = new Set(customers.map((c) => c.customerId));
    expect(policies.filter((policy) => !known.has(policy.customerId))).toEqual([]);
  });

  test("each one's product exists, is of its kind and brings the clauses", () => {
    for (const policy of policies) {
      const product = products.find((candidate) => candidate.product === policy.product);
      expect(product?.kind, policy.policyNumber).toBe(policy.kind);
      expect(policy.clauses).toBe(policy.product);
    }
  });

  test("status and dates agree with today", () => {
    for (const policy of policies) {
      expect(policy.startDate < policy.endDate, policy.policyNumber).toBe(true);
      const hasBegun = policy.startDate <= today;
      expect(hasBegun, policy.policyNumber).toBe(policy.status !== "pending");
      const runsOn = policy.endDate >= "2027-01-01";
      const isLive = policy.status === "active" || policy.status === "pending";
      expect(runsOn, policy.policyNumber).toBe(isLive);
    }
  });

  test("live policies have a next payment between December and November, ended ones have none", () => {
    for (const { status, premium, policyNumber, endDate } of policies) {
      const isLive = status === "active" || status === "pending";
      expect(premium.nextDueDate !== null, policyNumber).toBe(isLive);
      if (premium.nextDueDate === null) continue;
      expect(premium.nextDueDate >= "2026-12-01", policyNumber).toBe(true);
      expect(premium.nextDueDate <= "2027-11-30", policyNumber).toBe(true);
      expect(premium.nextDueDate <= endDate, policyNumber).toBe(true);
    }
  });

  test("a payment falls on the day of the month the policy began, within one period", () => {
    const days = { month: 31, quarter: 92, year: 366 };
    for (const { startDate, premium, policyNumber } of policies) {
      if (premium.nextDueDate === null) continue;
      expect(premium.nextDueDate.slice(8), policyNumber).toBe(startDate.slice(8));
      const away = (Date.parse(premium.nextDueDate) - Date.parse(today)) / 86_400_000;
      expect(away, policyNumber).toBeLessThanOrEqual(days[premium.period]);
    }
  });

  test("money is in dollars and every policy has two to four positive limits", () => {
    for (const policy of policies) {
      expect(policy.premium.currency).toBe("USD");
      expect(policy.limits.length, policy.policyNumber).toBeGreaterThanOrEqual(2);
      expect(policy.limits.length, policy.policyNumber).toBeLessThanOrEqual(4);
      for (const limit of policy.limits) {
        expect(limit.amountCents).toBeGreaterThan(0);
        expect(limit.name.en).not.toBe(limit.name.es);
      }
    }
  });
});

describe("products", () => {
  test("there are at least seven: one per kind, two for cars and two for homes", () => {
    expect(products.length).toBeGreaterThanOrEqual(7);
    expectUnique(products.map((product) => product.product));
    for (const kind of PolicyKind.options) {
      const count = countWhere(products, (product) => product.kind === kind);
      expect(count, kind).toBeGreaterThanOrEqual(kind === "auto" || kind === "home" ? 2 : 1);
    }
  });

  test("each has ten to fourteen clauses in order, and all three effects", () => {
    for (const { clauses, product } of products) {
      expect(clauses.length, product).toBeGreaterThanOrEqual(10);
      expect(clauses.length, product).toBeLessThanOrEqual(14);
      const numbers = clauses.map((clause) => clause.number);
      expectUnique(numbers);
      expect([...numbers].sort(), product).toEqual(numbers);
      expect(new Set(clauses.map((clause) => clause.effect)).size, product).toBe(3);
    }
  });

  test("no two clauses say the same thing in the same words", () => {
    expectUnique(clauses.map((clause) => clause.text));
    expectUnique(clauses.map((clause) => clause.translations.es.text));
  });

  test("clauses are numbered like 2.3 and refer only to clauses of their own product", () => {
    for (const product of products) {
      const numbers = new Set(product.clauses.map((clause) => clause.number));
      for (const { number, text } of product.clauses) {
        expect(number).toMatch(/^\d\.\d$/);
        for (const named of text.match(/\b\d\.\d\b/g) ?? []) expect(numbers).toContain(named);
      }
    }
  });

  test("a clause is two to four sentences in both languages", () => {
    for (const { id, text, translations } of clauses) {
      for (const written of [text, translations.es.text]) {
        const sentences = written.match(/[^.!?]\.(?=\s|$)/g)?.length;
        expect(sentences, id).toBeGreaterThanOrEqual(2);
        expect(sentences, id).toBeLessThanOrEqual(4);
      }
    }
  });

  test("the Spanish text holds the same figures as the English one", () => {
    for (const { id, text, translations } of clauses) {
      expect(figures(translations.es.text), id).toEqual(figures(text));
    }
  });

  test("the Spanish texts address the customer as usted", () => {
    const familiar = /(?<!\p{L})(tú|tu|tus|te|ti|contigo|tuyo|tuya)(?!\p{L})/iu;
    const texts = [
      ...clauses.map((clause) => clause.translations.es.text),
      ...claims.map((claim) => claim.nextStep.es),
    ];
    expect(texts.filter((text) => familiar.test(text))).toEqual([]);
  });

  test("keywords are six to fifteen per language, lower case, trimmed and not repeated", () => {
    for (const { id, keywords } of clauses) {
      for (const words of [keywords.en, keywords.es]) {
        expect(words.length, id).toBeGreaterThanOrEqual(6);
        expect(words.length, id).toBeLessThanOrEqual(15);
        expect(words, id).toEqual(words.map((word) => word.toLowerCase().trim()));
        expect(words.every((word) => word.length > 1)).toBe(true);
        expectUnique(words);
      }
    }
  });

  test("a clause leaves the deductible's amount to the policy", () => {
    const own = /deductible (of|is) (up to )?\$|\$[\d,]+ deductible/i;
    expect(clauses.filter((clause) => own.test(clause.text))).toEqual([]);
    const named = clauses.filter((clause) => clause.text.includes("our policy's deductible"));
    expect(named.length).toBeGreaterThan(5);
  });

  test("flood is the difference between the two home products", () => {
    expect(floodEffect("home-essential")).toBe("excluded");
    expect(floodEffect("home-plus")).toBe("covered");
  });
});

describe("claims", () => {
  test("there are at least ten, over six customers or more, in every status", () => {
    expect(claims.length).toBeGreaterThanOrEqual(10);
    expect(new Set(claims.map((claim) => claim.customerId)).size).toBeGreaterThanOrEqual(6);
    const statuses = new Set(claims.map((claim) => claim.status));
    expect(statuses).toEqual(new Set(Claim.shape.status.options));
    expectUnique(claims.map((claim) => claim.claimId));
    expect(claims[0]?.claimId).toBe("CL-7001");
  });

  test("each belongs to a policy of its customer that was in force", () => {
    for (const claim of claims) {
      const policy = policies.find((row) => row.policyNumber === claim.policyNumber);
      expect(policy?.customerId, claim.claimId).toBe(claim.customerId);
      expect(policy!.startDate <= claim.occurredOn, claim.claimId).toBe(true);
      expect(claim.occurredOn <= policy!.endDate, claim.claimId).toBe(true);
    }
  });

  test("things happen, then are reported, and all of it by 20 November 2026", () => {
    for (const claim of claims) {
      expect(claim.occurredOn <= claim.reportedOn, claim.claimId).toBe(true);
      expect(claim.reportedOn <= "2026-11-20", claim.claimId).toBe(true);
    }
  });

  test("only a paid claim has an amount, never above the policy's highest limit", () => {
    for (const claim of claims) {
      expect(claim.paidCents !== null, claim.claimId).toBe(claim.status === "paid");
      const policy = policies.find((row) => row.policyNumber === claim.policyNumber)!;
      const highest = Math.max(...policy.limits.map((limit) => limit.amountCents));
      expect(claim.paidCents ?? 1, claim.claimId).toBeGreaterThan(0);
      expect(claim.paidCents ?? 1, claim.claimId).toBeLessThanOrEqual(highest);
    }
  });

  test("the next step is one sentence in each language", () => {
    for (const { claimId, nextStep } of claims) {
      expect(nextStep.en, claimId).toMatch(/^[^.!?]+(\d\.\d[^.!?]+)?\.$/);
      expect(nextStep.es, claimId).toMatch(/^[^.!?]+(\d\.\d[^.!?]+)?\.$/);
      expect(nextStep.en).not.toBe(nextStep.es);
    }
  });

  test("C-1001 has one in review and one paid, and a Spanish speaker has an open one", () => {
    const first = claimsOf("C-1001").map((claim) => claim.status);
    expect(first.sort()).toEqual(["in_review", "paid"]);
    const spanish = customers.filter((c) => c.preferredLanguage === "es");
    expect(spanish.some((c) => claimsOf(c.customerId).some((claim) => isOpen(claim)))).toBe(true);
  });
});
