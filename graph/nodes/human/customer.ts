import type { HandoffChange } from "../../../core/handoff.ts";
import { languageOf } from "../../memory.ts";
import { yesNoChoices } from "../../skills/answer.ts";
import type { OpenHandoff } from "../../state.ts";
import { isClosing, yesNo } from "../../understanding/index.ts";
import type { HumanAct, HumanTurn } from "./turn.ts";
import { closing, systemSays } from "./says.ts";

/** The customer writes while people have the conversation: it goes to them, unless it is a goodbye. */
export function talkWithPeople(turn: HumanTurn, handoff: OpenHandoff): HumanAct {
  const { input, state, say, customer } = turn;
  if (input.kind !== "customer_message") return { say: [], changes: [], handoff };
  const isPlainGoodbye = isClosing(input.text);
  if (state.pending?.ask === "anything_else") {
    // Only words that leave no doubt end the conversation.
    const isDone = isNo(turn) || isPlainGoodbye;
    return isDone ? closing(say.human.closedByCustomer, "customer") : passOn(handoff);
  }
  const isGoodbye = isPlainGoodbye || state.reading?.understood.name === "disconnect";
  if (!isGoodbye || input.media) return passOn(handoff);
  return {
    say: [systemSays(say.human.anythingElse, yesNoChoices(languageOf(state, customer)))],
    // Whose turn it is now: a customer who just leaves is no reason to look for another person.
    changes: handoff.status === "claimed" ? [{ do: "wait", timer: "customer_silent" }] : [],
    handoff,
    pending: { ask: "anything_else" },
  };
}

/** By button, number or words; a button of some other question is no answer to this one. */
function isNo({ input, state }: HumanTurn): boolean {
  if (input.kind !== "customer_message") return false;
  const { answered } = state;
  if (answered) return answered.kind === "choice" && answered.id === "no";
  return input.choiceId === undefined && yesNo(input.text) === "no";
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
