import { expect, test } from "vitest";
import { historyOf, openingFor } from "../../../../graph/models/prompt.ts";
import type { RecentLine } from "../../../../graph/state.ts";

const line = (author: RecentLine["author"], text: string): RecentLine => ({ author, text });
const toldOf = (recent: readonly RecentLine[]) =>
  historyOf(recent).map((message) => `${message.type}: ${message.text}`);

test("tells who said what", () => {
  expect(toldOf([line("customer", "Hi"), line("policy_agent", "Hello")])).toEqual([
    "human: Hi",
    "ai: Hello",
  ]);
});

test("marks once where people have left, behind their last words and the house's own about them", () => {
  const told = toldOf([
    line("customer", "a person please"),
    line("system", "Somebody will be with you."),
    line("human_agent", "I will send the form."),
    line("customer", "great"),
    line("human_agent", "Goodbye."),
    line("system", "The conversation with Dana has ended."),
    line("customer", "and my premium?"),
  ]);
  expect(told[2]).toBe("ai: (A person of our team wrote: I will send the form.)");
  expect(told.filter((each) => each.includes("has given it back"))).toHaveLength(1);
  expect(told.at(-2)).toContain("has given it back");
  expect(told.at(-1)).toBe("human: and my premium?");
});

test("marks nothing where people never were", () => {
  expect(toldOf([line("system", "You can write again."), line("customer", "ok")])).toHaveLength(2);
});

test("opens with the rules and what was said before, and ends with the whole message", () => {
  const long = "word ".repeat(700).trim();
  const recent = [line("customer", "hi"), line("customer", "word word…")];
  const opening = openingFor("Be brief.", { recent, summary: "customer: wants to renew" }, long);
  expect(opening.map(({ type }) => type)).toEqual(["system", "human", "human", "human"]);
  expect(opening[0]?.text).toBe("Be brief.");
  expect(opening[1]?.text).toContain("customer: wants to renew");
  expect(opening[3]?.text).toBe(long);
  expect(openingFor("Be brief.", { recent, summary: "" }, "x")).toHaveLength(3);
});
