import type { Evidence } from "../../../../graph/guards/index.ts";
import { NORA, customerAt } from "../../../support/demo-insurer.ts";
import { talkWith } from "../skills/talk.ts";
import { INSTRUCTIONS } from "./skill-replies.ts";

/** What Nora's tools answer when everything of hers was looked up in one turn. */
export async function aboutNora(
  language: Evidence["language"] = "en",
  rest: Partial<Evidence> = {},
): Promise<Evidence> {
  const talk = talkWith("C-1001", language);
  const heard = [
    await talk.hear("my policies", "policy_list"),
    await talk.hear("AUT-1042", "policy_details"),
    await talk.hear("what do I pay", "billing"),
    await talk.hear("my claims", "claim_status"),
    await talk.hear("AUT-1042 theft of the car", "coverage_question"),
  ];
  return {
    toolResults: heard.flatMap(({ toolResults }) => toolResults),
    customer: customerAt(NORA),
    language,
    hasHandoff: false,
    instructions: INSTRUCTIONS,
    ...rest,
  };
}
