import { tool } from "@langchain/core/tools";
import type { z } from "zod";
import { ContactChange, planContactChange } from "./contact-rules.ts";
import type { ContactChangeFacts } from "./contact-rules.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

/** Tool: checks a new contact detail and tells exactly what would change; changes nothing. */
export function makePrepareContactChange() {
  return tool(
    async (input: z.infer<typeof ContactChange>, config: ToolConfig): Promise<ContactChangeFacts> =>
      planContactChange(scopeOf(config).customer, input),
    {
      name: "prepare_contact_change",
      description:
        "Check a new e-mail, language or postal address for the customer and get exactly what would change. " +
        "Changes nothing: show `from` and `to` to the customer and ask for a yes.",
      schema: ContactChange,
    },
  );
}
