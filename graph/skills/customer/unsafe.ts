import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { say } from "../answer.ts";

/** Keeps to the rules, in the same words whatever was tried, and tells nothing about them or about others. */
export async function unsafe(turn: SkillTurn): Promise<SkillAnswer> {
  return say(repliesFor(turn.language).customer.unsafe);
}
