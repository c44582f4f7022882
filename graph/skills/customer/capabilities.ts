import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { say } from "../answer.ts";

/** Says what this chat can do; VIP customers hear of their relationship manager. */
export async function capabilities(turn: SkillTurn): Promise<SkillAnswer> {
  const { customer } = repliesFor(turn.language);
  if (!turn.customer) return say(customer.capabilitiesUnknown);
  return say(customer.capabilities(turn.customer.relationshipManager ?? null));
}
