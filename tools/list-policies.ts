import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Language } from "../core/conversation.ts";
import type { Policy, Records } from "../core/records.ts";
import { ownPolicies, productOf } from "./own-policy.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({});

/** What a customer needs to tell their policies apart. */
export interface PolicySummary extends Pick<
  Policy,
  "policyNumber" | "kind" | "status" | "startDate" | "endDate" | "insured"
> {
  readonly productName: Readonly<Record<Language, string>>;
}

/** The customer's policies, by number; empty for somebody we do not know. */
export interface PolicyListFacts {
  readonly policies: readonly PolicySummary[];
}

/** Tool: all policies of this customer, in short. */
export function makeListPolicies(records: Records) {
  return tool(
    async (_input: z.infer<typeof Input>, config: ToolConfig): Promise<PolicyListFacts> => {
      const policies = await ownPolicies(records, scopeOf(config));
      return { policies: await Promise.all(policies.map((each) => summarise(records, each))) };
    },
    {
      name: "list_policies",
      description:
        "List the customer's own policies: number, kind, product, status, dates and what is insured. " +
        "Use it first when the customer has not named a policy number.",
      schema: Input,
    },
  );
}

async function summarise(records: Records, policy: Policy): Promise<PolicySummary> {
  const { name: productName } = await productOf(records, policy);
  const { policyNumber, kind, status, startDate, endDate, insured } = policy;
  return { policyNumber, kind, productName, status, startDate, endDate, insured };
}
