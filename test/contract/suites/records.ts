import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RecordChange } from "../../../core/records.ts";
import { seedDemoInsurer } from "../../../data/seed.ts";
import { rowsOf } from "../../support/engines.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { ADA, makeTestStore, newClaim } from "../../support/turns.ts";
import type { TestStore } from "../../support/turns.ts";

/** A new value of a detail of Ada's. */
const contact = (field: "email" | "language" | "address", to: string): RecordChange => {
  return { change: "contact", customerId: "C-1001", field, from: "before", to };
};

/** Every store of the insurer's records must pass this: each customer's own, and changes that leave a trace. */
export function recordsContract(name: string, makeSql: MakeSql): void {
  describe(`records on ${name}`, () => {
    let db: TestSql;
    let store: TestStore;
    beforeEach(async () => {
      db = await makeSql();
      await seedDemoInsurer(db.sql);
      store = makeTestStore(db.sql);
    });
    afterEach(() => db.close());

    async function change(...recordChanges: RecordChange[]): Promise<void> {
      await store.accept("yes");
      await store.turn(() => ({ recordChanges }));
    }
    test("finds the customer of an address, and nobody at one it does not know", async () => {
      expect(await store.records.findCustomerByAddress(ADA)).toMatchObject({
        customerId: "C-1001",
        phoneNumber: ADA,
      });
      expect(await store.records.findCustomerByAddress("+14255559999")).toBeUndefined();
      expect(await store.records.findCustomerByAddress("C-1001")).toBeUndefined();
    });

    test("lists a customer's own policies by number, and none for a stranger", async () => {
      const policies = await store.records.listPolicies("C-1001");
      const numbers = policies.map(({ policyNumber }) => policyNumber);
      expect(numbers).toEqual(["AUT-1042", "HOM-2001", "LIF-3001", "TRV-5001"]);
      expect(policies.every(({ customerId }) => customerId === "C-1001")).toBe(true);
      expect(await store.records.listPolicies("C-0000")).toEqual([]);
    });

    test("lists claims newest first", async () => {
      await change(newClaim());
      const claims = await store.records.listClaims("C-1001");
      expect(claims[0]).toEqual(newClaim().claim);
      const days = claims.map(({ reportedOn }) => reportedOn);
      expect(days).toEqual(days.toSorted().toReversed());
    });

    test("finds every product its policies name", async () => {
      const customers = await store.records.listCustomers();
      for (const { customerId } of customers) {
        for (const { clauses } of await store.records.listPolicies(customerId)) {
          expect(await store.records.findProduct(clauses)).toMatchObject({ product: clauses });
        }
      }
      expect(await store.records.findProduct("nothing")).toBeUndefined();
    });

    test.each([
      ["email", "new@example.com", { email: "new@example.com" }],
      ["language", "es", { preferredLanguage: "es" }],
      ["address", "1 New Road, Port Larkin", { postalAddress: "1 New Road, Port Larkin" }],
    ] as const)("changes the %s and nothing else of the customer", async (field, to, expected) => {
      const before = await store.records.findCustomerByAddress(ADA);
      await change(contact(field, to));
      expect(await store.records.findCustomerByAddress(ADA)).toEqual({ ...before, ...expected });
    });

    test("refuses a value that is none, and the turn with it", async () => {
      const before = await store.records.findCustomerByAddress(ADA);
      await expect(change(contact("email", "not an address"))).rejects.toThrow();
      expect(await store.records.findCustomerByAddress(ADA)).toEqual(before);
      expect(await rowsOf(db.sql, "audit")).toEqual([]);
    });

    test("audits who changed what, from what, in which conversation", async () => {
      const changed = contact("email", "new@example.com");
      await change(changed);
      const [entry] = await rowsOf<{ detail: string }>(db.sql, "audit");
      expect(entry).toMatchObject({
        actor: "customer",
        action: "record.contact",
        customer_id: "C-1001",
        conversation_id: expect.any(String) as string,
      });
      expect(JSON.parse(entry!.detail)).toEqual(changed);
    });

    test("keeps a request for a person with the customer's own words", async () => {
      const request = {
        change: "service_request",
        requestId: "SR-1",
        customerId: "C-1001",
        policyNumber: "AUT-1042",
        kind: "cancel",
        detail: "cancel my car policy",
      } as const;
      await change(request);
      expect(await rowsOf(db.sql, "service_requests")).toMatchObject([
        { request_id: "SR-1", kind: "cancel", detail: "cancel my car policy", status: "open" },
      ]);
    });

    test("is seeded once and then left alone", async () => {
      await change(contact("email", "new@example.com"));
      expect(await seedDemoInsurer(db.sql)).toBeUndefined();
      expect(await store.records.findCustomerByAddress(ADA)).toMatchObject({
        email: "new@example.com",
      });
    });
  });
}
