import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitText } from "../../../channels/split-text.ts";

describe("where a long text is cut", () => {
  test.each([
    ["not at all when it fits", "short", 10, ["short"]],
    ["not at all when it just fits", "0123456789", 10, ["0123456789"]],
    ["white space around it does not count", "  0123456789\n", 10, ["0123456789"]],
    ["nothing is no part", "", 10, []],
    ["white space alone is no part", " \n\t ".repeat(10), 10, []],
    [
      "between paragraphs first",
      "one two.\n\nthree\nfour five",
      20,
      ["one two.", "three\nfour five"],
    ],
    ["then between lines", "one two. three\nfour five", 20, ["one two. three", "four five"]],
    ["then between sentences", "One two. Three! Four five", 20, ["One two. Three!", "Four five"]],
    ["then between words", "one two three four five", 15, ["one two three", "four five"]],
    ["right at the edge of a word", "one two three", 7, ["one two", "three"]],
    [
      "a far too early paragraph is no reason",
      "ab\n\ncdef ghij klmn",
      12,
      ["ab\n\ncdef", "ghij klmn"],
    ],
    ["a word too long in the middle", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["a decimal point is not the end of a sentence", "pay 1234.56 now", 12, ["pay 1234.56", "now"]],
    ["not inside an emoji", "abc😀def", 4, ["abc", "😀de", "f"]],
    ["not inside a family", "abc👩‍👩‍👧", 8, ["abc", "👩‍👩‍👧"]],
    ["not between letter and accent", "abe\u0301", 3, ["ab", "e\u0301"]],
    [
      "inside a pile of accents only when there is no other way",
      "a\u0301\u0301\u0301",
      2,
      ["a\u0301", "\u0301\u0301"],
    ],
  ])("%s", (_name, text, max, parts) => {
    expect(splitText(text, max)).toEqual(parts);
  });

  test("a length that holds no emoji is refused", () => {
    expect(() => splitText("abc", 1)).toThrow("at least two");
  });
});

const withoutSpace = (value: string) => value.replaceAll(/\s/g, "");

describe("whatever the text", () => {
  const words = fc
    .array(
      fc.constantFrom(
        "a",
        "word",
        "sentence.",
        "\n",
        "\n\n",
        " ",
        "😀",
        "👩‍👩‍👧",
        "é",
        "e\u0301",
        "\t",
        "¿Qué?",
      ),
      { maxLength: 200 },
    )
    .map((list) => list.join(""));
  const text = fc.oneof(
    words,
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ unit: "grapheme", maxLength: 300 }),
  );

  test("nothing but white space is lost, and every part fits and is whole", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (text, max) => {
        const parts = splitText(text, max);
        expect(withoutSpace(parts.join(""))).toBe(withoutSpace(text.toWellFormed()));
        for (const part of parts) {
          expect(part.trim()).toBe(part);
          expect(part).not.toBe("");
          expect(part.length).toBeLessThanOrEqual(max);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("a text that fits comes back as it was", () => {
    fc.assert(
      fc.property(text, (text) => {
        const whole = text.toWellFormed().trim();
        expect(splitText(text, 4_096)).toEqual(whole === "" ? [] : [whole]);
      }),
    );
  });

  test("halves of characters are replaced", () => {
    expect(splitText("a\ud800b", 10)).toEqual(["a\ufffdb"]);
  });

  test.each([["x"], [" x"], ["\n"], ["😀"], ["\u0301"]])(
    "a megabyte of %j takes no time",
    (piece) => {
      const before = performance.now();
      splitText(`a${piece.repeat(500_000)}b`, 4_096);
      expect(performance.now() - before).toBeLessThan(2_000);
    },
  );
});
