import { IntentName, Language } from "../../core/conversation.ts";
import { ContactField } from "../../core/records.ts";
import type { Pending } from "../pending.ts";

const POLICY_NUMBER = /^[A-Z]{3}-\d{3,6}$/u;

/** Only show something, or get a person: as good late as early. */
const HARMLESS: ReadonlySet<IntentName> = new Set([
  "human_agent",
  "relationship_manager",
  "policy_list",
  "policy_details",
  "identity",
  "capabilities",
  "coverage_question",
  "claim_status",
  "billing",
]);

/** Open a dialogue of their own, which must not bury an open question. */
const OPENING: ReadonlySet<IntentName> = new Set([
  "claim_report",
  "policy_change",
  "update_contact",
]);

/** Mean something only together with their question. */
const BOUND: ReadonlySet<string> = new Set(["yes", "no", "renew", "cancel", "change_cover"]);

/**
 * What a button of an earlier question still means, if it can do no harm now; `none` if it must not be obeyed,
 * undefined if it is no button of ours.
 */
export function topicOfStale(id: string, pending: Pending | null): IntentName | "none" | undefined {
  if (POLICY_NUMBER.test(id)) return "policy_details";
  if (ContactField.safeParse(id).success) return pending ? "none" : "update_contact";
  if (BOUND.has(id) || Language.safeParse(id).success) return "none";
  const intent = IntentName.safeParse(id).data;
  if (!intent) return undefined;
  if (HARMLESS.has(intent) || (OPENING.has(intent) && !pending)) return intent;
  return "none";
}
