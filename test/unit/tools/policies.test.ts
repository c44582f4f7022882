import { describe, expect, test } from "vitest";
import { aClause, aCustomer, aPolicy, aProduct } from "../../support/records.ts";
import { bind } from "./harness.ts";

const theirs = aPolicy({ policyNumber: "AUT-9999", customerId: "C-9999" });

describe("policies", () => {
  test("list_policies tells number, kind, product, status, dates and what is insured", async () => {
    const { tools } = bind({ policies: [aPolicy(), theirs] });
    expect(await tools.listPolicies({})).toEqual({
      policies: [
        {
          policyNumber: "AUT-1042",
          kind: "auto",
          productName: { en: "Auto Comprehensive", es: "Auto Cobertura Amplia" },
          status: "active",
          startDate: "2026-01-01",
          endDate: "2026-12-31",
          insured: "2021 Toyota Corolla, plate 7KDR214",
        },
      ],
    });
  });

  test("get_policy finds a policy however its number is cased or padded", async () => {
    const { tools } = bind();
    expect(await tools.getPolicy({ policyNumber: " aut-1042 " })).toEqual({
      found: true,
      policy: aPolicy(),
      productName: { en: "Auto Comprehensive", es: "Auto Cobertura Amplia" },
      covered: expect.any(Array),
      excluded: expect.any(Array),
    });
  });

  test("get_policy tells the titles of what is covered and excluded, and leaves the terms out", async () => {
    const clauses = (["covered", "excluded", "terms"] as const).map((effect, index) =>
      aClause({ number: `1.${index}`, title: `About ${effect}`, effect }),
    );
    const { tools } = bind({ products: [aProduct({ clauses })] });
    const facts = await tools.getPolicy({ policyNumber: "AUT-1042" });
    expect(facts).toMatchObject({
      covered: [{ number: "1.0", title: { en: "About covered" } }],
      excluded: [{ number: "1.1", title: { en: "About excluded" } }],
    });
  });

  test("another customer's policy and one that does not exist get the same answer", async () => {
    const { tools } = bind({ policies: [aPolicy(), theirs] });
    expect(await tools.getPolicy({ policyNumber: "AUT-9999" })).toEqual({
      found: false,
      policyNumber: "AUT-9999",
    });
    expect(await tools.getPolicy({ policyNumber: "AUT-0000" })).toEqual({
      found: false,
      policyNumber: "AUT-0000",
    });
  });

  test("a policy whose product is missing is our fault, never 'not on your account'", async () => {
    const { tools } = bind({ products: [] });
    await expect(tools.getPolicy({ policyNumber: "AUT-1042" })).rejects.toMatchObject({
      name: "AppError",
      code: "internal",
    });
  });

  test("list_billing tells amount, period, next payment and end of each policy", async () => {
    const lapsed = aPolicy({
      policyNumber: "AUT-1043",
      status: "lapsed",
      premium: { ...aPolicy().premium, nextDueDate: null },
    });
    const { tools } = bind({ policies: [aPolicy(), lapsed, theirs] });
    const { items } = await tools.listBilling({});
    expect(items).toEqual([
      {
        policyNumber: "AUT-1042",
        kind: "auto",
        productName: { en: "Auto Comprehensive", es: "Auto Cobertura Amplia" },
        status: "active",
        amountCents: 8_450,
        currency: "USD",
        period: "month",
        nextDueDate: "2026-07-01",
        endDate: "2026-12-31",
      },
      expect.objectContaining({ policyNumber: "AUT-1043", status: "lapsed", nextDueDate: null }),
    ]);
  });

  test("somebody we do not know has no policies, no bills and no clauses", async () => {
    const { tools } = bind({}, null);
    expect(await tools.listPolicies({})).toEqual({ policies: [] });
    expect(await tools.listBilling({})).toEqual({ items: [] });
    expect(await tools.getPolicy({ policyNumber: "AUT-1042" })).toMatchObject({ found: false });
    expect(await tools.findClause({ question: "theft", policyNumber: "AUT-1042" })).toEqual({
      found: false,
      problem: "unknown_policy",
    });
  });
});

describe("find_clause", () => {
  test("answers from the product of the customer's own policy", async () => {
    const { tools } = bind();
    const facts = await tools.findClause({
      question: "is theft covered",
      policyNumber: "aut-1042",
    });
    expect(facts).toEqual({
      found: true,
      policyNumber: "AUT-1042",
      productName: { en: "Auto Comprehensive", es: "Auto Cobertura Amplia" },
      clause: aClause(),
      score: 1,
    });
  });

  test("says that there is no clause rather than quoting one that does not answer", async () => {
    const { tools } = bind();
    expect(
      await tools.findClause({ question: "alien abduction", policyNumber: "AUT-1042" }),
    ).toEqual({ found: false, problem: "no_clause" });
  });

  test("never searches the contract of a policy that is not the customer's", async () => {
    const { tools } = bind({ policies: [aPolicy(), theirs] });
    expect(await tools.findClause({ question: "theft", policyNumber: "AUT-9999" })).toEqual({
      found: false,
      problem: "unknown_policy",
    });
  });

  test("finds a clause that was added to the product after the first question", async () => {
    const products = [aProduct()];
    const { tools } = bind({ products });
    const ask = () => tools.findClause({ question: "hail", policyNumber: "AUT-1042" });
    expect(await ask()).toMatchObject({ found: false });
    const hail = aClause({ number: "2.4", title: "Hail" });
    products[0] = aProduct({ clauses: [aClause(), hail] });
    expect(await ask()).toMatchObject({ found: true, clause: { number: "2.4" } });
  });
});

describe("request_policy_change", () => {
  test("stages a request with the customer's own words and tells its number", async () => {
    const { tools, scope } = bind();
    const facts = await tools.requestPolicyChange({
      policyNumber: "aut-1042",
      kind: "cancel",
      detail: " I sold the car on Friday. ",
    });
    expect(facts).toEqual({ ok: true, requestId: "SR-123456" });
    expect(scope.staged).toEqual([
      {
        change: "service_request",
        requestId: "SR-123456",
        customerId: "C-1001",
        policyNumber: "AUT-1042",
        kind: "cancel",
        detail: "I sold the car on Friday.",
      },
    ]);
  });

  test("keeps at most 1,000 characters of what the customer wrote", async () => {
    const { tools, scope } = bind();
    const detail = "x".repeat(1_500);
    await tools.requestPolicyChange({ policyNumber: "AUT-1042", kind: "renew", detail });
    expect(scope.staged).toMatchObject([{ detail: "x".repeat(1_000) }]);
  });

  test("stages nothing for a policy of somebody else or for somebody unknown", async () => {
    const refused = { ok: false, problem: "unknown_policy" };
    const request = { policyNumber: "AUT-9999", kind: "cancel", detail: "please" } as const;
    for (const customer of [aCustomer(), null]) {
      const { tools, scope } = bind({ policies: [theirs] }, customer);
      expect(await tools.requestPolicyChange(request)).toEqual(refused);
      expect(scope.staged).toEqual([]);
    }
  });
});
