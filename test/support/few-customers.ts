import { insertRows } from "../../data/row-batches.ts";
import type { Sql } from "../../data/sql.ts";
import { claims, customers, policies, products } from "./demo-insurer.ts";

/** Loads some of the demo insurer's customers with all that is theirs: seeding everything takes longer than a short run. */
export async function seedCustomers(sql: Sql, addresses: readonly string[]): Promise<void> {
  const some = customers.filter(({ phoneNumber }) => addresses.includes(phoneNumber));
  const isTheirs = ({ customerId }: { customerId: string }) =>
    some.some((customer) => customer.customerId === customerId);
  const insured = policies.filter(isTheirs);
  const sold = products.filter(({ product }) => insured.some(({ clauses }) => clauses === product));
  await sql.transaction(function* () {
    yield* insertRows(
      "customers (customer_id, phone_number, body)",
      "",
      some.map((each) => [each.customerId, each.phoneNumber, JSON.stringify(each)]),
    );
    yield* insertRows(
      "products (product, body)",
      "",
      sold.map((each) => [each.product, JSON.stringify(each)]),
    );
    yield* insertRows(
      "policies (policy_number, customer_id, body)",
      "",
      insured.map((each) => [each.policyNumber, each.customerId, JSON.stringify(each)]),
    );
    yield* insertRows(
      "claims (claim_id, customer_id, policy_number, reported_on, body)",
      "",
      claims
        .filter(isTheirs)
        .map((each) => [
          each.claimId,
          each.customerId,
          each.policyNumber,
          each.reportedOn,
          JSON.stringify(each),
        ]),
    );
  });
}
