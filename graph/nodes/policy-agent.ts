import type { GraphParts } from "../parts.ts";
import { policySkills } from "../skills/index.ts";
import { makeAgent } from "./agent.ts";

/** The node that talks about policies: what they cover and cost, their claims and their changes. */
export function makePolicyAgent(parts: GraphParts) {
  return makeAgent("policy", policySkills, parts);
}
