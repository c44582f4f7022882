import { expect, test } from "vitest";
import { mistyped } from "../../../eval/noise.ts";
import {
  calibrationError,
  coverageAt,
  f1ByMeaning,
  worstConfusions,
} from "../../../eval/scores.ts";

const guess = (meant: string, said: string, confidence = 1) => ({ meant, said, confidence });

test("F1 counts what was missed and what was wrongly named, worst first", () => {
  const guesses = [guess("a", "a"), guess("a", "b"), guess("b", "b")];
  // a: one hit, one miss; b: one hit, one false.
  expect(f1ByMeaning([...guesses, guess("c", "c")])).toEqual([
    { meaning: "a", f1: 2 / 3 },
    { meaning: "b", f1: 2 / 3 },
    { meaning: "c", f1: 1 },
  ]);
});

test("coverage at a precision goes as far as enough decisions are right, and takes equals together", () => {
  const decisions = [
    { confidence: 0.9, isRight: true },
    { confidence: 0.8, isRight: true },
    { confidence: 0.7, isRight: false },
    { confidence: 0.7, isRight: true },
    { confidence: 0.1, isRight: false },
  ];
  expect(coverageAt(0.99, decisions, 4)).toBe(0.5);
  expect(coverageAt(0.75, decisions, 4)).toBe(0.75);
  expect(coverageAt(0.99, [{ confidence: 1, isRight: false }], 4)).toBe(0);
});

test("confidence that is right as often as it says has no error", () => {
  const half = [guess("a", "a", 0.5), guess("a", "b", 0.5)];
  expect(calibrationError(half)).toBeCloseTo(0);
  expect(calibrationError([guess("a", "b", 0.9), guess("a", "b", 1)])).toBeCloseTo(0.95);
});

test("the commonest mix-up comes first, with what it happened to", () => {
  const guesses = [
    { ...guess("a", "b"), text: "one" },
    { ...guess("c", "b"), text: "two" },
    { ...guess("c", "b"), text: "three" },
    { ...guess("c", "c"), text: "four" },
  ];
  expect(worstConfusions(guesses, 1)).toEqual([
    { meant: "c", said: "b", count: 2, examples: ["two", "three"] },
  ]);
});

test("typing mistakes hit about 6 of 100 letters, the same ones each time", () => {
  const text = "abcdefghij".repeat(100);
  const typed = mistyped(text, 7);
  expect(mistyped(text, 7)).toBe(typed);
  expect(mistyped(text, 8)).not.toBe(typed);
  const untouched = mistyped("1234 5678 !?", 7);
  expect(untouched).toBe("1234 5678 !?");
  // An edit of one letter spoils one or two places; a shift would spoil nearly all when compared letter by letter.
  const pieces = typed.split("abcdefghij").length - 1;
  expect(pieces).toBeGreaterThan(35);
  expect(pieces).toBeLessThan(75);
});
