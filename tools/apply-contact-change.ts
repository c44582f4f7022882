import { tool } from "@langchain/core/tools";
import type { z } from "zod";
import { ContactChange, planContactChange } from "./contact-rules.ts";
import type { ContactChangeFacts } from "./contact-rules.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

/** Tool: changes a contact detail the customer confirmed, in the turn's commit. */
export function makeApplyContactChange() {
  return tool(
    async (
      input: z.infer<typeof ContactChange>,
      config: ToolConfig,
    ): Promise<ContactChangeFacts> => {
      const { customer, stage } = scopeOf(config);
      const plan = planContactChange(customer, input);
      if (customer && plan.ok) {
        const { field, from, to } = plan;
        stage({ change: "contact", customerId: customer.customerId, field, from, to });
      }
      return plan;
    },
    {
      name: "apply_contact_change",
      description:
        "Change the customer's e-mail, language or postal address. " +
        "Call it only after prepare_contact_change and a yes from the customer to exactly that change.",
      schema: ContactChange,
    },
  );
}
