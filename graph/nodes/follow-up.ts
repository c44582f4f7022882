import type { IntentName } from "../../core/conversation.ts";
import { plain } from "../understanding/index.ts";
import type { Reading } from "../understanding/index.ts";

/** What can be asked of one policy after another. */
const GOES_ON: ReadonlySet<IntentName> = new Set(["billing", "claim_status"]);
const OPENS =
  /^(?:ok |vale |bueno )?(?:and|what about|how about|y|que hay|que tal|que pasa con)\b/u;

/** "And the car?" asks of the car what was asked of the house just before; by itself it asks for the policy. */
export function followedUp(reading: Reading, text: string, topic: IntentName | null): Reading {
  const { name, source } = reading.understood;
  const isBare = name === "policy_details" && source === "rule";
  if (topic === null || !GOES_ON.has(topic) || !isBare || !OPENS.test(plain(text))) return reading;
  return { ...reading, understood: { ...reading.understood, name: topic, zone: "act" } };
}
