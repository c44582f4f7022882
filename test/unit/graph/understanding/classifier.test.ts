import { describe, expect, test } from "vitest";
import { readExamples } from "../../../../graph/understanding/training/examples.ts";
import { makeUnderstanding } from "../../../../graph/understanding/index.ts";
import { NOW, read } from "./reader.ts";

/** Yes, no and goodbye: words decide, or a goodbye that is certain. */
const NEVER_OFFERED = ["affirm", "deny", "disconnect", "unsafe", "out_of_scope"];

const development = readExamples("development").examples;
const YES_NO = new Set(["affirm", "deny"]);

/** What holds today, a little rounded; the model has not learned from these messages, its thresholds have. */
const FLOORS = {
  accuracy: 0.9,
  actCoverage: 0.8,
  actPrecision: 0.955,
  outsideActedOn: 0.05,
  declined: 0.6,
  person: 0.93,
};

describe.each(["en", "es"] as const)("customers the model has not met, in %s", (language) => {
  const read_ = development
    .filter((one) => one.language === language)
    .map((one) => {
      const hasPendingQuestion = YES_NO.has(one.intent);
      return { intent: one.intent, reading: read(one.text, { language, hasPendingQuestion }) };
    });
  const inside = read_.filter(({ intent }) => intent !== "out_of_scope");
  const outside = read_.filter(({ intent }) => intent === "out_of_scope");

  test("are understood, if only as the best guess", () => {
    const right = inside.filter(({ intent, reading }) => reading.understood.name === intent);
    expect(right.length / inside.length).toBeGreaterThanOrEqual(FLOORS.accuracy);
  });

  test("are acted on when it is safe, and hardly ever wrongly", () => {
    const acted = read_.filter(({ reading }) => reading.understood.zone === "act");
    const right = acted.filter(({ intent, reading }) => reading.understood.name === intent);
    expect(right.length / acted.length).toBeGreaterThanOrEqual(FLOORS.actPrecision);
    const covered = inside.filter(({ reading }) => reading.understood.zone === "act");
    expect(covered.length / inside.length).toBeGreaterThanOrEqual(FLOORS.actCoverage);
  });

  test("are not answered what is not ours", () => {
    const acted = outside.filter(({ reading }) => reading.understood.zone === "act");
    expect(acted.length / outside.length).toBeLessThanOrEqual(FLOORS.outsideActedOn);
    const declined = outside.filter(({ reading }) => reading.understood.zone === "decline");
    expect(declined.length / outside.length).toBeGreaterThanOrEqual(FLOORS.declined);
  });

  test("reach a person when they ask for one", () => {
    const asking = inside.filter(({ intent }) => intent === "human_agent");
    const reached = asking.filter(({ reading }) => reading.understood.name === "human_agent");
    expect(reached.length / asking.length).toBeGreaterThanOrEqual(FLOORS.person);
  });
});

test("the model never acts on a yes or a no by itself", { timeout: 60_000 }, () => {
  const acted = readExamples("examples")
    .examples.map(({ text }) => read(text, { hasPendingQuestion: true }).understood)
    .filter(({ source, zone }) => source === "local" && zone === "act");
  expect(acted.filter(({ name }) => YES_NO.has(name))).toEqual([]);
});

test("the other meanings are worth offering, and never the one already guessed", () => {
  for (const { text } of development) {
    const { understood, alternatives } = read(text);
    expect(alternatives.length).toBeLessThanOrEqual(3);
    expect(alternatives).not.toContain(understood.name);
    for (const never of NEVER_OFFERED) expect(alternatives).not.toContain(never);
  }
});

test.each(["", "???", "🦄", "漢字だけ", "\u200B"])(
  "'%s' is asked back, with no confidence",
  (text) => {
    expect(read(text).understood).toEqual({
      name: "capabilities",
      zone: "clarify",
      confidence: 0,
      source: "local",
    });
  },
);

test("a message is read in under a millisecond, however long, and the reader is made in under 50", () => {
  const makings = Array.from({ length: 3 }, () => {
    const before = performance.now();
    makeUnderstanding({ now: () => NOW });
    return performance.now() - before;
  });
  expect(Math.min(...makings)).toBeLessThan(50);
  const understand = makeUnderstanding({ now: () => NOW });
  const context = { language: "en", hasPendingQuestion: false, withPerson: false } as const;
  const times = development.map(({ text }) => {
    const before = performance.now();
    understand(text, context);
    return performance.now() - before;
  });
  expect(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]).toBeLessThan(1);
});

test.each(["a ", "hi ", "no ", "my ex ", "show me ", "talk to ", "select ", "are you a "])(
  "4,096 characters of '%s' take no more than 100 ms",
  (piece) => {
    const text = piece.repeat(4096 / piece.length);
    const before = performance.now();
    read(text);
    expect(performance.now() - before).toBeLessThan(100);
  },
);
