import { tool } from "@langchain/core/tools";
import { z } from "zod";
import { Day } from "../core/records.ts";
import type { Records } from "../core/records.ts";
import { checkReport } from "./claim-rules.ts";
import type { ClaimProblem } from "./claim-rules.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({
  policyNumber: z
    .string()
    .nullable()
    .describe("The customer's own policy, like AUT-1042, or null if not known yet."),
  occurredOn: Day.nullable().describe("The day it happened, YYYY-MM-DD, or null if not known yet."),
  description: z
    .string()
    .nullable()
    .describe("What happened, in the customer's words, or null if not known yet."),
});

/** Whether a claim could be reported like this. */
export type ClaimCheckFacts =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: ClaimProblem };

/** Tool: the checks of report_claim as far as things are known; reports nothing. */
export function makeCheckClaim(records: Records) {
  return tool(
    async (input: z.infer<typeof Input>, config: ToolConfig): Promise<ClaimCheckFacts> => {
      const checked = await checkReport(records, scopeOf(config), input);
      return checked.ok ? { ok: true } : checked;
    },
    {
      name: "check_claim",
      description:
        "Check whether a new claim could be reported with what is known so far. Reports nothing; " +
        "use it before asking the customer to confirm.",
      schema: Input,
    },
  );
}
