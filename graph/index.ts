import { END, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph";
import { makeCustomerAgent } from "./nodes/customer-agent.ts";
import { makeHumanAgent } from "./nodes/human-agent.ts";
import { makePolicyAgent } from "./nodes/policy-agent.ts";
import { makeUnderstand } from "./nodes/understand.ts";
import type { GraphParts } from "./parts.ts";
import { afterAgent, afterPeople, route } from "./router.ts";
import { State } from "./state.ts";

export type { GraphParts, TurnContext } from "./parts.ts";
export type Graph = ReturnType<typeof buildGraph>;

/** A turn of eight inputs takes at most three steps for each. */
export const RECURSION_LIMIT = 40;

/**
 * The whole conversation graph on one page: understand, route, one of three agents, and again for the next input.
 * @param checkpointer left out for LangGraph Studio, which brings its own.
 */
export function buildGraph(parts: GraphParts, checkpointer?: BaseCheckpointSaver) {
  return new StateGraph(State)
    .addNode("understand", makeUnderstand(parts))
    .addNode("customer", makeCustomerAgent(parts))
    .addNode("policy", makePolicyAgent(parts))
    .addNode("human", makeHumanAgent(parts))
    .addEdge(START, "understand")
    .addConditionalEdges("understand", route, ["customer", "policy", "human"])
    .addConditionalEdges("customer", afterAgent, {
      human: "human",
      understand: "understand",
      end: END,
    })
    .addConditionalEdges("policy", afterAgent, {
      human: "human",
      understand: "understand",
      end: END,
    })
    .addConditionalEdges("human", afterPeople, { understand: "understand", end: END })
    .compile(checkpointer ? { checkpointer } : {});
}
