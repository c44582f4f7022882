import type { IntentName, ModelUsage, Understood } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import type { GraphParts } from "../parts.ts";
import type { SkillAnswer, SkillTurn } from "../skill.ts";
import { say } from "../skills/answer.ts";
import { comingBack } from "../skills/ask-again.ts";
import { answerAs } from "../skills/clarified.ts";
import { agentFor } from "../skills/index.ts";
import { offerReport } from "../skills/policy/claim-status.ts";
import { askToOpen } from "../skills/policy/policy-list.ts";
import type { State } from "../state.ts";
import { answerByModel } from "./answer.ts";
import type { ModelAnswer } from "./answer.ts";
import { focusOf } from "./evidence.ts";
import { deadline } from "./model.ts";
import type { Model } from "./model.ts";
import { isWorthShortening, summaryByModel } from "./summary.ts";
import { makeUsage } from "./usage.ts";

/**
 * What the model may put into words of its own. Everything else asks back, confirms, writes, refuses or calls people: that
 * is what dialogues are for.
 */
const ANSWERED: ReadonlySet<IntentName> = new Set([
  "capabilities",
  "identity",
  "policy_list",
  "policy_details",
  "coverage_question",
  "claim_status",
  "billing",
  "smalltalk",
]);

/** What came of asking the model. */
export interface Thought {
  /** Undefined: the skill answers. */
  readonly answer: SkillAnswer | undefined;
  /** What it took the message for, and who speaks then, when it started one of our dialogues. */
  readonly understood?: Understood;
  readonly agent?: "customer" | "policy";
  /** What was said before the remembered lines, perhaps shorter now. */
  readonly summary: string;
  readonly usage: ModelUsage | undefined;
}

/** Lets the model answer where it may, and shorten what was said before meanwhile. Never throws because of the model. */
export function makeThought(agent: "customer" | "policy", parts: GraphParts) {
  const { model, tools } = parts;

  return async function think(
    state: State,
    turn: SkillTurn,
    turnSignal: AbortSignal | undefined,
  ): Promise<Thought | undefined> {
    if (!model || !mayAnswer(state, turn)) return undefined;
    const leftMs = state.modelUntil - model.now();
    const within = (limitMs: number) => deadline(Math.min(limitMs, leftMs), turnSignal);
    const usage = makeUsage();
    const onUsage = usage.add;
    const { answerMs, summaryMs } = model.limits;
    const answering = { model, tools, agent, memory: state, signal: within(answerMs), onUsage };
    const shortening = { model, signal: within(summaryMs), onUsage };
    const [answer, summary] = await Promise.all([
      unlessInTrouble(model, () => answerByModel(turn, answering)),
      isWorthShortening(state.summary)
        ? unlessInTrouble(model, () => summaryByModel(shortening, state.summary))
        : undefined,
    ]);
    const taken = answer && (await take(answer, turn));
    const rest = { summary: summary ?? state.summary, usage: usage.total() };
    return { answer: undefined, ...taken, ...rest };
  };
}

/** What is urgent, unsafe, a choice, or a single short thing by our rules stays ours; so does what is unclear. */
function mayAnswer({ answered, reading }: State, { customer }: SkillTurn): boolean {
  if (!customer || answered || !reading || reading.urgency) return false;
  const { name, zone, source } = reading.understood;
  return zone === "act" && source !== "rule" && ANSWERED.has(name);
}

async function take(
  answer: ModelAnswer,
  turn: SkillTurn,
): Promise<Pick<Thought, "answer" | "understood" | "agent">> {
  if (answer.is === "said") {
    const focus = focusOf(answer.results);
    return {
      answer: await comingBack(async () => ({ ...(await ended(answer.text, turn)), focus }))(turn),
    };
  }
  const { intent } = answer;
  const zone = intent === "out_of_scope" ? "decline" : "act";
  const understood = { ...turn.reading.understood, name: intent, zone, source: "model" } as const;
  const meant = { ...turn, reading: { ...turn.reading, understood } };
  return {
    answer: await answerAs(meant, intent),
    understood,
    agent: agentFor(intent) === "policy" ? "policy" : "customer",
  };
}

/** The model's words, with the question that our own answer would end with: its buttons lead into our dialogues. */
async function ended(text: string, turn: SkillTurn): Promise<SkillAnswer> {
  const { name } = turn.reading.understood;
  if (name === "claim_status") return offerReport(turn, text);
  if (name !== "policy_list") return say(text);
  const { policies } = await turn.tools.listPolicies({});
  return askToOpen(turn, text, policies);
}

async function unlessInTrouble<T>(model: Model, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (thrown) {
    // What the provider did is counted and reported where it was asked.
    if (!(thrown instanceof AppError)) model.report(thrown);
    return undefined;
  }
}
