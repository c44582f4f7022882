import { tool } from "@langchain/core/tools";
import { z } from "zod";
import { HandoffKind, HandoffReason } from "../core/handoff.ts";
import { scopeOf } from "./scope.ts";
import type { ToolConfig } from "./scope.ts";

const Input = z.object({
  kind: HandoffKind.describe(
    "contact_center for any person; relationship_manager only for a VIP customer who wants their own.",
  ),
  reason: HandoffReason.describe(
    "Why: asked (wants a person), complaint, distress, danger, unclear (not understood), media, " +
      "portfolio (review or planning), not_found (records do not answer it), request, claim, failed.",
  ),
});

/** The request is noted; people are asked once the answer is given. */
export interface HandoffFacts {
  readonly requested: true;
}

/** Tool: asks for a person to take over after this answer. */
export function makeRequestHandoff() {
  return tool(
    async ({ kind, reason }: z.infer<typeof Input>, config: ToolConfig): Promise<HandoffFacts> => {
      const { customer, requestHandoff } = scopeOf(config);
      // Only VIP customers have a relationship manager; a handoff to nobody would never be taken.
      const isVip = customer?.customerType === "VIP";
      requestHandoff({ kind: isVip ? kind : "contact_center", reason });
      return { requested: true };
    },
    {
      name: "request_handoff",
      description:
        "Ask for a person to take over this conversation after your answer. Use it when the customer asks for one, " +
        "complains, is in distress or danger, or when the records cannot answer. Never promise a transfer without it.",
      schema: Input,
    },
  );
}
