import { describe, expect, test } from "vitest";
import { anyOf } from "../../../../graph/understanding/text/any-of.ts";

describe("one pattern of many matches", () => {
  test.each([
    ["the edge of a word", [/\bcar\b/u, /\bbus\b/u], ["my car", "bus stop"], ["scar", "cargo"]],
    ["the start of a text", [/^no$/u, /^never\b/u], ["no", "never again"], ["oh no", "nor"]],
    ["neither", [/(?<!my )dog/u, /cat$/u], ["a dog", "the cat"], ["my dog", "cats"]],
    ["some of each", [/^hi\b/u, /\bho$/u, /ha+/u], ["hi all", "oh ho", "aha"], ["oh hi", "hoho"]],
    [
      "bars of their own",
      [/\bred|^blue|green/u, /x/u],
      ["my red", "evergreen"],
      ["bored", "a blue"],
    ],
    ["bars in groups", [/\b(?:a|b(?:c|d))\be?/u, /^(?:q|r)$/u], ["bd", "r", "a"], ["be", "qr"]],
    ["bars in classes", [/[|(]z|\by[)|]/u, /k/u], ["|z", "(z", "my y|"], ["z", "ay)"]],
    [
      "signs that mean themselves",
      [/\(x|a\|b/u, /\[|c\\|d/u],
      ["a|b", "[", "c\\"],
      ["a", "c", "b"],
    ],
  ] as const)("where any would that asks for %s", (_, patterns, matching, others) => {
    const any = anyOf(patterns);
    for (const text of matching) expect(any.test(text), text).toBe(true);
    for (const text of others) expect(any.test(text), text).toBe(false);
  });

  test("and what it is made of may name what it finds", () => {
    const any = anyOf([/\bfor (?<who>\w+)/u, /\bto (?<who>\w+)/u]);
    expect(any.exec("a letter to her")?.groups?.["who"]).toBe("her");
  });
});
