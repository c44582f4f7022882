import { labels } from "../../core/conversation.ts";
import { withNumbers } from "../../core/numbered-choices.ts";
import type { IntentName, ToolCall, Understood } from "../../core/conversation.ts";
import type { HandoffRequest, Scope } from "../../core/records.ts";
import { bindTools } from "../../tools/index.ts";
import { offer } from "../choices/offer.ts";
import { languageOf, remember, repliesAsLines } from "../memory.ts";
import { makeThought } from "../models/thought.ts";
import { usageOf } from "../models/usage.ts";
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

/** Said in passing: what was talked about goes on. */
const PASSING: ReadonlySet<IntentName> = new Set(["affirm", "deny", "smalltalk", "greeting"]);

/** A node that answers customers with its skills: the customer agent and the policy agent are two of these. */
export function makeAgent(name: "customer" | "policy", skills: Skills, parts: GraphParts) {
  const think = makeThought(name, parts);

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
    const { answer, speaker, intent, summary, usage } = await answerTo(state, turn, runtime.signal);

    const input = currentInput(state);
    const handoffRequest = requests[0] ?? null;
    const pending = answer.pending ?? null;
    const replies = repliesOf(answer, speaker, input.id);
    const used = usageOf(state.traces[input.id]?.model, usage);
    return {
      pending,
      offered: pending ? replies.flatMap(({ choices }) => choices) : [],
      focus: { ...state.focus, ...answer.focus },
      topic: topicAfter(intent) ?? state.topic,
      unclearCount: answer.isUnclear ? state.unclearCount + 1 : 0,
      replies: [...state.replies, ...replies],
      traces: { ...state.traces, [input.id]: { intent, tools: calls, ...used } },
      handoffRequest,
      // The human agent finishes an input that people are asked for.
      cursor: handoffRequest ? state.cursor : state.cursor + 1,
      ...remember({ ...state, summary }, repliesAsLines(replies)),
    };
  };

  /** What answers an open question goes to that question's skill; the rest may be the model's, else it is a skill's too. */
  async function answerTo(state: State, turn: SkillTurn, signal: AbortSignal | undefined) {
    const resumed = openAnswer(state);
    const thought = resumed ? undefined : await think(state, turn, signal);
    return {
      answer: thought?.answer ?? (await (resumed?.skill ?? skillFor(state, skills))(turn)),
      speaker: thought?.agent ?? name,
      intent: thought?.understood ?? intentOf(state, resumed !== undefined),
      summary: thought?.summary ?? state.summary,
      usage: thought?.usage,
    };
  }
}

/** What is talked about from now on; undefined where it stays what it was, as after a yes or thanks. */
function topicAfter(intent: Understood | null): IntentName | undefined {
  return intent?.zone === "act" && !PASSING.has(intent.name) ? intent.name : undefined;
}

/** An answer as messages of the agent that gives it. */
function repliesOf(
  { say, pending }: SkillAnswer,
  agent: "customer" | "policy",
  inputId: string,
): Reply[] {
  return say.map(({ text, choices = [] }) => ({
    inputId,
    agent,
    author: agent === "customer" ? "customer_agent" : "policy_agent",
    text: `${labels[agent]} ${withNumbers(text, choices)}`,
    choices: offer(choices, pending ?? null),
    senderName: null,
  }));
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
