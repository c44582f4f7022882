import { AIMessage } from "@langchain/core/messages";
import { expect, test } from "vitest";
import { MODEL_LIMITS } from "../../../../graph/models/model.ts";
import type { Model } from "../../../../graph/models/model.ts";
import { isWorthShortening, summaryByModel } from "../../../../graph/models/summary.ts";

const SAID =
  "customer: my car AUT-1042 was hit on 2026-03-04\npolicy_agent: claim CL-7001 is open, 1,200.50 USD were paid";

/** What becomes of a short form the model proposes. */
function shortened(proposal: string): Promise<string | undefined> {
  const model: Model = {
    understanding: "hybrid",
    limits: MODEL_LIMITS,
    now: () => 0,
    report: () => {},
    ask: async () => new AIMessage(proposal),
  };
  const signal = new AbortController().signal;
  return summaryByModel({ model, signal, onUsage: () => {} }, SAID);
}

test.each([
  "The customer's car AUT-1042 was hit on 2026-03-04; claim CL-7001 is open.",
  "Claim CL-7001: 1,200.50 USD (AUT-1042).",
  "The customer reported a claim.",
])("takes %j", async (proposal) => {
  expect(await shortened(proposal)).toBe(proposal);
});

test.each([
  ["nothing", " "],
  ["more than was asked for", "The car was hit. ".repeat(60)],
  ["a policy that was not named", "The car AUT-1043 was hit."],
  ["another day", "The car was hit on 2026-03-05."],
  ["another amount", "Claim CL-7001: 1,200.55 USD were paid."],
  ["a part of a number", "1,200 were paid."],
  ["an address", "Write to nora@example.org."],
])("takes no %s", async (_what, proposal) => {
  expect(await shortened(proposal)).toBeUndefined();
});

test("a short text is good as it is", () => {
  expect(isWorthShortening(SAID)).toBe(false);
  expect(isWorthShortening(SAID.repeat(20))).toBe(true);
});
