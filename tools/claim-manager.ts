import type { Records } from "../core/records.ts";
import { makeCheckClaim } from "./check-claim.ts";
import { makeGetClaim } from "./get-claim.ts";
import { makeListClaims } from "./list-claims.ts";
import type { ToolParts } from "./parts.ts";
import { makeReportClaim } from "./report-claim.ts";

/** What an agent may do with the customer's claims. */
export function makeClaimManager(records: Records, parts: ToolParts) {
  return {
    listClaims: makeListClaims(records),
    getClaim: makeGetClaim(records),
    checkClaim: makeCheckClaim(records),
    reportClaim: makeReportClaim(records, parts),
  };
}
