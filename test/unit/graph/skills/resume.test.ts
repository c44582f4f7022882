import { describe, expect, test } from "vitest";
import { IntentName } from "../../../../core/conversation.ts";
import type { Pending } from "../../../../graph/pending.ts";
import { agentFor, customerSkills, policySkills } from "../../../../graph/skills/index.ts";
import { answersPending, resumeSkill } from "../../../../graph/skills/resume.ts";
import { aReading, TODAY } from "./talk.ts";
import type { Meaning } from "./talk.ts";

const draft = { policyNumber: "AUT-1042", occurredOn: null, description: null };
const open = {
  choose: {
    ask: "choose_policy",
    intent: "coverage_question",
    options: ["AUT-1044", "AUT-1045"],
    question: "is hail covered",
  },
  field: { ask: "contact_field" },
  email: { ask: "contact_value", field: "email" },
  address: { ask: "contact_value", field: "address" },
  confirm: { ask: "confirm_contact", field: "email", from: "a@example.com", to: "b@example.com" },
  policy: { ask: "claim", step: "policy", draft, options: ["AUT-1042"] },
  when: { ask: "claim", step: "when", draft },
  what: { ask: "claim", step: "what", draft },
  report: { ask: "claim", step: "confirm", draft },
  kind: { ask: "request_kind", policyNumber: "AUT-1042", detail: "my policy" },
  request: { ask: "confirm_request", kind: "renew", policyNumber: "AUT-1042", detail: "renew" },
  clarify: { ask: "clarify", options: ["billing", "claim_status", "human_agent"], question: "x" },
  offer: { ask: "offer_person" },
  else: { ask: "anything_else" },
} satisfies Record<string, Pending>;

type Case = [keyof typeof open, string, IntentName, Meaning?];

const unsure = { zone: "clarify" } as const;
const declined = { zone: "decline" } as const;

function isAnswer([question, text, name, meaning = {}]: Case): boolean {
  const reading = aReading(text, name, meaning);
  return answersPending(open[question], {
    text,
    choiceId: meaning.choiceId,
    reading,
    now: TODAY,
  });
}

function agentOf(question: keyof typeof open, text: string): string {
  const reading = aReading(text, "out_of_scope", unsure);
  return resumeSkill(open[question], { text, choiceId: undefined, reading, now: TODAY }).agent;
}

describe("an answer to the open question", () => {
  test.each<Case>([
    ["choose", "AUT-1045", "policy_details"],
    ["choose", "the Honda", "out_of_scope", declined],
    ["choose", "my car", "policy_details"],
    ["choose", "both", "out_of_scope", unsure],
    ["choose", "no", "deny"],
    ["field", "my e-mail", "update_contact"],
    ["field", "no", "deny"],
    ["email", "me@example.com", "update_contact"],
    ["email", "me at home", "out_of_scope", declined],
    ["address", "5 Pier Road, Eastmoor", "policy_details"],
    ["confirm", "yes", "affirm"],
    ["confirm", "no", "deny"],
    ["confirm", "other@example.com", "update_contact"],
    ["confirm", "hmm", "billing", unsure],
    ["policy", "the car", "policy_details"],
    ["policy", "the Volvo", "out_of_scope", declined],
    ["when", "last Friday", "out_of_scope", declined],
    ["when", "yesterday", "claim_status"],
    ["when", "no idea", "billing", unsure],
    ["what", "A tree fell on the roof of my house", "coverage_question"],
    ["what", "someone stole it", "out_of_scope", declined],
    ["what", "I asked a person nearby to help push it", "human_agent"],
    ["report", "yes", "affirm"],
    ["report", "it was on May 3", "claim_report"],
    ["kind", "cancel it", "policy_change"],
    ["kind", "no", "deny"],
    ["request", "yes", "affirm"],
    ["clarify", "my claims", "billing", unsure],
    ["offer", "yes please", "affirm"],
    ["offer", "no", "deny"],
  ])("%s: %s (%s)", (...answer: Case) => {
    expect(isAnswer(answer)).toBe(true);
  });

  test.each<Case>([
    ["choose", "what do I owe you this month", "billing"],
    ["choose", "and is theft of my car covered too?", "coverage_question"],
    ["choose", "who won the match last night?", "out_of_scope", declined],
    ["field", "what do I pay?", "billing"],
    ["email", "what do I pay?", "billing"],
    ["address", "what do I pay for policy 2?", "billing"],
    ["confirm", "what do I pay?", "billing"],
    ["confirm", "a pizza recipe", "out_of_scope", declined],
    ["policy", "what do I pay for the home every month", "billing"],
    ["when", "what was my claim of May 3 about?", "claim_status"],
    ["what", "my policies", "policy_list"],
    ["what", "can I please have a list of all the policies", "policy_list"],
    ["what", "is hail covered at all?", "coverage_question"],
    [
      "what",
      "get me a person right now please, I have had enough",
      "human_agent",
      { source: "rule" },
    ],
    ["what", "bye", "disconnect", { source: "rule" }],
    ["report", "what do I pay?", "billing"],
    ["kind", "what do I pay?", "billing"],
    ["request", "what do I pay?", "billing"],
    ["clarify", "something else entirely then", "billing", unsure],
    ["clarify", "blargh", "billing", unsure],
    ["offer", "what do I pay?", "billing"],
    ["else", "no", "deny"],
    ["else", "A person", "human_agent", { choiceId: "human_agent" }],
  ])("is not a new topic: %s: %s (%s)", (...answer: Case) => {
    expect(isAnswer(answer)).toBe(false);
  });

  test("is any of its choices, whatever the words look like", () => {
    expect(isAnswer(["choose", "AUT-1044", "billing", { choiceId: "AUT-1044" }])).toBe(true);
    expect(isAnswer(["confirm", "Yes", "billing", { choiceId: "yes" }])).toBe(true);
    expect(isAnswer(["kind", "Renew", "billing", { choiceId: "renew" }])).toBe(true);
    expect(isAnswer(["field", "E-mail", "billing", { choiceId: "email" }])).toBe(true);
    expect(isAnswer(["policy", "AUT-1042", "billing", { choiceId: "AUT-1042" }])).toBe(true);
    expect(isAnswer(["when", "A person", "billing", { choiceId: "human_agent" }])).toBe(true);
  });
});

describe("who answers", () => {
  test("is the agent of the open question, or of the meaning chosen", () => {
    expect(agentOf("choose", "the first")).toBe("policy");
    expect(agentOf("report", "yes")).toBe("policy");
    expect(agentOf("request", "yes")).toBe("policy");
    expect(agentOf("confirm", "yes")).toBe("customer");
    expect(agentOf("offer", "yes")).toBe("customer");
    expect(agentOf("clarify", "my claims")).toBe("policy");
    expect(agentOf("clarify", "a person")).toBe("customer");
  });

  test("is settled for every intent: an agent with a skill for it, or people", () => {
    for (const intent of IntentName.options) {
      const skills = { customer: customerSkills, policy: policySkills, human: undefined };
      const agent = agentFor(intent);
      if (agent === "human") expect(["human_agent", "relationship_manager"]).toContain(intent);
      else expect(skills[agent][intent]).toBeTypeOf("function");
    }
  });
});
