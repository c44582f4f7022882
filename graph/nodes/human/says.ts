import { labels } from "../../../core/conversation.ts";
import type { Reply } from "../../state.ts";
import type { HumanAct, HumanTurn } from "./turn.ts";

/** Nothing to say or do. */
export function stay(turn: Pick<HumanTurn, "handoff">): HumanAct {
  return { say: [], changes: [], handoff: turn.handoff };
}

/** A message about the handoff itself. */
export function systemSays(text: string, choices: Reply["choices"] = []): HumanAct["say"][number] {
  return { author: "system", text: `${labels.customer} ${text}`, choices, senderName: null };
}

/** Ends the stay, tells the customer once and gives the conversation back to the bot. */
export function closing(text: string, by: string): HumanAct {
  return {
    say: [systemSays(text)],
    changes: [{ do: "close", by }],
    handoff: null,
    pending: null,
  };
}
