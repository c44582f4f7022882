import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import type { AIMessage, BaseMessage } from "@langchain/core/messages";
import { checkReply } from "../guards/index.ts";
import { withoutLabel } from "../memory.ts";
import type { SkillTurn } from "../skill.ts";
import type { State } from "../state.ts";
import type { Tools } from "../../tools/index.ts";
import { evidenceFaults } from "./evidence.ts";
import type { Model, Question } from "./model.ts";
import { instructionsFor, openingFor } from "./prompt.ts";
import { makeCaller, modelTools } from "./toolset.ts";
import type { Dialogue } from "./toolset.ts";

const MAX_ROUNDS = 4;
/** More at once is no question about one customer's insurance. */
const MAX_CALLS_A_ROUND = 6;
/** All that is looked up for one answer, in characters: enough for a customer with many policies, and a bounded cost. */
const MAX_LOOKED_UP = 36_000;

/** What the model makes of a message: words, or one of our own dialogues. */
export type ModelAnswer =
  | { readonly is: "said"; readonly text: string; readonly results: readonly unknown[] }
  | { readonly is: "dialogue"; readonly intent: Dialogue };

interface AnswerParts {
  readonly model: Model;
  readonly tools: Tools;
  readonly agent: "customer" | "policy";
  readonly memory: Pick<State, "recent" | "summary">;
  readonly signal: AbortSignal;
  readonly onUsage: Question["onUsage"];
}

/** What is held against the words of an answer. */
interface Ground {
  readonly turn: SkillTurn;
  readonly instructions: string;
  readonly results: readonly unknown[];
  /** The customer's own words. */
  readonly said: readonly string[];
}

/**
 * Lets the model answer with the tools that read, within four rounds.
 * @returns undefined when what it says cannot be used: the skill answers then.
 * @throws AppError when the model cannot be asked, with the same consequence.
 */
export async function answerByModel(
  turn: SkillTurn,
  parts: AnswerParts,
): Promise<ModelAnswer | undefined> {
  const { model, signal, onUsage, memory } = parts;
  const tools = modelTools(parts.tools);
  const instructions = instructionsFor(parts.agent, turn);
  const messages: BaseMessage[] = openingFor(instructions, memory, turn.text);
  const look = makeLooker(parts.tools, turn);
  const written = memory.recent.filter(({ author }) => author === "customer");
  const said = [...written.map(({ text }) => text), turn.text];
  let wasWarned = false;

  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const answer = await model.ask({ messages, tools, signal, onUsage });
    if (isBroken(answer)) return undefined;
    messages.push(answer);
    if (answer.tool_calls?.length) {
      const looked = await look(answer);
      if (!looked || "intent" in looked) return looked;
      messages.push(...looked.messages);
      continue;
    }
    const text = withoutLabel(answer.text.trim());
    if (text === "") return undefined;
    const faults = faultsOf(text, { turn, instructions, results: look.results, said });
    if (faults.length === 0) return { is: "said", text, results: look.results };
    if (wasWarned) return undefined;
    wasWarned = true;
    messages.push(warning(faults));
  }
  return undefined;
}

/** Looks up what the model asks for, everything once; what it has seen is the evidence for its answer. */
function makeLooker(tools: Tools, turn: SkillTurn) {
  const call = makeCaller(tools, turn.tools);
  const results: unknown[] = [];
  const seen = new Set<string>();
  let left = MAX_LOOKED_UP;

  async function look({ tool_calls: calls = [] }: AIMessage) {
    if (calls.length > MAX_CALLS_A_ROUND) return undefined;
    const messages: BaseMessage[] = [];
    for (const each of calls) {
      const key = `${each.name} ${JSON.stringify(each.args)}`;
      // Who asks the same again goes round in circles.
      if (seen.has(key)) return undefined;
      seen.add(key);
      const called = await call(each);
      if (called.is === "nonsense") return undefined;
      if (called.is === "dialogue") return called;
      results.push(called.result);
      const content = JSON.stringify(called.result);
      left -= content.length;
      if (left < 0) return undefined;
      messages.push(new ToolMessage({ tool_call_id: each.id ?? "", content }));
    }
    return { messages };
  }
  return Object.assign(look, { results });
}

/** Cut off, filtered, or with calls that cannot be read; a refusal comes without words. */
function isBroken({ response_metadata, invalid_tool_calls = [] }: AIMessage): boolean {
  const reason: unknown = response_metadata["finish_reason"];
  return reason === "length" || reason === "content_filter" || invalid_tool_calls.length > 0;
}

/** What is wrong with an answer, for whoever wrote it. */
function faultsOf(text: string, { turn, instructions, results, said }: Ground): readonly string[] {
  const { customer, language, reading } = turn;
  const evidence = { toolResults: results, customer, language, instructions, said };
  return [
    ...evidenceFaults(text, reading.understood.name, results),
    ...checkReply(text, { ...evidence, hasHandoff: false }).map(({ says }) => says),
  ];
}

function warning(faults: readonly string[]): HumanMessage {
  const told = faults.map((fault) => `- ${fault}`).join("\n");
  return new HumanMessage(
    `(Your answer was not sent. Correct this and answer the customer again, or use start_dialogue:\n${told})`,
  );
}
