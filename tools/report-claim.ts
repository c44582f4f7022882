import { tool } from "@langchain/core/tools";
import { z } from "zod";
import { AppError } from "../core/errors.ts";
import { Day } from "../core/records.ts";
import type { Claim, Records } from "../core/records.ts";
import { checkReport, tidyDescription, utcDay } from "./claim-rules.ts";
import type { ClaimProblem } from "./claim-rules.ts";
import type { ToolParts } from "./parts.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({
  policyNumber: z.string().describe("The customer's own policy, like AUT-1042."),
  occurredOn: Day.describe("The day it happened, YYYY-MM-DD."),
  description: z
    .string()
    .describe("What happened, in the customer's words: 10 to 2,000 characters."),
});

/** The new claim, or why it cannot be reported. */
export type ClaimReportFacts =
  | { readonly ok: true; readonly claim: Claim }
  | { readonly ok: false; readonly problem: ClaimProblem };

const FIRST_STEP: Claim["nextStep"] = {
  en: "A claims handler reviews your report within two working days.",
  es: "Un gestor de siniestros revisará su parte en un plazo de dos días laborables.",
};

/** Tool: reports a claim the customer confirmed, in the turn's commit. */
export function makeReportClaim(records: Records, { newNumber }: ToolParts) {
  return tool(
    async (input: z.infer<typeof Input>, config: ToolConfig): Promise<ClaimReportFacts> => {
      const scope = scopeOf(config);
      const checked = await checkReport(records, scope, input);
      if (!checked.ok) return checked;
      if (!checked.policy) throw new AppError("internal", "A claim was checked without a policy.");
      const claim: Claim = {
        claimId: `CL-${newNumber()}`,
        policyNumber: checked.policy.policyNumber,
        customerId: checked.policy.customerId,
        status: "received",
        reportedOn: utcDay(scope.now),
        occurredOn: input.occurredOn,
        description: tidyDescription(input.description),
        nextStep: FIRST_STEP,
        paidCents: null,
      };
      scope.stage({ change: "claim", claim });
      return { ok: true, claim };
    },
    {
      name: "report_claim",
      description:
        "Report a new claim on one of the customer's own active policies. " +
        "Call it only after the customer has seen policy, day and description and said yes.",
      schema: Input,
    },
  );
}
