import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Language } from "../core/conversation.ts";
import type { Clause, Records } from "../core/records.ts";
import { readQuestion } from "./clause-question.ts";
import { chooseClause, findCandidates } from "./clause-search.ts";
import { noProduct, ownPolicy } from "./own-policy.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({
  question: z
    .string()
    .describe(
      "What the customer wants to know is covered, in their own words, English or Spanish.",
    ),
  policyNumber: z.string().describe("The customer's own policy it is about, like AUT-1042."),
});

/** `nothing_asked`: the question names nothing in particular, like "what does my policy cover?". */
type FindProblem = "no_clause" | "nothing_asked" | "unknown_policy";

/** The clause that answers, or why there is none. */
export type ClauseFacts =
  | {
      readonly found: true;
      readonly policyNumber: string;
      readonly productName: Readonly<Record<Language, string>>;
      readonly clause: Clause;
      /** 0..1: how much of the question the clause speaks about. */
      readonly score: number;
    }
  | { readonly found: false; readonly problem: FindProblem };

/** Tool: the clause of this customer's own contract that answers a question about cover. */
export function makeFindClause(records: Records) {
  return tool(
    async (input: z.infer<typeof Input>, config: ToolConfig): Promise<ClauseFacts> => {
      const policy = await ownPolicy(records, scopeOf(config), input.policyNumber);
      if (!policy) return { found: false, problem: "unknown_policy" };
      const question = readQuestion(input.question, policy.kind);
      if (question.words.length === 0) return { found: false, problem: "nothing_asked" };
      const findings = await findCandidates(records, policy.clauses, question);
      if (!findings) throw noProduct(policy);
      const hit = chooseClause(findings, question);
      if (!hit) return { found: false, problem: "no_clause" };
      const { policyNumber } = policy;
      return { found: true, policyNumber, productName: findings.productName, ...hit };
    },
    {
      name: "find_clause",
      description:
        "Find the clause of one of the customer's own policies that says whether something is covered. " +
        "Quote it with its number; if there is none, say so and offer a person.",
      schema: Input,
    },
  );
}
