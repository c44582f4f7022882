import { describe, expect, test } from "vitest";
import { findCopies } from "../../../eval/copies.ts";
import { readSplit } from "../../../eval/split.ts";
import { readExamples } from "../../../graph/understanding/training/examples.ts";

/** What phrase lists read, word for word, has few ways of being said; no model was trained to tell these apart. */
const READ_BY_LIST: ReadonlySet<string> = new Set(["affirm", "deny", "disconnect"]);

const known = (["examples", "development"] as const).flatMap((collection) =>
  readExamples(collection).examples.map(({ text }) => text),
);

describe.each(["en", "es"] as const)("the test split in %s", (language) => {
  const lines = readSplit(language).filter(
    ({ intent, set }) => !READ_BY_LIST.has(intent ?? "") && set !== "not_disconnect",
  );

  test("holds nothing that training or its development messages hold", { timeout: 60_000 }, () => {
    const copies = findCopies(
      lines.map(({ text }) => text),
      known,
    );
    expect(copies).toEqual([]);
  });

  test("says nothing twice", () => {
    const texts = readSplit(language).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("has enough of everything", () => {
    const counts = new Map<string, number>();
    for (const { intent, set } of readSplit(language)) {
      const key = set ?? intent ?? "";
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const floors = { near: 150, far: 190, unsafe: 80, asks: 230, complains: 80, not_person: 150 };
    const few = Object.entries(floors).filter(([key, floor]) => (counts.get(key) ?? 0) < floor);
    expect(few).toEqual([]);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(22);
    // 17 intents, what is not ours in two distances, a person wanted in four ways, and two sets of lookalikes.
    expect(counts.size).toBe(25);
  });
});

test.each([
  ["what's my premium?", "Whats my PREMIUM"],
  ["quiero ver mis pólizas ahora", "quiero ver mis polizas, ahora!"],
  [
    "when does my car insurance come up for renewal",
    "when does my home insurance come up for renewal",
  ],
])("%j and %j are copies", (one, two) => {
  expect(findCopies([one], [two])).toEqual([{ text: one, of: two }]);
});

test.each([
  ["what's my premium?", "what's my deductible?"],
  ["👍", "👎"],
])("%j and %j are none", (one, two) => {
  expect(findCopies([one], [two])).toEqual([]);
});
