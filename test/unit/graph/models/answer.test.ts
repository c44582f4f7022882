import { AIMessage } from "@langchain/core/messages";
import { expect, test } from "vitest";
import { answerByModel } from "../../../../graph/models/answer.ts";
import { MODEL_LIMITS } from "../../../../graph/models/model.ts";
import type { Model } from "../../../../graph/models/model.ts";
import type { SkillTurn } from "../../../../graph/skill.ts";
import { bindTools, makeTools } from "../../../../tools/index.ts";
import { aClaim, aCustomer, aPolicy, aScope, makeRecords } from "../../../support/records.ts";
import { TODAY, aReading } from "../skills/talk.ts";

const TEXT = "how is my claim going?";
const ANSWER = "Your claims are being looked at.";

/** Lets a model that looks something up and then answers talk to a customer with so many claims. */
async function answerWith(claimCount: number, calls: readonly { name: string; args: object }[]) {
  const customer = aCustomer();
  const claims = Array.from({ length: claimCount }, (_, index) =>
    aClaim({ claimId: `CL-${10_000 + index}` }),
  );
  const records = makeRecords({ customers: [customer], policies: [aPolicy()], claims });
  const tools = makeTools(records, { newNumber: () => "123456" });
  const scope = aScope(customer, TODAY);
  const toolCalls = calls.map((call, index) => ({ ...call, id: `call-${index}` }));
  const says = [new AIMessage({ content: "", tool_calls: toolCalls }), new AIMessage(ANSWER)];
  const model: Model = {
    understanding: "hybrid",
    limits: MODEL_LIMITS,
    now: () => 0,
    report: () => {},
    ask: async () => says.shift()!,
  };
  const turn: SkillTurn = {
    text: TEXT,
    choiceId: undefined,
    reading: aReading(TEXT, "claim_status"),
    language: "en",
    customer,
    pending: null,
    focus: { policyNumber: null, claimId: null },
    unclearCount: 0,
    now: TODAY,
    tools: bindTools(tools, scope, () => {}),
    requestHandoff: scope.requestHandoff,
  };
  return answerByModel(turn, {
    model,
    tools,
    agent: "policy",
    memory: { recent: [], summary: "" },
    signal: new AbortController().signal,
    onUsage: () => {},
  });
}

const listClaims = { name: "list_claims", args: {} };
const getClaim = (index: number) => ({
  name: "get_claim",
  args: { claimId: `CL-${10_000 + index}` },
});

test("answers from what it looked up", async () => {
  expect(await answerWith(3, [listClaims])).toMatchObject({ is: "said", text: ANSWER });
});

test("gives up on more than a customer's records should hold, so that what one answer costs is bounded", async () => {
  expect(await answerWith(1_000, [listClaims])).toBeUndefined();
});

test("gives up on a model that wants everything at once", async () => {
  const six = Array.from({ length: 6 }, (_, index) => getClaim(index));
  expect(await answerWith(9, six)).toMatchObject({ is: "said" });
  expect(await answerWith(9, [...six, getClaim(6)])).toBeUndefined();
});

test("what a dialogue is started for is handed over, whatever was looked up with it", async () => {
  const start = { name: "start_dialogue", args: { intent: "claim_report" } };
  expect(await answerWith(1, [listClaims, start])).toEqual({
    is: "dialogue",
    intent: "claim_report",
  });
});
