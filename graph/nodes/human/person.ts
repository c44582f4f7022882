import { labels } from "../../../core/conversation.ts";
import type { TurnInput } from "../../state.ts";
import type { HumanAct, HumanTurn } from "./turn.ts";
import { stay } from "./says.ts";

/** What people write to invite a customer who has been silent for too long to write again. */
const INVITE = "/template";

/** A person speaks: the customer hears it under the person's name. Words for a handoff that is over go nowhere. */
export function personSpeaks(
  turn: HumanTurn,
  input: Extract<TurnInput, { kind: "person_message" }>,
): HumanAct {
  const { handoff } = turn;
  if (!handoff) return stay(turn);
  const label = handoff.kind === "relationship_manager" ? labels.manager : labels.person;
  const { senderName, file } = input;
  const isInvitation = input.text.trim() === INVITE && !file;
  const text = isInvitation ? turn.say.human.invitation : input.text;
  const line: HumanAct["say"][number] = {
    author: "human_agent",
    text: `${label} ${senderName}: ${text}`.trimEnd(),
    choices: [],
    senderName,
    ...(file ? { file } : {}),
    ...(isInvitation ? { templateLanguage: turn.language } : {}),
  };
  const claim = handoff.status === "queued" ? [{ do: "claim", by: senderName } as const] : [];
  const resume = isPaused(handoff.status) ? [{ do: "resume" } as const] : [];
  return {
    say: [line],
    changes: [...claim, ...resume, { do: "wait", timer: "customer_silent" }],
    handoff: { ...handoff, status: "claimed", claimedBy: handoff.claimedBy ?? senderName },
    pending: null,
  };
}

function isPaused(status: string): boolean {
  return status === "hold" || status === "wrap_up";
}
