import { AppError } from "../core/errors.ts";
import type { Policy, Product, Records, Scope } from "../core/records.ts";

/** The policies of the conversation's customer; none for somebody we do not know. */
export async function ownPolicies(records: Records, scope: Scope): Promise<readonly Policy[]> {
  return scope.customer ? records.listPolicies(scope.customer.customerId) : [];
}

/** One policy of the conversation's customer, or undefined whether it is another's or nobody's. */
export async function ownPolicy(
  records: Records,
  scope: Scope,
  policyNumber: string,
): Promise<Policy | undefined> {
  const wanted = policyNumber.trim().toUpperCase();
  const policies = await ownPolicies(records, scope);
  return policies.find((policy) => policy.policyNumber === wanted);
}

/**
 * The product whose clauses apply to a policy.
 * @throws AppError `internal` when the records name a product that is not there: saying "no such policy" would be untrue.
 */
export async function productOf(records: Records, policy: Policy): Promise<Product> {
  const product = await records.findProduct(policy.clauses);
  if (!product) throw noProduct(policy);
  return product;
}

/** The fault of a policy whose product is not there. */
export function noProduct({ policyNumber }: Policy): AppError {
  return new AppError("internal", `Policy ${policyNumber} names a product we do not have.`);
}
