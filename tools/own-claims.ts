import type { Claim, Records, Scope } from "../core/records.ts";

/** The claims of the conversation's customer, newest first; none for somebody we do not know. */
export async function ownClaims(records: Records, scope: Scope): Promise<readonly Claim[]> {
  return scope.customer ? records.listClaims(scope.customer.customerId) : [];
}
