import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import weights from "../../../../graph/understanding/learned/weights.json" with { type: "json" };
import { FILES, readWeights } from "../../../../graph/understanding/learned/weights.ts";
import { sources, train, weightsText } from "../../../../graph/understanding/train.ts";
import { readExamples } from "../../../../graph/understanding/training/examples.ts";

const FILE = join(import.meta.dirname, "../../../../graph/understanding/learned/weights.json");

test("the weights were made from the messages as they are: else run npm run train", () => {
  expect(weights.madeFrom).toEqual(sources());
});

test("training again gives the same weights, bit for bit", { timeout: 600_000 }, () => {
  const made = train();
  expect(weightsText(made.weights) === readFileSync(FILE, "utf8")).toBe(true);
  for (const part of ["linear", "network"] as const) {
    expect(readFileSync(FILES[part]).equals(made.numbers[part]), part).toBe(true);
  }
});

test("the weights stay small, and are read in under 10 ms", () => {
  const sizes = Object.values(FILES).map((file) => statSync(file).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(11_000_000);
  const times = Array.from({ length: 15 }, () => {
    const before = performance.now();
    readWeights();
    return performance.now() - before;
  });
  expect(Math.min(...times)).toBeLessThan(10);
});

describe("the examples", () => {
  const { examples } = readExamples("examples");

  test("are 150 or more per intent and language, 1,000 out of scope, 1,000 unsafe, 1,000 for a person", () => {
    const counts = new Map<string, number>();
    for (const { intent, language } of examples) {
      const key = `${language} ${intent}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const tooFew = [...counts].filter(([key, count]) => count < floorOf(key));
    expect(tooFew).toEqual([]);
    expect(counts.size).toBe(38);
  });

  test("stand once in their language", () => {
    const keys = examples.map(({ text, language }) => `${language} ${text.toLowerCase()}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

function floorOf(key: string): number {
  return /out_of_scope|unsafe|human_agent/u.test(key) ? 1_000 : 150;
}
