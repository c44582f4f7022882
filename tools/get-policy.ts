import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Language } from "../core/conversation.ts";
import type { Policy, Records } from "../core/records.ts";
import { ownPolicy, productOf } from "./own-policy.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({
  policyNumber: z.string().describe("The policy number, like AUT-1042."),
});

/** What is known about one policy; `found: false` says the same whether it is another customer's or nobody's. */
export type PolicyFacts =
  | {
      readonly found: true;
      readonly policy: Policy;
      readonly productName: Readonly<Record<Language, string>>;
    }
  | { readonly found: false; readonly policyNumber: string };

/** Tool: one policy of this customer, by number. */
export function makeGetPolicy(records: Records) {
  return tool(
    async ({ policyNumber }: z.infer<typeof Input>, config: ToolConfig): Promise<PolicyFacts> => {
      const policy = await ownPolicy(records, scopeOf(config), policyNumber);
      if (!policy) return { found: false, policyNumber };
      const product = await productOf(records, policy);
      return { found: true, policy, productName: product.name };
    },
    {
      name: "get_policy",
      description:
        "Look up one of the customer's own policies by its number: cover limits, deductible, premium and dates.",
      schema: Input,
    },
  );
}
