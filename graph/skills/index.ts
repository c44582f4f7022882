import type { AgentName, IntentName } from "../../core/conversation.ts";
import { repliesFor } from "../replies/index.ts";
import type { Skill, Skills } from "../skill.ts";
import { offerPerson } from "./answer.ts";
import { comingBack } from "./ask-again.ts";
import { affirm } from "./customer/affirm.ts";
import { capabilities } from "./customer/capabilities.ts";
import { deny } from "./customer/deny.ts";
import { disconnect } from "./customer/disconnect.ts";
import { greeting } from "./customer/greeting.ts";
import { identity } from "./customer/identity.ts";
import { outOfScope } from "./customer/out-of-scope.ts";
import { smalltalk } from "./customer/smalltalk.ts";
import { unsafe } from "./customer/unsafe.ts";
import { updateContact } from "./customer/update-contact.ts";
import { billing } from "./policy/billing.ts";
import { claimReport } from "./policy/claim-report.ts";
import { claimStatus } from "./policy/claim-status.ts";
import { coverageQuestion } from "./policy/coverage-question.ts";
import { policyChange } from "./policy/policy-change.ts";
import { policyDetails } from "./policy/policy-details.ts";
import { policyList } from "./policy/policy-list.ts";

/** What the customer agent answers without a model. */
export const customerSkills: Skills = {
  greeting: comingBack(greeting),
  capabilities: comingBack(capabilities),
  identity: comingBack(identity),
  update_contact: comingBack(forCustomers(updateContact)),
  smalltalk: comingBack(smalltalk),
  out_of_scope: comingBack(outOfScope),
  unsafe: comingBack(unsafe),
  affirm,
  deny,
  disconnect,
};

/** What the policy agent answers without a model. */
export const policySkills: Skills = {
  policy_list: comingBack(forCustomers(policyList)),
  policy_details: comingBack(forCustomers(policyDetails)),
  coverage_question: comingBack(forCustomers(coverageQuestion)),
  claim_status: comingBack(forCustomers(claimStatus)),
  claim_report: comingBack(forCustomers(claimReport)),
  billing: comingBack(forCustomers(billing)),
  policy_change: comingBack(forCustomers(policyChange)),
};

/** Which agent answers an intent. */
export function agentFor(intent: IntentName): AgentName {
  if (intent === "human_agent" || intent === "relationship_manager") return "human";
  return policySkills[intent] ? "policy" : "customer";
}

/** A skill that needs a customer's records; an address we do not know gets no data, and the same words always. */
function forCustomers(skill: Skill): Skill {
  return async (turn) =>
    turn.customer
      ? skill(turn)
      : offerPerson(turn, repliesFor(turn.language).customer.unknownAddress);
}
