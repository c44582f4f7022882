import { ReducedValue, START, StateGraph, StateSchema, UntrackedValue } from "@langchain/langgraph";
import type { CheckpointTuple } from "@langchain/langgraph-checkpoint";
import { z } from "zod";
import type { Checkpointer } from "../../data/checkpoints/checkpointer.ts";

/** What the graph below remembers, and one value it must not. */
export const Memory = new StateSchema({
  count: z.number().default(0),
  said: new ReducedValue(z.array(z.string()).default([]), {
    inputSchema: z.string(),
    reducer: (said, line) => [...said, line].slice(-3),
  }),
  anything: z.unknown(),
  secret: new UntrackedValue<string>(),
});

/** Counts its turns, remembers three lines, and passes on whatever it is given. */
export function makeGraph(checkpointer: Checkpointer) {
  return new StateGraph(Memory)
    .addNode("hear", ({ count }) => ({ count: count + 1, secret: "not to be stored" }))
    .addNode("answer", ({ count }) => ({ said: `answer ${count}` }))
    .addEdge(START, "hear")
    .addEdge("hear", "answer")
    .compile({ checkpointer });
}

/** Everything a checkpointer lists. */
export async function collect(tuples: AsyncIterable<CheckpointTuple>): Promise<CheckpointTuple[]> {
  const list: CheckpointTuple[] = [];
  for await (const tuple of tuples) list.push(tuple);
  return list;
}
