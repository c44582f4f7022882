import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { firstName, say } from "../answer.ts";

/** Greets: customers by name, an unknown address with what it can have without an account. */
export async function greeting(turn: SkillTurn): Promise<SkillAnswer> {
  const { customer } = repliesFor(turn.language);
  const name = firstName(turn);
  return say(name === null ? customer.greetingUnknown : customer.greeting(name));
}
