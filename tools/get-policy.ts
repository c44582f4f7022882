import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Language } from "../core/conversation.ts";
import type { Clause, Policy, Records } from "../core/records.ts";
import { ownPolicy, productOf } from "./own-policy.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({
  policyNumber: z.string().describe("The policy number, like AUT-1042."),
});

/** A clause by its number and title. */
export interface ClauseTitle {
  readonly number: string;
  readonly title: Readonly<Record<Language, string>>;
}

/** What is known about one policy; `found: false` says the same whether it is another customer's or nobody's. */
export type PolicyFacts =
  | {
      readonly found: true;
      readonly policy: Policy;
      readonly productName: Readonly<Record<Language, string>>;
      /** What the contract covers and what it excludes, by clause. */
      readonly covered: readonly ClauseTitle[];
      readonly excluded: readonly ClauseTitle[];
    }
  | { readonly found: false; readonly policyNumber: string };

/** Tool: one policy of this customer, by number. */
export function makeGetPolicy(records: Records) {
  return tool(
    async ({ policyNumber }: z.infer<typeof Input>, config: ToolConfig): Promise<PolicyFacts> => {
      const policy = await ownPolicy(records, scopeOf(config), policyNumber);
      if (!policy) return { found: false, policyNumber };
      const product = await productOf(records, policy);
      return {
        found: true,
        policy,
        productName: product.name,
        covered: titlesOf(product.clauses, "covered"),
        excluded: titlesOf(product.clauses, "excluded"),
      };
    },
    {
      name: "get_policy",
      description:
        "Look up one of the customer's own policies by its number: what it covers, limits, deductible, premium and dates.",
      schema: Input,
    },
  );
}

function titlesOf(clauses: readonly Clause[], effect: Clause["effect"]): ClauseTitle[] {
  return clauses
    .filter((clause) => clause.effect === effect)
    .map(({ number, title, translations }) => ({
      number,
      title: { en: title, es: translations.es.title },
    }));
}
