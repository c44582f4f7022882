import type { AgentName } from "../core/conversation.ts";
import { currentInput, messageOf } from "./parts.ts";
import { agentFor } from "./skills/index.ts";
import { answersPending, resumeSkill } from "./skills/resume.ts";
import type { AnswerTurn } from "./skills/resume.ts";
import { noSuchNumber, staleButton } from "./skills/unanswered.ts";
import type { State } from "./state.ts";

/** The router edge: which agent answers the current input. It never takes a conversation back from people. */
export function route(state: State): AgentName {
  const input = currentInput(state);
  if (input.kind !== "customer_message" || state.handoff) return "human";
  const { reading } = state;
  // Media is for people, and so is whoever is in danger, despair or anger.
  if (input.media || !reading || reading.urgency) return "human";
  const answer = openAnswer(state);
  if (answer) return answer.agent;
  const { name, zone } = reading.understood;
  return zone === "act" ? agentFor(name) : "customer";
}

/** The skill that takes this message as the answer to the open question, if it is one. */
export function openAnswer(state: State): ReturnType<typeof resumeSkill> | undefined {
  const input = currentInput(state);
  const { answered, pending, reading } = state;
  if (input.kind !== "customer_message" || !reading || answered?.kind === "topic") return undefined;
  const turn: AnswerTurn = { ...messageOf(state), reading, now: 0 };
  const agent = pending ? resumeSkill(pending, turn).agent : "customer";
  if (answered?.kind === "stale") return { agent, skill: staleButton };
  if (!pending || pending.ask === "anything_else") return undefined;
  if (answered?.kind === "no_such_number") return { agent, skill: noSuchNumber(answered.number) };
  return answersPending(pending, turn) ? resumeSkill(pending, turn) : undefined;
}

/** After an agent: people, if it asked for them; else the next input, else the end. */
export function afterAgent(state: State): "human" | "understand" | "end" {
  if (state.handoffRequest) return "human";
  return afterPeople(state);
}

/** After the human agent: the next input, else the end. */
export function afterPeople(state: State): "understand" | "end" {
  return (state.cursor ?? 0) < state.inputs.length ? "understand" : "end";
}
