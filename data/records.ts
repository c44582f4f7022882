import type { Claim, Customer, Policy, Product, Records } from "../core/records.ts";
import { makeClauses } from "./clauses.ts";
import { all, one } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";

interface Body {
  readonly body: string;
}

/** The insurer's records in the database. */
export function makeRecords(sql: Sql): Records & { listCustomers(): Promise<Customer[]> } {
  return {
    ...makeClauses(sql),
    findCustomerByAddress: (address) =>
      sql.read(() =>
        first<Customer>("SELECT body FROM customers WHERE phone_number = $1", address),
      ),
    listPolicies: (customerId) =>
      sql.read(() =>
        list<Policy>(
          "SELECT body FROM policies WHERE customer_id = $1 ORDER BY policy_number",
          customerId,
        ),
      ),
    listClaims: (customerId) =>
      sql.read(() =>
        list<Claim>(
          "SELECT body FROM claims WHERE customer_id = $1 ORDER BY reported_on DESC, claim_id DESC",
          customerId,
        ),
      ),
    findProduct: (product) =>
      sql.read(() => first<Product>("SELECT body FROM products WHERE product = $1", product)),
    listCustomers: () =>
      sql.read(() => list<Customer>("SELECT body FROM customers ORDER BY customer_id")),
  };
}

function* first<T>(query: string, ...args: string[]): Work<T | undefined> {
  const row = yield* one<Body>(query, ...args);
  return row && (JSON.parse(row.body) as T);
}

function* list<T>(query: string, ...args: string[]): Work<T[]> {
  const rows = yield* all<Body>(query, ...args);
  return rows.map(({ body }) => JSON.parse(body) as T);
}
