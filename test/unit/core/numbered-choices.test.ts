import { describe, expect, test } from "vitest";
import { hasNumbers, withNumbers } from "../../../core/numbered-choices.ts";

const yesNo = [
  { id: "yes", title: "Yes" },
  { id: "no", title: "No" },
];
const policies = [
  { id: "AUT-1042", title: "AUT-1042 (car)" },
  { id: "HOM-2001", title: "HOM-2001 (home)" },
  { id: "human_agent", title: "A person" },
];
const LIST = "These:\n• AUT-1042: Auto, active\n  a Volvo\n• HOM-2001, Home\nWhich one?";

describe("choices in a text", () => {
  test("follow it with their numbers", () => {
    expect(withNumbers("Shall I?", yesNo)).toBe("Shall I?\n1. Yes\n2. No");
  });

  test("get their number where the text describes them already", () => {
    expect(withNumbers(LIST, policies)).toBe(
      "These:\n1. AUT-1042: Auto, active\n  a Volvo\n2. HOM-2001, Home\nWhich one?\n3. A person",
    );
  });

  test("of which there are none leave it as it is", () => {
    expect(withNumbers(LIST, [])).toBe(LIST);
    expect(hasNumbers(LIST, [])).toBe(false);
  });

  test.each(["Shall I?", "1. Look\n2. Think", "1. Yes\n2. Maybe"])(
    "are known to be missing: %j",
    (text) => {
      expect(hasNumbers(text, yesNo)).toBe(false);
      expect(hasNumbers(withNumbers(text, yesNo), yesNo)).toBe(true);
    },
  );
});
