import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { say } from "../answer.ts";

/** Declines politely what is not ours, and says what it can do instead. */
export async function outOfScope(turn: SkillTurn): Promise<SkillAnswer> {
  const { customer } = repliesFor(turn.language);
  return say(turn.customer ? customer.outOfScope : customer.outOfScopeUnknown);
}
