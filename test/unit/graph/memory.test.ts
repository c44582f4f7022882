import { expect, test } from "vitest";
import { languageOf, remember, repliesAsLines, summarise } from "../../../graph/memory.ts";
import { RECENT_LINES } from "../../../graph/state.ts";
import type { RecentLine } from "../../../graph/state.ts";
import { aCustomer } from "../../support/records.ts";

const line = (text: string): RecentLine => ({ author: "customer", text });
const empty = { recent: [], summary: "" };

test("remembers the newest lines and moves older ones into the summary", () => {
  const lines = Array.from({ length: RECENT_LINES + 3 }, (_, index) => line(`said ${index}`));
  const memory = remember(empty, lines);
  expect(memory.recent).toEqual(lines.slice(3));
  expect(memory.summary).toBe("customer: said 0\ncustomer: said 1\ncustomer: said 2");
});

test("stays bounded however long the talk and its lines are", () => {
  let memory: { recent: RecentLine[]; summary: string } = empty;
  for (let turn = 0; turn < 500; turn++) memory = remember(memory, [line("🚗 word ".repeat(500))]);
  expect(memory.recent).toHaveLength(RECENT_LINES);
  expect(JSON.stringify(memory).length).toBeLessThan(12_000);
  expect(JSON.stringify(memory).isWellFormed()).toBe(true);
});

test("forgets the oldest lines of the summary first, and only whole ones", () => {
  let memory: { recent: RecentLine[]; summary: string } = empty;
  for (let turn = 0; turn < 200; turn++) memory = remember(memory, [line(`message ${turn}`)]);
  const kept = memory.summary.split("\n");
  expect(kept.at(-1)).toBe(`customer: message ${199 - RECENT_LINES}`);
  expect(kept.every((each) => each.startsWith("customer: message "))).toBe(true);
});

test("remembers replies without the label they were sent with", () => {
  const replies = [{ author: "policy_agent" as const, text: "[Policy Agent] It is covered." }];
  expect(repliesAsLines(replies)).toEqual([{ author: "policy_agent", text: "It is covered." }]);
});

test("answers in the language last written, else the record's, else English", () => {
  const spanish = { ...aCustomer(), preferredLanguage: "es" as const };
  expect(languageOf({ language: "en" }, spanish)).toBe("en");
  expect(languageOf({ language: null }, spanish)).toBe("es");
  expect(languageOf({ language: null }, null)).toBe("en");
});

test("tells the person who takes over who it is, what it was about and what was said", () => {
  const customer = aCustomer();
  const memory = {
    recent: [line("Is hail covered?"), { author: "policy_agent" as const, text: "Clause 2.4" }],
    summary: "",
    focus: { policyNumber: "AUT-1042", claimId: null },
    pending: { ask: "offer_person" as const },
  };
  const summary = summarise(memory, customer, "en");
  expect(summary).toContain(customer.name);
  expect(summary).toContain(customer.customerId);
  expect(summary).toContain("AUT-1042");
  expect(summary).toContain("Had not answered: offer person");
  expect(summary).toContain("Customer: Is hail covered?\nBot: Clause 2.4");
});

test("says so when the customer is not known, and never exceeds 4,000 characters", () => {
  const recent = Array.from({ length: 12 }, () => line("x".repeat(600)));
  const memory = {
    recent,
    summary: "",
    focus: { policyNumber: null, claimId: null },
    pending: null,
  };
  const summary = summarise(memory, null, "es");
  expect(summary).toContain("Unknown customer");
  expect(summary.length).toBeLessThanOrEqual(4_000);
});
