import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { firstName, say } from "../answer.ts";

/** Says goodbye while no person has the conversation. */
export async function disconnect(turn: SkillTurn): Promise<SkillAnswer> {
  return say(repliesFor(turn.language).customer.goodbye(firstName(turn)));
}
