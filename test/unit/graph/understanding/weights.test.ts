import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { train, weightsText } from "../../../../graph/understanding/train.ts";
import { readExamples } from "../../../../graph/understanding/training/examples.ts";
import weights from "../../../../graph/understanding/weights.json" with { type: "json" };

const FILE = join(import.meta.dirname, "../../../../graph/understanding/weights.json");

test("the weights were trained on the examples as they are: else run npm run train", () => {
  expect(weights.examples).toBe(readExamples().hash);
});

test("training again gives the same weights, bit for bit", { timeout: 120_000 }, () => {
  const { examples, hash } = readExamples();
  expect(weightsText(train(examples, hash)) === readFileSync(FILE, "utf8")).toBe(true);
});

test("the weights file stays small", () => {
  expect(statSync(FILE).size).toBeLessThan(1_500_000);
});

describe("the examples", () => {
  const { examples } = readExamples();

  test("are 40 or more per intent and language, 250 out of scope, 60 unsafe", () => {
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
  if (key.endsWith("out_of_scope")) return 250;
  return key.endsWith("unsafe") ? 60 : 40;
}
