import { describe, expect, test } from "vitest";
import { judge } from "../../../../server/cli/judge.ts";
import type { Seen } from "../../../../server/cli/judge.ts";
import { parseScript } from "../../../../server/cli/script.ts";
import type { Expectation } from "../../../../server/cli/script.ts";

const SAID = { do: "say", text: "hi" };
const expecting = (expectation: Expectation) => ({ do: "expect", expectation });
const saying = (pattern: string | RegExp, isAbsent = false) =>
  expecting({ of: "text", pattern, isAbsent });
const withPeople = (status: "queued" | "closed"): Seen => ({
  text: null,
  turn: undefined,
  handoff: { thread_id: "t", status, kind: "contact_center" },
});

describe("a talk", () => {
  test.each([
    ["# a comment", []],
    ["   ", []],
    ["@ +14255550102", [{ do: "write_as", address: "+14255550102" }]],
    ["> show my policies", [{ do: "say", text: "show my policies" }]],
    [">hi", [SAID]],
    ["  > hi  ", [SAID]],
  ])("line %j is read", (talk, steps) => {
    expect(parseScript(talk)).toEqual(steps);
  });

  test.each([
    ["< Hello Nora", saying("Hello Nora")],
    ["</AUT-\\d+/i", saying(/AUT-\d+/i)],
    ["< /AUT/", saying(/AUT/)],
    ["< 5/6 or 7/8", saying("5/6 or 7/8")],
    ["<! Delaney", saying("Delaney", true)],
    ["<! /delaney/i", saying(/delaney/i, true)],
    ["= intent policy_list", expecting({ of: "intent", is: "policy_list" })],
    ["= agent human", expecting({ of: "agent", is: "human" })],
    ["= handoff queued", expecting({ of: "handoff", is: "queued" })],
    ["= handoff none", expecting({ of: "handoff", is: "none" })],
    ["= silence", expecting({ of: "silence" })],
    ["! Dana: Hello: it is me", { do: "person_says", name: "Dana", text: "Hello: it is me" }],
    ["!end", { do: "person_ends" }],
  ])("line %j is read after something was said", (line, step) => {
    expect(parseScript(`> hi\n${line}`)).toEqual([SAID, step]);
  });

  test.each([
    "hello",
    ">",
    "@",
    "@ two words",
    "<",
    "<!",
    "< /(/",
    "< /a/nonsense",
    "= intent hello",
    "= agent robot",
    "= handoff lost",
    "= handoff queued now",
    "= mood good",
    "=",
    "! Dana",
    "! : hello",
    "!end now",
  ])("line %j is refused by its number", (line) => {
    expect(() => parseScript(`# talk\n> hi\n${line}`)).toThrow(/^line 3: /);
  });

  test.each(["< hello", "= silence", "! Dana: hello", "!end"])(
    "line %j needs somebody who said something before it",
    (line) => {
      expect(() => parseScript(line)).toThrow("line 1: nobody has said anything yet");
      expect(() => parseScript(`> hi\n@ +14255550102\n${line}`)).toThrow("line 3: nobody has");
    },
  );

  test("names every line that is wrong, at once", () => {
    expect(() => parseScript("hello\n> hi\r\n= intent x")).toThrow(/^line 1: .*\nline 3: .*$/);
  });
});

describe("an expectation", () => {
  const seen: Seen = {
    text: "[Policy Agent] These are your policies:\n• AUT-1042",
    turn: {
      agent: "policy",
      intent: { name: "policy_list", zone: "act", confidence: 1, source: "local" },
    },
    handoff: null,
  };

  test.each<[Expectation, Seen, string | undefined]>([
    [{ of: "text", pattern: "YOUR policies: • aut-1042", isAbsent: false }, seen, undefined],
    [{ of: "text", pattern: "HOM-2001", isAbsent: false }, seen, "it does not"],
    [{ of: "text", pattern: /aut-\d{4}/i, isAbsent: false }, seen, undefined],
    [{ of: "text", pattern: /aut-\d{4}/, isAbsent: false }, seen, "it does not"],
    [{ of: "text", pattern: "AUT-1042", isAbsent: true }, seen, "it does"],
    [{ of: "text", pattern: "HOM-2001", isAbsent: true }, seen, undefined],
    [{ of: "text", pattern: "hello", isAbsent: false }, withPeople("queued"), "it does not"],
    [{ of: "silence" }, seen, "it is an answer"],
    [{ of: "silence" }, withPeople("queued"), undefined],
    [{ of: "intent", is: "policy_list" }, seen, undefined],
    [{ of: "intent", is: "greeting" }, seen, "it is policy_list"],
    [{ of: "intent", is: "greeting" }, withPeople("queued"), "it is unknown"],
    [{ of: "agent", is: "policy" }, seen, undefined],
    [{ of: "agent", is: "human" }, seen, "it is policy"],
    [{ of: "handoff", is: "none" }, seen, undefined],
    [{ of: "handoff", is: "queued" }, seen, "it is none"],
    [{ of: "handoff", is: "queued" }, withPeople("queued"), undefined],
    [{ of: "handoff", is: "none" }, withPeople("queued"), "it is queued"],
    [{ of: "handoff", is: "none" }, withPeople("closed"), undefined],
    [{ of: "handoff", is: "closed" }, withPeople("closed"), undefined],
  ])("%j is judged", (expectation, what, instead) => {
    expect(judge(expectation, what).instead).toBe(instead);
  });
});
