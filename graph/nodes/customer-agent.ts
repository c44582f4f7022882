import type { GraphParts } from "../parts.ts";
import { customerSkills } from "../skills/index.ts";
import { makeAgent } from "./agent.ts";

/** The node that talks about the customer and about us: greetings, details, contact changes, limits. */
export function makeCustomerAgent(parts: GraphParts) {
  return makeAgent("customer", customerSkills, parts);
}
