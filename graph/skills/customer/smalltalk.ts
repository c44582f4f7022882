import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { say, saysAny } from "../answer.ts";

/** Takes thanks, and says honestly that it is no human being. */
export async function smalltalk(turn: SkillTurn): Promise<SkillAnswer> {
  const { customer } = repliesFor(turn.language);
  if (saysAny(turn.text, "bot")) return say(customer.bot);
  return say(saysAny(turn.text, "thanks") ? customer.thanks : customer.smalltalk);
}
