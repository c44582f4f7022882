import { styleText } from "node:util";
import type { ChatResponse } from "../schemas.ts";

/** What was made of a message, for people who try the bot: intent, zone, confidence, source, agent. */
export function presentTurn({ intent, agent, reply }: ChatResponse): string {
  if (reply === null) return dim("  people have the conversation; it went to them");
  const understood = intent
    ? `${intent.name} · ${intent.zone} · ${intent.confidence.toFixed(2)} · ${intent.source} · `
    : "";
  return dim(`  ${understood}${agent} agent`);
}

/** Where the conversation stands with people. */
export function presentHandoff(handoff: ChatResponse["handoff"]): string {
  if (!handoff) return dim("  the bot has the conversation");
  const { kind, status } = handoff;
  return dim(`  with people: ${status} (${kind.replace("_", " ")})`);
}

/** Text of less weight. */
export function dim(text: string): string {
  return styleText("dim", text);
}
