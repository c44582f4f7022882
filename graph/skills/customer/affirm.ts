import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { say } from "../answer.ts";

/** A yes to nothing that was asked. */
export async function affirm(turn: SkillTurn): Promise<SkillAnswer> {
  return say(repliesFor(turn.language).customer.affirm);
}
