import { repliesFor } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { offerPerson, say } from "../answer.ts";

/** Tells customers what we have on file about them. */
export async function identity(turn: SkillTurn): Promise<SkillAnswer> {
  const { customer } = repliesFor(turn.language);
  const facts = await turn.tools.getCustomer({});
  if (!facts.known) return offerPerson(turn, customer.unknownAddress);
  return say(customer.identity(facts.customer));
}
