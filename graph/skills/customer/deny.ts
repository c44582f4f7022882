import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { say } from "../answer.ts";

/** A no to nothing that was asked, or to an offer. */
export async function deny(turn: SkillTurn): Promise<SkillAnswer> {
  return say(repliesFor(turn.language).customer.deny);
}
