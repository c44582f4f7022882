import type { HandoffReason } from "../../../core/handoff.ts";
import type { HandoffRequest } from "../../../core/records.ts";
import { languageOf, summarise } from "../../memory.ts";
import type { HumanAct, HumanTurn } from "./turn.ts";
import { systemSays } from "./says.ts";

/** Opens a handoff, with what the person needs to know, and announces it to the customer: once. */
export function openHandoff(turn: HumanTurn): HumanAct {
  const { state, customer, input } = turn;
  const { kind, reason } = state.handoffRequest ?? requestOf(turn);
  const threadId = turn.newId();
  const managerName = customer?.relationshipManager ?? null;
  const media = input.kind === "customer_message" ? (input.media ?? null) : null;
  const facts = {
    managerName: kind === "relationship_manager" ? managerName : null,
    mediaKind: media?.kind ?? null,
  };
  const summary = summarise(state, customer, languageOf(state, customer));
  return {
    say: [systemSays(turn.say.human.announce(kind, reason, facts))],
    // A VIP customer's own person is asked first, whatever the reason.
    changes: [{ do: "open", threadId, kind, reason, summary, offeredTo: managerName }],
    handoff: { threadId, kind, status: "queued", claimedBy: null, queuedAt: turn.now },
    pending: null,
  };
}

function requestOf({ state, customer, input }: HumanTurn): HandoffRequest {
  if (input.kind === "failed") return { kind: "contact_center", reason: "failed" };
  if (input.kind === "customer_message" && input.media) {
    return { kind: "contact_center", reason: "media" };
  }
  const { reading } = state;
  if (reading?.urgency) return { kind: "contact_center", reason: reading.urgency };
  if (reading?.understood.name === "relationship_manager") {
    const hasManager = customer?.relationshipManager !== undefined;
    return { kind: hasManager ? "relationship_manager" : "contact_center", reason: "portfolio" };
  }
  return { kind: "contact_center", reason: "asked" satisfies HandoffReason };
}
