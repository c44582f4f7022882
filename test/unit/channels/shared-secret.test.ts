import { expect, test } from "vitest";
import { isSecret } from "../../../channels/shared-secret.ts";

const secrets = ["old-secret", "new-secret", "señal-👍"];

test.each([
  ["old-secret", true],
  ["new-secret", true],
  ["señal-👍", true],
  ["old-secre", false],
  ["old-secret ", false],
  ["OLD-SECRET", false],
  ["old-secret,new-secret", false],
  ["", false],
  [undefined, false],
])("%j is a secret: %s", (candidate, expected) => {
  expect(isSecret(candidate, secrets)).toBe(expected);
});

test("without secrets nothing is one", () => {
  expect(isSecret("x", [])).toBe(false);
});

test("an empty secret in the list opens nothing", () => {
  expect(isSecret("", ["", "x"])).toBe(false);
  expect(isSecret("x", ["", "x"])).toBe(true);
});
