import type { Records } from "../core/records.ts";
import { makeFindClause } from "./find-clause.ts";
import { makeGetPolicy } from "./get-policy.ts";
import { makeListBilling } from "./list-billing.ts";
import { makeListPolicies } from "./list-policies.ts";
import type { ToolParts } from "./parts.ts";
import { makeRequestPolicyChange } from "./request-policy-change.ts";

/** What an agent may do with the customer's policies. */
export function makePolicyManager(records: Records, parts: ToolParts) {
  return {
    listPolicies: makeListPolicies(records),
    getPolicy: makeGetPolicy(records),
    findClause: makeFindClause(records),
    listBilling: makeListBilling(records),
    requestPolicyChange: makeRequestPolicyChange(records, parts),
  };
}
