import { randomUUID } from "node:crypto";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { END, MessagesValue, START, StateGraph, StateSchema } from "@langchain/langgraph";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";
import { RECURSION_LIMIT, buildGraph } from "../../graph/index.ts";
import type { GraphParts } from "../../graph/index.ts";
import { makeCustomerAgent } from "../../graph/nodes/customer-agent.ts";
import { makeHumanAgent } from "../../graph/nodes/human-agent.ts";
import { makePolicyAgent } from "../../graph/nodes/policy-agent.ts";
import { makeUnderstand } from "../../graph/nodes/understand.ts";
import { afterAgent, afterPeople, route } from "../../graph/router.ts";
import { State } from "../../graph/state.ts";
import type { StateUpdate } from "../../graph/state.ts";
import type { Scope } from "../../core/records.ts";

/** The peer: LangGraph as its documentation shows it, on its own SqliteSaver with nothing set. */
export interface Stock {
  /** One message of the one conversation: one `invoke`. */
  turn(text: string): Promise<void>;
  close(): void;
}

/** The product's own nodes, with the talk kept the usual way: a list of messages in the state. */
export function openStockWithHistory(file: string, parts: GraphParts, scope: Scope): Stock {
  const saver = SqliteSaver.fromConnString(file);
  const graph = buildHistoryGraph(parts, saver);
  return makeStock(saver, scope, (text, config) =>
    graph.invoke({ ...inputOf(text), messages: [new HumanMessage(text)] }, config),
  );
}

/** The product's own graph as it is, remembering only its window, on the stock saver. */
export function openStockWithWindow(file: string, parts: GraphParts, scope: Scope): Stock {
  const saver = SqliteSaver.fromConnString(file);
  const graph = buildGraph(parts, saver);
  return makeStock(saver, scope, (text, config) => graph.invoke(inputOf(text), config));
}

const HistoryState = new StateSchema({ ...State.fields, messages: MessagesValue });
type HistoryState = typeof HistoryState.State;

/** The edges of `graph/index.ts`; each agent also adds its answer to the messages. */
function buildHistoryGraph(parts: GraphParts, checkpointer: SqliteSaver) {
  const ends = { human: "human", understand: "understand", end: END } as const;
  return new StateGraph(HistoryState)
    .addNode("understand", makeUnderstand(parts))
    .addNode("customer", withMessages(makeCustomerAgent(parts)))
    .addNode("policy", withMessages(makePolicyAgent(parts)))
    .addNode("human", withMessages(makeHumanAgent(parts)))
    .addEdge(START, "understand")
    .addConditionalEdges("understand", route, ["customer", "policy", "human"])
    .addConditionalEdges("customer", afterAgent, ends)
    .addConditionalEdges("policy", afterAgent, ends)
    .addConditionalEdges("human", afterPeople, { understand: "understand", end: END })
    .compile({ checkpointer });
}

function withMessages<Runtime>(
  agent: (state: State, runtime: Runtime) => Promise<StateUpdate> | StateUpdate,
) {
  return async (state: HistoryState, runtime: Runtime) => {
    const update = await agent(state, runtime);
    const fresh = (update.replies ?? []).slice(state.replies.length);
    return { ...update, messages: fresh.map(({ text }) => new AIMessage(text)) };
  };
}

function inputOf(text: string) {
  const inputs = [{ id: randomUUID(), kind: "customer_message", text } as const];
  return { inputs, handoff: null };
}

function makeStock(
  saver: SqliteSaver,
  scope: Scope,
  say: (text: string, config: ReturnType<typeof configFor>) => Promise<Pick<State, "replies">>,
): Stock {
  const config = configFor(scope);
  return {
    async turn(text) {
      const { replies } = await say(text, config);
      if (replies.length !== 1) throw new Error("The stock graph did not answer.");
    },
    close: () => void saver.db.close(),
  };
}

function configFor(scope: Scope) {
  const configurable = { thread_id: "talk" };
  return { configurable, context: { scope }, recursionLimit: RECURSION_LIMIT };
}
