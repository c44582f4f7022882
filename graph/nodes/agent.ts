import { labels } from "../../core/conversation.ts";
import { withNumbers } from "../../core/numbered-choices.ts";
import type { ToolCall, Trace, Understood } from "../../core/conversation.ts";
import type { HandoffRequest, Scope } from "../../core/records.ts";
import { bindTools } from "../../tools/index.ts";
import { offer } from "../choices/offer.ts";
import { languageOf, remember, repliesAsLines } from "../memory.ts";
import { currentInput, messageOf } from "../parts.ts";
import type { GraphParts, TurnRuntime } from "../parts.ts";
import { topicOf } from "../pending.ts";
import { openAnswer } from "../router.ts";
import type { Skill, SkillAnswer, Skills, SkillTurn } from "../skill.ts";
import { clarify } from "../skills/clarify.ts";
import { customerSkills } from "../skills/index.ts";
import type { Reply, State, StateUpdate } from "../state.ts";

/** Rules do not guess, but they are not gospel either; the same figure as understanding's own rules. */
const RULE_CONFIDENCE = 0.99;

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
    const resumed = openAnswer(state);
    const answer = await (resumed?.skill ?? skillFor(state, skills))(turn);

    const input = currentInput(state);
    const handoffRequest = requests[0] ?? null;
    const pending = answer.pending ?? null;
    const replies = answer.say.map(({ text, choices = [] }): Reply => ({
      inputId: input.id,
      agent: name,
      author: name === "customer" ? "customer_agent" : "policy_agent",
      text: `${labels[name]} ${withNumbers(text, choices)}`,
      choices: offer(choices, pending),
      senderName: null,
    }));
    const trace: Trace = { intent: intentOf(state, resumed !== undefined), tools: calls };
    return {
      pending,
      offered: pending ? replies.flatMap(({ choices }) => choices) : [],
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

/** "Yesterday" alone means nothing; as the answer to "when did it happen?" it is about the claim. */
function intentOf({ reading, pending }: State, isAnswer: boolean): Understood | null {
  const understood = reading?.understood ?? null;
  if (!isAnswer || !pending || !understood || understood.zone === "act") return understood;
  return { name: topicOf(pending), zone: "act", confidence: RULE_CONFIDENCE, source: "rule" };
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
  return {
    ...messageOf(state),
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
