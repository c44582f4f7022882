import { labels } from "../../core/conversation.ts";
import type { ToolCall, Trace } from "../../core/conversation.ts";
import type { HandoffRequest, Scope } from "../../core/records.ts";
import { bindTools } from "../../tools/index.ts";
import { languageOf, remember, repliesAsLines } from "../memory.ts";
import { currentInput } from "../parts.ts";
import type { GraphParts, TurnRuntime } from "../parts.ts";
import { openAnswer } from "../router.ts";
import type { Skill, SkillAnswer, Skills, SkillTurn } from "../skill.ts";
import { clarify } from "../skills/clarify.ts";
import { customerSkills } from "../skills/index.ts";
import type { Reply, State, StateUpdate } from "../state.ts";

/** A node that answers customers with its skills: the customer agent and the policy agent are two of these. */
export function makeAgent(name: "customer" | "policy", skills: Skills, parts: GraphParts) {
  return async function agent(state: State, runtime: TurnRuntime): Promise<StateUpdate> {
    const calls: ToolCall[] = [];
    const requests: HandoffRequest[] = [];
    const scope = await parts.scopeFor(runtime.context);
    const listening: Scope = { ...scope, requestHandoff: (request) => requests.push(request) };
    const turn = makeTurn(
      state,
      listening,
      bindTools(parts.tools, listening, (call) => calls.push(call)),
    );
    const skill = openAnswer(state)?.skill ?? skillFor(state, skills);
    const answer = await skill(turn);

    const input = currentInput(state);
    const handoffRequest = requests[0] ?? null;
    const replies = answer.say.map(({ text, choices = [] }): Reply => ({
      inputId: input.id,
      agent: name,
      author: name === "customer" ? "customer_agent" : "policy_agent",
      text: `${labels[name]} ${text}`,
      choices: [...choices],
      senderName: null,
    }));
    const trace: Trace = { intent: state.reading?.understood ?? null, tools: calls };
    return {
      pending: answer.pending ?? null,
      focus: { ...state.focus, ...answer.focus },
      unclearCount: answer.isUnclear ? state.unclearCount + 1 : 0,
      replies: [...state.replies, ...replies],
      traces: { ...state.traces, [input.id]: trace },
      handoffRequest,
      // The human agent finishes an input that people are asked for.
      cursor: handoffRequest ? state.cursor : state.cursor + 1,
      ...remember(state, repliesAsLines(replies)),
    };
  };
}

function skillFor(state: State, skills: Skills): Skill {
  const understood = state.reading!.understood;
  if (understood.zone === "clarify") return clarify;
  const skill = understood.zone === "act" ? skills[understood.name] : undefined;
  return skill ?? customerSkills.out_of_scope ?? nothingToSay;
}

async function nothingToSay(): Promise<SkillAnswer> {
  return { say: [] };
}

function makeTurn(state: State, scope: Scope, tools: SkillTurn["tools"]): SkillTurn {
  const input = currentInput(state);
  const message = input.kind === "customer_message" ? input : { text: "", choiceId: undefined };
  return {
    text: message.text,
    choiceId: message.choiceId,
    reading: state.reading!,
    language: languageOf(state, scope.customer),
    customer: scope.customer,
    pending: state.pending,
    focus: state.focus,
    unclearCount: state.unclearCount,
    now: scope.now,
    tools,
    requestHandoff: scope.requestHandoff,
  };
}
