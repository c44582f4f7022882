import type { HandoffChange } from "../../../core/handoff.ts";
import type { OpenHandoff } from "../../state.ts";
import { isClosing, yesNo } from "../../understanding/index.ts";
import type { HumanAct, HumanTurn } from "./turn.ts";
import { closing, systemSays } from "./says.ts";

/** The customer writes while people have the conversation: it goes to them, unless it is a goodbye. */
export function talkWithPeople(turn: HumanTurn, handoff: OpenHandoff): HumanAct {
  const { input, state, say } = turn;
  if (input.kind !== "customer_message") return { say: [], changes: [], handoff };
  const isGoodbye = isClosing(input.text);
  if (state.pending?.ask === "anything_else") {
    const isDone = input.choiceId === "no" || yesNo(input.text) === "no" || isGoodbye;
    return isDone ? closing(say.human.closedByCustomer, "customer") : passOn(handoff);
  }
  if (!isGoodbye || input.media) return passOn(handoff);
  return {
    say: [systemSays(say.human.anythingElse)],
    // Whose turn it is now: a customer who just leaves is no reason to look for another person.
    changes: handoff.status === "claimed" ? [{ do: "wait", timer: "customer_silent" }] : [],
    handoff,
    pending: { ask: "anything_else" },
  };
}

/** The desk gets the message itself; here only the clocks move. */
function passOn(handoff: OpenHandoff): HumanAct {
  const changes = clockFor(handoff);
  const status = changes[0]?.do === "resume" ? "claimed" : handoff.status;
  return { say: [], changes, handoff: { ...handoff, status }, pending: null };
}

function clockFor(handoff: OpenHandoff): HandoffChange[] {
  if (handoff.status === "wrap_up" || handoff.status === "hold") return [{ do: "resume" }];
  if (handoff.status === "claimed") return [{ do: "wait", timer: "person_silent" }];
  return [];
}
