import claims from "../../data/seed/claims.json" with { type: "json" };
import customers from "../../data/seed/customers.json" with { type: "json" };
import policies from "../../data/seed/policies.json" with { type: "json" };
import products from "../../data/seed/products.json" with { type: "json" };
import { one, run } from "../../data/sql.ts";
import type { Sql, Work } from "../../data/sql.ts";

/** Policy numbers have four digits, so there are no more customers than this. */
export const MOST_CUSTOMERS = 10_000;

/** The phone number of the bench's customer with this number, counted from 0. */
export function addressOf(customer: number): string {
  return `+1425${String(7_000_000 + customer)}`;
}

/**
 * Fills a database that has no customers with an insurer of the bench's own: so many customers, each with a car and a home
 * insured and a claim, modelled on the demo insurer's.
 */
export async function insure(sql: Sql, count: number): Promise<void> {
  if (count > MOST_CUSTOMERS) throw new Error(`There are at most ${MOST_CUSTOMERS} customers.`);
  await sql.transaction(function* () {
    if (yield* one("SELECT 1 AS found FROM customers LIMIT 1")) return;
    for (const product of products) {
      const body = JSON.stringify(product);
      yield* run("INSERT INTO products (product, body) VALUES ($1, $2)", product.product, body);
    }
    for (let customer = 0; customer < count; customer++) yield* insureOne(customer);
  });
}

function* insureOne(customer: number): Work<void> {
  const digits = String(customer).padStart(4, "0");
  const customerId = `C-${digits}`;
  const phoneNumber = addressOf(customer);
  const policyNumbers = [`AUT-${digits}`, `HOM-${digits}`];
  const model = { ...customers[0]!, customerId, phoneNumber, policyNumbers };
  yield* run(
    "INSERT INTO customers (customer_id, phone_number, body) VALUES ($1, $2, $3)",
    customerId,
    phoneNumber,
    JSON.stringify(model),
  );
  for (const policyNumber of policyNumbers) {
    const policy = policies.find(
      (each) => each.policyNumber.slice(0, 3) === policyNumber.slice(0, 3),
    );
    yield* run(
      "INSERT INTO policies (policy_number, customer_id, body) VALUES ($1, $2, $3)",
      policyNumber,
      customerId,
      JSON.stringify({ ...policy, policyNumber, customerId }),
    );
  }
  const claim = {
    ...claims[0]!,
    claimId: `CL-${digits}`,
    customerId,
    policyNumber: policyNumbers[0],
  };
  yield* run(
    "INSERT INTO claims (claim_id, customer_id, policy_number, reported_on, body) VALUES ($1, $2, $3, $4, $5)",
    claim.claimId,
    customerId,
    policyNumbers[0]!,
    claim.reportedOn,
    JSON.stringify(claim),
  );
}
