import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Records } from "../core/records.ts";
import type { ToolParts } from "./parts.ts";
import { ownPolicy } from "./own-policy.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const MAX_DETAIL_LENGTH = 1_000;

const Input = z.object({
  policyNumber: z.string().describe("The customer's own policy to change, like AUT-1042."),
  kind: z
    .enum(["renew", "cancel", "change_cover"])
    .describe("What shall happen: renew it, cancel it, or change what it covers."),
  detail: z
    .string()
    .describe("The customer's own words about the change, at most 1,000 characters."),
});

/** The number of the recorded request, or why there is none. */
export type PolicyChangeFacts =
  | { readonly ok: true; readonly requestId: string }
  | { readonly ok: false; readonly problem: "unknown_policy" };

/** Tool: records a request that people carry out; nothing about the policy changes by itself. */
export function makeRequestPolicyChange(records: Records, { newNumber }: ToolParts) {
  return tool(
    async (input: z.infer<typeof Input>, config: ToolConfig): Promise<PolicyChangeFacts> => {
      const scope = scopeOf(config);
      const policy = await ownPolicy(records, scope, input.policyNumber);
      if (!policy) return { ok: false, problem: "unknown_policy" };
      const requestId = `SR-${newNumber()}`;
      scope.stage({
        change: "service_request",
        requestId,
        customerId: policy.customerId,
        policyNumber: policy.policyNumber,
        kind: input.kind,
        detail: input.detail.trim().slice(0, MAX_DETAIL_LENGTH),
      });
      return { ok: true, requestId };
    },
    {
      name: "request_policy_change",
      description:
        "Record the customer's request to renew, cancel or change one of their own policies; a person carries it out. " +
        "Call it only after the customer has seen what will be passed on and said yes.",
      schema: Input,
    },
  );
}
