import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cleanName, cleanText, isBlank } from "../../../channels/clean-text.ts";

test.each([
  ["keeps lines and tabs", "a\n\tb", "a\n\tb"],
  ["knows every line end", "a\r\nb\rc", "a\nb\nc"],
  ["drops what cannot be seen", "a\u0000b\u001b[1mc\u007f", "ab[1mc"],
  ["joins letter and accent", "e\u0301", "é"],
  ["replaces half characters", "a\ud800b\udc00", "a\ufffdb\ufffd"],
  ["keeps emoji families", "👩‍👩‍👧", "👩‍👩‍👧"],
])("clean text %s", (_name, text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

test("clean text stays within its length and whole", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      (text, max) => {
        const clean = cleanText(text, max);
        expect(clean.length).toBeLessThanOrEqual(max);
        expect(clean.isWellFormed()).toBe(true);
      },
    ),
  );
});

test("a text that fits is not cut", () => {
  expect(cleanText("x".repeat(4_096))).toHaveLength(4_096);
  expect(cleanText("x".repeat(4_097))).toHaveLength(4_096);
  expect(cleanText(`${"x".repeat(4_094)}😀`)).toHaveLength(4_096);
});

test("megabytes of stacked accents take no time", () => {
  const before = performance.now();
  cleanText(`a${"\u0301\u0323".repeat(1_000_000)}`);
  expect(performance.now() - before).toBeLessThan(1_000);
});

test.each([
  ["", true],
  [" \n\u00a0", true],
  ["\u200b\u2060\ufeff", true],
  ["👍", false],
  [".", false],
])("%j is blank: %s", (text, expected) => {
  expect(isBlank(text)).toBe(expected);
});

test.each([
  [" Ana\r\n\tRuiz ", "Ana Ruiz"],
  ["x".repeat(500), "x".repeat(128)],
  ["\u200b", undefined],
  ["", undefined],
  [undefined, undefined],
])("the name %j becomes %j", (name, expected) => {
  expect(cleanName(name)).toBe(expected);
});
