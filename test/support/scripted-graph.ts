import type { GraphParts } from "../../graph/parts.ts";
import { makeHumanAgent } from "../../graph/nodes/human-agent.ts";
import type { Graph } from "../../graph/index.ts";
import type { Reply, State, TurnInput } from "../../graph/state.ts";
import { scopeOfTurn } from "../../server/scope-of-turn.ts";

/**
 * Stands in for the graph where it is asked ten thousand times: the human agent is the product's own, everything else is
 * answered in a word, and nothing is remembered.
 */
export function makeScriptedGraph(newId: () => string): Pick<Graph, "invoke"> {
  const parts: Pick<GraphParts, "newId" | "scopeFor"> = { newId, scopeFor: scopeOfTurn };
  const humanAgent = makeHumanAgent(parts as GraphParts);
  const invoke = async (
    asked: Pick<State, "inputs" | "handoff">,
    runtime: Parameters<typeof humanAgent>[1],
  ) => {
    const state = { ...EMPTY, ...asked } as State;
    for (const input of asked.inputs) {
      const isForPeople = state.handoff !== null || !isForBot(input);
      Object.assign(state, isForPeople ? await humanAgent(state, runtime) : answer(state, input));
    }
    return state;
  };
  return { invoke: invoke as Graph["invoke"] };
}

const EMPTY: Partial<State> = {
  language: "en",
  recent: [],
  summary: "",
  pending: null,
  focus: { policyNumber: null, claimId: null },
  unclearCount: 0,
  cursor: 0,
  reading: null,
  handoffRequest: null,
  handoffChanges: [],
  replies: [],
  traces: {},
};

function isForBot(input: TurnInput): boolean {
  return input.kind === "customer_message" && !input.text.includes("human");
}

function answer(state: State, input: TurnInput): Pick<State, "replies" | "cursor"> {
  const reply: Reply = {
    inputId: input.id,
    agent: "customer",
    author: "customer_agent",
    text: "[Customer Service] An answer.",
    choices: [],
    senderName: null,
  };
  return { replies: [...state.replies, reply], cursor: (state.cursor ?? 0) + 1 };
}
