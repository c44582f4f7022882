import { describe, expect, test } from "vitest";
import { numberedText } from "../../../channels/numbered-text.ts";

/** As they leave the graph: the id marked with its question. */
const choices = [
  { id: "AUT-1042#x7", title: "AUT-1042 (car)" },
  { id: "human_agent#x7", title: "A person" },
];

describe("a channel without buttons", () => {
  test.each([
    "Which one?\n1. AUT-1042 (car)\n2. A person",
    "1. AUT-1042: Auto, active\n  a Volvo\nWhich one?\n2. A person",
    "the second part of a long text\n2. A person",
  ])("numbers nothing twice: %j", (text) => {
    expect(numberedText(text, choices)).toBe(text);
  });

  test.each(["Which one?", "1. Look\n2. Think", "• AUT-1042: Auto"])(
    "numbers what nobody did: %j",
    (text) => {
      expect(numberedText(text, choices)).toBe(`${text}\n\n1. AUT-1042 (car)\n2. A person`);
    },
  );

  test("leaves a text alone that offers nothing", () => {
    expect(numberedText("1. a", [])).toBe("1. a");
  });
});
