import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import type { Scope } from "../core/records.ts";
import type { Tools } from "../tools/index.ts";
import type { Model } from "./models/model.ts";
import type { TurnInput, State } from "./state.ts";
import type { Understanding } from "./understanding/index.ts";

/** What a turn is given besides its state; never stored. */
export interface TurnContext {
  /** Absent only in LangGraph Studio, where `scopeFor` makes one. */
  readonly scope?: Scope;
  /** The customer's address; for Studio, where there is no webhook to name it. */
  readonly address?: string;
}

export type TurnRuntime = LangGraphRunnableConfig & { readonly context?: TurnContext };

/** What the graph is built from. */
export interface GraphParts {
  readonly understand: Understanding;
  readonly tools: Tools;
  /** Without one, everything is read and answered locally. */
  readonly model?: Model | undefined;
  readonly newId: () => string;
  /** Whose conversation this turn is: the verified customer, made by the house before the graph runs. */
  readonly scopeFor: (context: TurnContext | undefined) => Scope | Promise<Scope>;
}

/** What the customer says now, as skills see it: the choice that was taken, or words of their own. */
export function messageOf(state: Pick<State, "inputs" | "cursor" | "answered">): {
  readonly text: string;
  readonly choiceId: string | undefined;
} {
  const input = currentInput(state);
  const { answered } = state;
  if (answered && "id" in answered) return { text: answered.title, choiceId: answered.id };
  return { text: input.kind === "customer_message" ? input.text : "", choiceId: undefined };
}

/** The input being worked on. */
export function currentInput(state: Pick<State, "inputs" | "cursor">): TurnInput {
  return state.inputs[state.cursor ?? 0]!;
}
