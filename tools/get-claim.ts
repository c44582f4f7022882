import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Claim, Records } from "../core/records.ts";
import { ownClaims } from "./own-claims.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({
  claimId: z.string().describe("The claim's id, like CL-123456."),
});

/** What is known about one claim; `found: false` says the same whether it is another customer's or nobody's. */
export type ClaimFacts =
  | { readonly found: true; readonly claim: Claim }
  | { readonly found: false; readonly claimId: string };

/** Tool: one claim of this customer, by id. */
export function makeGetClaim(records: Records) {
  return tool(
    async ({ claimId }: z.infer<typeof Input>, config: ToolConfig): Promise<ClaimFacts> => {
      const wanted = claimId.trim().toUpperCase();
      const claims = await ownClaims(records, scopeOf(config));
      const claim = claims.find((each) => each.claimId === wanted);
      return claim ? { found: true, claim } : { found: false, claimId };
    },
    {
      name: "get_claim",
      description: "Look up one of the customer's own claims by its id: status and next step.",
      schema: Input,
    },
  );
}
