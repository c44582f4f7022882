import { describe, expect, test } from "vitest";
import { readExamples } from "../../../../graph/understanding/training/examples.ts";
import { plain } from "../../../../graph/understanding/fold.ts";
import { makeUnderstanding } from "../../../../graph/understanding/index.ts";
import { heldOut } from "./held-out.ts";
import { NOW, read } from "./reader.ts";

const RULED = ["affirm", "deny", "disconnect", "unsafe"];

/** Measured on 2026-11-22 (en, es): 97 and 98 % right, 88 and 89 % acted on at 98.9 %, of what is not ours 1 in 40. */
const FLOORS = {
  accuracy: 0.96,
  actCoverage: 0.86,
  actPrecision: 0.98,
  outsideActedOn: 0.05,
  declined: 0.42,
};

describe.each(["en", "es"] as const)("held-out customers in %s", (language) => {
  const read_ = heldOut[language].map((one) => ({ ...one, reading: read(one.text, { language }) }));
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

  test("reach a person whenever they ask for one", () => {
    const asking = inside.filter(({ intent }) => intent === "human_agent");
    expect(asking.every(({ reading }) => reading.understood.name === "human_agent")).toBe(true);
  });
});

test("no held-out sentence copies an example", () => {
  const examples = readExamples().examples.map(({ text }) => trigrams(text));
  const copies = [...heldOut.en, ...heldOut.es]
    .filter(({ intent }) => !RULED.includes(intent))
    .filter(({ text }) => {
      const grams = trigrams(text);
      return examples.some((example) => overlap(example, grams) >= 0.8);
    });
  expect(copies.map(({ text }) => text)).toEqual([]);
});

test("a long sentence is never a yes, a no or a goodbye by the model alone", () => {
  const { examples } = readExamples();
  const readings = examples.map(({ text }) => read(text).understood);
  const byModel = readings.filter(({ source }) => source === "local");
  expect(byModel.filter(({ name }) => RULED.includes(name))).toEqual([]);
});

test("the other meanings are worth offering, and never the one already guessed", () => {
  for (const { text } of heldOut.en) {
    const { understood, alternatives } = read(text);
    expect(alternatives.length).toBeLessThanOrEqual(3);
    expect(alternatives).not.toContain(understood.name);
    for (const never of [...RULED, "out_of_scope"]) expect(alternatives).not.toContain(never);
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

test("typing mistakes cost little where the model reads", () => {
  const notRead = new Set<string>([...RULED, "out_of_scope", "greeting"]);
  const inside = heldOut.en.filter(({ intent }) => !notRead.has(intent));
  const right = inside.filter(({ text, intent }) => read(typo(text)).understood.name === intent);
  expect(right.length / inside.length).toBeGreaterThanOrEqual(0.85);
});

test("a message is read in under a millisecond, however long, and the reader is made in under 50", () => {
  const started = performance.now();
  const understand = makeUnderstanding({ now: () => NOW });
  expect(performance.now() - started).toBeLessThan(50);
  const context = { language: "en", hasPendingQuestion: false, withPerson: false } as const;
  const times = [...heldOut.en, ...heldOut.es].map(({ text }) => {
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

function trigrams(text: string): Set<string> {
  const padded = ` ${plain(text)} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

function overlap(one: Set<string>, two: Set<string>): number {
  // Sets of very different sizes cannot overlap by much, and most are.
  if (Math.min(one.size, two.size) < 0.8 * Math.max(one.size, two.size)) return 0;
  const shared = [...one].filter((gram) => two.has(gram)).length;
  return shared / (one.size + two.size - shared);
}

/** Swaps two letters in the middle of every second long word. */
function typo(text: string): string {
  return text
    .split(" ")
    .map((word, at) =>
      word.length > 4 && at % 2 === 1 ? word.replace(/^(..)(.)(.)/u, "$1$3$2") : word,
    )
    .join(" ");
}
