import { tool } from "@langchain/core/tools";
import { z } from "zod";
import type { Customer } from "../core/records.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({});

/** Who writes to us, if we know. */
export type CustomerFacts =
  | { readonly known: true; readonly customer: Customer }
  | { readonly known: false };

/** Tool: the details we hold about this customer. */
export function makeGetCustomer() {
  return tool(
    async (_input: z.infer<typeof Input>, config: ToolConfig): Promise<CustomerFacts> => {
      const { customer } = scopeOf(config);
      return customer ? { known: true, customer } : { known: false };
    },
    {
      name: "get_customer",
      description:
        "Look up the customer's own details: name, customer id, type, language, e-mail, postal address, " +
        "policy numbers and relationship manager.",
      schema: Input,
    },
  );
}
