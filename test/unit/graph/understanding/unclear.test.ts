import { describe, expect, test } from "vitest";
import { read } from "./reader.ts";

describe("a message is not sent away for a word that may be a slip", () => {
  test.each([
    [
      "Pyedo dar patte si me ocrtan la luz y e esropea la comida, o eso mo va?",
      "coverage_question",
    ],
    ["Trasládense mmis notificaciones al despcho de Gran Vía 30", "update_contact"],
  ])("%s", (text, name) => {
    expect(read(text, { language: "es" }).understood).toMatchObject({ name, zone: "clarify" });
  });

  test("unless it surely is none of ours, whatever the word", () => {
    const { name, zone } = read("where can I buy a glorbix for my hamster wheel").understood;
    expect({ name, zone }).toEqual({ name: "out_of_scope", zone: "decline" });
  });
});

test.each(["my policy please", "mi póliza, por favor"])("%s: which one is asked next", (text) => {
  expect(read(text).understood).toMatchObject({ name: "policy_details", zone: "act" });
});

test.each(["the honda one", "that blue one please"])("%s: only the conversation knows", (text) => {
  expect(read(text).understood).toMatchObject({ name: "policy_details", zone: "clarify" });
});
