import { expect, test } from "vitest";
import { followedUp } from "../../../../graph/nodes/follow-up.ts";
import { read } from "../understanding/reader.ts";

test.each([
  ["and the car?", "billing", "billing"],
  ["what about my home", "claim_status", "claim_status"],
  ["¿y el coche?", "billing", "billing"],
  ["and AUT-1042?", "billing", "billing"],
  ["my car policy", "billing", "policy_details"],
  ["and the car?", "policy_change", "policy_details"],
  ["and the car?", null, "policy_details"],
  ["and cancel the car", "billing", "policy_change"],
  ["why is it taking so long?", "claim_status", "claim_status"],
  ["ok, how long will it take?", "claim_status", "claim_status"],
  ["¿y cuánto falta?", "claim_status", "claim_status"],
  ["any news?", "claim_status", "claim_status"],
  ["¿cuánto tardan en pagar?", "claim_report", "claim_status"],
  ["how long will it take", "billing", "out_of_scope"],
  ["and lost luggage", "coverage_question", "coverage_question"],
  ["¿y una maleta perdida?", "coverage_question", "coverage_question"],
  ["and I lost my luggage", "coverage_question", "claim_report"],
  ["and my address?", "coverage_question", "identity"],
  ["how long will the flight take", "claim_status", "out_of_scope"],
] as const)("%j after %s is about %s", (text, topic, about) => {
  expect(followedUp(read(text), text, topic).understood.name).toBe(about);
});
