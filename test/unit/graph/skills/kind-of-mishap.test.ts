import { expect, test } from "vitest";
import { kindOfMishap } from "../../../../graph/skills/policy/kind-of-mishap.ts";
import { talkWith } from "./talk.ts";

test.each([
  ["somebody smashed my windscreen", "auto"],
  ["Me chocaron por detrás en el semáforo", "auto"],
  ["water came through the kitchen ceiling", "home"],
  ["se inundó el sótano", "home"],
  ["my suitcase never turned up", "travel"],
  ["la aerolínea me perdió el equipaje", "travel"],
  ["I broke my wrist", "health"],
  ["me sacaron una muela", "health"],
  ["my father passed away", "life"],
  ["falleció mi esposo", "life"],
])("%j is about %s", (text, kind) => {
  expect(kindOfMishap(text)).toBe(kind);
});

test.each([
  "I want to report a claim",
  "my phone was stolen",
  "the kitchen door hit my bumper",
  "quiero reportar un siniestro",
])("%j could be about anything", (text) => {
  expect(kindOfMishap(text)).toBeUndefined();
});

test("a claim is for the policy its mishap is about, and may be told to be for another", async () => {
  const talk = talkWith("C-1001");
  const asked = await talk.hear("water came through the kitchen ceiling", "claim_report");
  expect(asked.text).toContain("(HOM-2001)");
  await talk.hear("yesterday", "claim_report", { zone: "clarify" });
  const check = await talk.hear("A pipe burst upstairs.", "claim_report");
  expect(check.text).toContain("HOM-2001");
});

test("which policy is asked where none fits the mishap", async () => {
  const asked = await talkWith("C-1014").hear("somebody smashed my windscreen", "claim_report");
  expect(asked.text).toContain("HOM-2010");
  expect(asked.text).toContain("LIF-3004");
});
