import { expect, test } from "vitest";
import { isClaimAnswer } from "../../../../graph/skills/policy/claim-answer.ts";
import { NOW, read } from "../understanding/reader.ts";

const pending = {
  ask: "claim",
  step: "what",
  draft: { policyNumber: "AUT-1044", occurredOn: "2026-11-21", description: null },
} as const;

/** A message that the model surely takes for a change of a policy. */
function misread(text: string) {
  const understood = {
    name: "policy_change",
    zone: "act",
    confidence: 0.9,
    source: "local",
  } as const;
  return { text, choiceId: undefined, now: NOW, reading: { ...read("hm"), understood } };
}

test.each(["no, the Ford", "No, it was the red Ford", "perdón, el Ford", "nope, my van"])(
  "%s is what the claim is about, whatever it may be taken for",
  (text) => {
    expect(isClaimAnswer(pending, misread(text))).toBe(true);
  },
);

test.each(["cancel the Ford", "the Ford?"])("%s is another topic", (text) => {
  expect(isClaimAnswer(pending, misread(text))).toBe(false);
});

test.each([
  ["i already reported it, is there any news", false],
  ["ya lo reporté, ¿hay novedades?", false],
  ["the status of the other car was parked", true],
] as const)("%s tells what happened: %s", (text, isTold) => {
  const understood = { ...misread(text).reading.understood, name: "claim_status" } as const;
  const turn = { ...misread(text), reading: { ...read("hm"), understood } };
  expect(isClaimAnswer(pending, turn)).toBe(isTold);
});

const WHICH = {
  ...pending,
  step: "policy",
  draft: { ...pending.draft, policyNumber: null },
} as const;

/** What the model surely takes for a question about a policy. */
function asked(text: string) {
  const understood = { ...misread(text).reading.understood, name: "policy_details" } as const;
  return { text, choiceId: undefined, now: NOW, reading: { ...read(text), understood } };
}

test.each([
  ["what is the limit for theft", false],
  ["¿cuál es el límite de robo?", false],
  ["what about my house?", true],
  ["the bungalow", true],
] as const)("%s answers which policy it is for: %s", (text, isAnswer) => {
  expect(isClaimAnswer(WHICH, asked(text))).toBe(isAnswer);
});
