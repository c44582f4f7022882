import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HandoffKind, HandoffReason } from "../../../core/handoff.ts";
import { ContactField } from "../../../core/records.ts";
import type { Toolbox } from "../../../tools/index.ts";
import { aClaim, aCustomer, aPolicy } from "../../support/records.ts";
import { bind } from "./harness.ts";

/** Stands in every free text of the other customer's records. */
const SECRET = "ZZ-STRANGER-ZZ";

const content = {
  customers: [aCustomer(), aCustomer({ customerId: "C-9999", name: SECRET })],
  policies: [
    aPolicy(),
    aPolicy({ policyNumber: "AUT-9999", customerId: "C-9999", insured: SECRET }),
  ],
  claims: [aClaim(), aClaim({ claimId: "CL-9999", customerId: "C-9999", description: SECRET })],
};

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("AUT-9999", "aut-9999 ", "CL-9999", "C-9999", "AUT-1042", "CL-2001"),
  fc.constantFrom("", "*", "%", "__proto__", "' OR 1=1 --", "AUT-1042,AUT-9999", "theft"),
);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const day = fc.constantFrom("2026-06-09", "2020-01-01", "2030-01-01");
const none = fc.record({});
const contact = fc.record({ field: fc.constantFrom(...ContactField.options), value: text });

const argsOf: { readonly [Verb in keyof Toolbox]: fc.Arbitrary<object> } = {
  listPolicies: none,
  getPolicy: fc.record({ policyNumber: text }),
  findClause: fc.record({ question: text, policyNumber: text }),
  listBilling: none,
  requestPolicyChange: fc.record({
    policyNumber: text,
    kind: fc.constantFrom("renew", "cancel", "change_cover"),
    detail: text,
  }),
  getCustomer: none,
  prepareContactChange: contact,
  applyContactChange: contact,
  listClaims: none,
  getClaim: fc.record({ claimId: text }),
  checkClaim: fc.record({
    policyNumber: maybe(text),
    occurredOn: maybe(day),
    description: maybe(text),
  }),
  reportClaim: fc.record({ policyNumber: text, occurredOn: day, description: text }),
  requestHandoff: fc.record({
    kind: fc.constantFrom(...HandoffKind.options),
    reason: fc.constantFrom(...HandoffReason.options),
  }),
};

/** What a model might smuggle in beside the arguments a tool knows. */
const extra = fc.dictionary(fc.constantFrom("customerId", "customer", "scope"), text);

const someCall = fc.oneof(
  ...Object.entries(argsOf).map(([verb, args]) =>
    fc.record({ verb: fc.constant(verb as keyof Toolbox), args, extra }),
  ),
);

/** Calls a tool by name and gives all it returned and staged, as text. */
async function everythingFrom(
  { tools, scope }: ReturnType<typeof bind>,
  verb: keyof Toolbox,
  args: object,
): Promise<string> {
  const facts = await (tools[verb] as (args: object) => Promise<unknown>)(args);
  return JSON.stringify([facts, scope.staged]);
}

describe("privacy", () => {
  test("whatever the arguments, no tool returns or stages another customer's record", async () => {
    await fc.assert(
      fc.asyncProperty(someCall, async ({ verb, args, extra }) => {
        const found = await everythingFrom(bind(content), verb, { ...extra, ...args });
        expect(found).not.toContain(SECRET);
        expect(found).not.toContain('"customerId":"C-9999"');
      }),
      { numRuns: 1_500 },
    );
  });

  test("whatever the arguments, somebody we do not know gets nobody's record", async () => {
    await fc.assert(
      fc.asyncProperty(someCall, async ({ verb, args, extra }) => {
        const found = await everythingFrom(bind(content, null), verb, { ...extra, ...args });
        expect(found).not.toContain('"customerId"');
        expect(found).not.toContain("Corolla");
        expect(found).not.toContain(SECRET);
      }),
      { numRuns: 500 },
    );
  });

  test("whatever the arguments, preparing and checking stage nothing", async () => {
    const some = fc.oneof(
      argsOf.prepareContactChange.map((args) => ["prepareContactChange", args] as const),
      argsOf.checkClaim.map((args) => ["checkClaim", args] as const),
    );
    await fc.assert(
      fc.asyncProperty(some, async ([verb, args]) => {
        const bound = bind(content);
        await everythingFrom(bound, verb, args);
        expect(bound.scope.staged).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
