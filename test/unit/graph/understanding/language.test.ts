import { describe, expect, test } from "vitest";
import { heldOut } from "./held-out.ts";
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

test.each(["en", "es"] as const)("held-out %s sentences are hardly ever mistaken", (language) => {
  const told = heldOut[language].map(({ text }) => read(text).language);
  const right = told.filter((one) => one === language).length;
  const wrong = told.filter((one) => one !== undefined && one !== language).length;
  expect(right / told.length).toBeGreaterThan(0.97);
  expect(wrong).toBeLessThanOrEqual(1);
});
