import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Claim, Records } from "../core/records.ts";
import { ownClaims } from "./own-claims.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({});

/** The customer's claims, newest first; empty for somebody we do not know. */
export interface ClaimListFacts {
  readonly claims: readonly Claim[];
}

/** Tool: all claims of this customer. */
export function makeListClaims(records: Records) {
  return tool(
    async (_input: z.infer<typeof Input>, config: ToolConfig): Promise<ClaimListFacts> => ({
      claims: await ownClaims(records, scopeOf(config)),
    }),
    {
      name: "list_claims",
      description:
        "List the customer's own claims, newest first, with status, next step and what was paid (in cents).",
      schema: Input,
    },
  );
}
