import { z } from "zod";
import { Claim, Customer, Policy, Product } from "../core/records.ts";
import claims from "./seed/claims.json" with { type: "json" };
import customers from "./seed/customers.json" with { type: "json" };
import policies from "./seed/policies.json" with { type: "json" };
import products from "./seed/products.json" with { type: "json" };
import { one, run } from "./sql.ts";
import type { Sql } from "./sql.ts";

/** How much the demo insurer has. */
export interface Seeded {
  readonly customers: number;
  readonly policies: number;
}

/**
 * Loads the demo insurer into a database that has no customers yet; one that has is left alone.
 * @returns what was loaded, or undefined when there was nothing to do.
 */
export async function seedDemoInsurer(sql: Sql): Promise<Seeded | undefined> {
  return sql.transaction(function* () {
    yield* sql.alone();
    if (yield* one("SELECT 1 AS found FROM customers LIMIT 1")) return undefined;
    for (const product of z.array(Product).parse(products)) {
      yield* run(
        "INSERT INTO products (product, body) VALUES ($1, $2)",
        product.product,
        JSON.stringify(product),
      );
    }
    for (const customer of z.array(Customer).parse(customers)) {
      yield* run(
        "INSERT INTO customers (customer_id, phone_number, body) VALUES ($1, $2, $3)",
        customer.customerId,
        customer.phoneNumber,
        JSON.stringify(customer),
      );
    }
    for (const policy of z.array(Policy).parse(policies)) {
      yield* run(
        "INSERT INTO policies (policy_number, customer_id, body) VALUES ($1, $2, $3)",
        policy.policyNumber,
        policy.customerId,
        JSON.stringify(policy),
      );
    }
    for (const claim of z.array(Claim).parse(claims)) {
      yield* run(
        "INSERT INTO claims (claim_id, customer_id, policy_number, reported_on, body) VALUES ($1, $2, $3, $4, $5)",
        claim.claimId,
        claim.customerId,
        claim.policyNumber,
        claim.reportedOn,
        JSON.stringify(claim),
      );
    }
    return { customers: customers.length, policies: policies.length };
  });
}
