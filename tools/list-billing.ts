import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Language } from "../core/conversation.ts";
import type { Policy, Records } from "../core/records.ts";
import { ownPolicies, productOf } from "./own-policy.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({});

/** What one policy costs and when the next payment is due. */
export interface BillingItem
  extends
    Pick<Policy, "policyNumber" | "kind" | "status" | "endDate">,
    Pick<Policy["premium"], "amountCents" | "currency" | "period" | "nextDueDate"> {
  readonly productName: Readonly<Record<Language, string>>;
}

/** One item per policy of the customer; empty for somebody we do not know. */
export interface BillingFacts {
  readonly items: readonly BillingItem[];
}

/** Tool: premiums, due dates and end dates of this customer's policies. */
export function makeListBilling(records: Records) {
  return tool(
    async (_input: z.infer<typeof Input>, config: ToolConfig): Promise<BillingFacts> => {
      const policies = await ownPolicies(records, scopeOf(config));
      return { items: await Promise.all(policies.map((each) => bill(records, each))) };
    },
    {
      name: "list_billing",
      description:
        "List what each of the customer's own policies costs (in cents), how often, when the next payment is due " +
        "and when the policy ends. Use it for questions about premium, payment or renewal dates.",
      schema: Input,
    },
  );
}

async function bill(records: Records, policy: Policy): Promise<BillingItem> {
  const { name: productName } = await productOf(records, policy);
  const { policyNumber, kind, status, endDate, premium } = policy;
  return { policyNumber, kind, productName, status, endDate, ...premium };
}
