import type { IntentName } from "../../core/conversation.ts";
import type { ReadingContext } from "./reading.ts";
import { mayClose } from "./rules/closing.ts";
import { wantsNoPerson } from "./rules/person.ts";

const YES_NO: readonly IntentName[] = ["affirm", "deny"];

/** What a message cannot mean by the model's word alone: yes or no where nothing was asked, and what its own words rule out. */
export function impossibleIn(
  text: string,
  { hasPendingQuestion }: ReadingContext,
): ReadonlySet<IntentName> {
  const impossible = new Set<IntentName>(hasPendingQuestion ? [] : YES_NO);
  if (!mayClose(text)) impossible.add("disconnect");
  if (wantsNoPerson(text)) impossible.add("human_agent");
  return impossible;
}
