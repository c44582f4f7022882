import { describe, expect, test } from "vitest";
import { readExamples } from "../../../../graph/understanding/training/examples.ts";
import { read } from "./reader.ts";

describe("the language of a message is told, or not", () => {
  test.each([
    ["hello", "en"],
    ["hola", "es"],
    ["what is my deductible", "en"],
    ["cual es mi deducible", "es"],
    ["no quiero renovar", "es"],
    ["sí", "es"],
    ["thanks", "en"],
    ["¿AUT-1042?", "es"],
    ["AUT-1042", undefined],
    ["ok", undefined],
    ["Yo", undefined],
    ["no", undefined],
    ["John Smith", undefined],
    ["Maria Garcia", undefined],
    ["ana@example.com", undefined],
    ["12/11/2026", undefined],
    ["👍", undefined],
    ["", undefined],
  ])("%s", (text, language) => {
    expect(read(text).language).toBe(language);
  });
});

test.each(["en", "es"] as const)(
  "%s sentences nobody trained on are hardly ever mistaken",
  (language) => {
    const told = readExamples("development")
      .examples.filter((one) => one.language === language)
      .map(({ text }) => read(text).language);
    const right = told.filter((one) => one === language).length;
    const wrong = told.filter((one) => one !== undefined && one !== language).length;
    // Names, brands, "ok", other languages and goodbyes like "agur" are of neither.
    expect(right / told.length).toBeGreaterThan(0.94);
    expect(wrong / told.length).toBeLessThan(0.01);
  },
);
