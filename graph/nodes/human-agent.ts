import { withNumbers } from "../../core/numbered-choices.ts";
import { offer } from "../choices/offer.ts";
import { languageOf, remember, repliesAsLines } from "../memory.ts";
import { currentInput } from "../parts.ts";
import type { GraphParts, TurnRuntime } from "../parts.ts";
import { repliesFor } from "../replies/index.ts";
import type { Reply, State, StateUpdate } from "../state.ts";
import { talkWithPeople } from "./human/customer.ts";
import { openHandoff } from "./human/open.ts";
import { personSpeaks } from "./human/person.ts";
import { closing, stay } from "./human/says.ts";
import { timerRings, windClock } from "./human/timer.ts";
import type { HumanAct, HumanTurn } from "./human/turn.ts";

/**
 * The node that stands between the customer and people: opens a handoff and announces it once, passes people's words
 * on, ends the stay, and acts when a timer rings. It thinks nothing up.
 */
export function makeHumanAgent(parts: GraphParts) {
  return async function humanAgent(state: State, runtime: TurnRuntime): Promise<StateUpdate> {
    const { customer, now } = await parts.scopeFor(runtime.context);
    const input = currentInput(state);
    const handoff = state.handoff ?? null;
    const language = languageOf(state, customer);
    const say = repliesFor(language);
    const act = decide({ state, input, handoff, customer, say, language, now, newId: parts.newId });

    const pending = act.pending === undefined ? state.pending : act.pending;
    const replies = act.say.map((line): Reply => ({
      ...line,
      inputId: input.id,
      agent: "human",
      text: withNumbers(line.text, line.choices),
      choices: offer(line.choices, pending),
    }));
    // With people, understanding only looks for goodbyes: its guess about the rest means nothing.
    const intent = handoff ? null : (state.reading?.understood ?? null);
    const traces = state.traces[input.id]
      ? state.traces
      : { ...state.traces, [input.id]: { intent, tools: [] } };
    return {
      handoff: act.handoff,
      handoffChanges: [...state.handoffChanges, ...act.changes],
      handoffRequest: null,
      pending,
      offered: act.pending === undefined ? state.offered : replies.flatMap((line) => line.choices),
      unclearCount: 0,
      replies: [...state.replies, ...replies],
      traces,
      cursor: state.cursor + 1,
      ...remember(state, repliesAsLines(replies)),
    };
  };
}

function decide(turn: HumanTurn): HumanAct {
  switch (turn.input.kind) {
    case "customer_message":
      return turn.handoff ? talkWithPeople(turn, turn.handoff) : openHandoff(turn);
    case "person_message":
      return personSpeaks(turn, turn.input);
    case "disconnect":
      return end(turn, turn.input.by);
    case "timer":
      return timerRings(turn, turn.input.timer);
    case "failed":
      return turn.handoff ? windClock(turn, turn.handoff) : openHandoff(turn);
  }
}

function end(turn: HumanTurn, by: string): HumanAct {
  if (!turn.handoff) return stay(turn);
  return closing(turn.say.human.closedByPerson, by);
}
