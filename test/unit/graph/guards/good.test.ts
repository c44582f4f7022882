import { beforeAll, describe, expect, test } from "vitest";
import { checkReply } from "../../../../graph/guards/index.ts";
import type { Evidence } from "../../../../graph/guards/index.ts";
import { NORA, claimsOf } from "../../../support/demo-insurer.ts";
import { goodReplies } from "./good-replies.ts";
import { aboutNora } from "./nora.ts";
import { everySkillReply } from "./skill-replies.ts";
import type { SkillReply } from "./skill-replies.ts";

/** Measured 0.5 to 1 ms on two shared cores; a pattern that runs away takes a hundred times as long. */
const MAX_MEAN_MS = 5;
/** The worst of these takes 30 ms; a pattern that runs away takes minutes. */
const MAX_WORST_MS = 1_000;

let evidence: Readonly<Record<Evidence["language"], Evidence>>;
let fromSkills: readonly SkillReply[];
beforeAll(async () => {
  evidence = { en: await aboutNora("en"), es: await aboutNora("es") };
  fromSkills = await everySkillReply();
});

describe("a good reply passes", () => {
  test.each(goodReplies.en)("%s", (reply) => {
    expect(checkReply(reply, evidence.en)).toEqual([]);
  });

  test.each(goodReplies.es)("%s", (reply) => {
    expect(checkReply(reply, evidence.es)).toEqual([]);
  });

  test("that tells a VIP customer an amount of a record without a currency", () => {
    const faults = checkReply("Your claim CL-7002 was paid: you received $4,385.00.", {
      ...evidence.en,
      toolResults: [{ claims: claimsOf(NORA) }],
    });
    expect(faults).toEqual([]);
  });

  test("with its tool results as JSON", () => {
    for (const language of ["en", "es"] as const) {
      const toolResults = evidence[language].toolResults.map((each) => JSON.stringify(each));
      for (const reply of goodReplies[language]) {
        const faults = checkReply(reply, { ...evidence[language], toolResults });
        expect({ reply, faults }).toEqual({ reply, faults: [] });
      }
    }
  });
});

describe("everything the skills say", () => {
  test("passes when it is given its own tool results", () => {
    expect(fromSkills.length).toBeGreaterThan(1_500);
    for (const { name, reply, evidence, isDeed } of fromSkills) {
      if (isDeed) continue;
      const faults = checkReply(reply, evidence);
      expect({ name, reply, faults }).toEqual({ name, reply, faults: [] });
    }
  });

  test("is no model's to say where it confirms a change", () => {
    const deeds = fromSkills.filter(({ isDeed }) => isDeed);
    expect(deeds.length).toBeGreaterThan(20);
    for (const { reply, evidence } of deeds) {
      const rules = checkReply(reply, evidence).map(({ rule }) => rule);
      expect({ reply, rules }).toEqual({ reply, rules: ["transfer"] });
    }
  });

  test("is a fault without any tool result as soon as it tells of a policy", () => {
    const told = fromSkills.filter(({ reply }) => /\$\d/.test(reply));
    expect(told.length).toBeGreaterThan(100);
    for (const { reply, evidence } of told) {
      const rules = checkReply(reply, { ...evidence, toolResults: [] }).map(({ rule }) => rule);
      expect(rules).toContain("figure");
    }
  });
});

test("a reply is checked in a few milliseconds at most", () => {
  const startedAt = performance.now();
  for (const { reply, evidence } of fromSkills) checkReply(reply, evidence);
  expect((performance.now() - startedAt) / fromSkills.length).toBeLessThan(MAX_MEAN_MS);
});

test.each([
  "a@",
  "1 ",
  "1.",
  "1,000",
  "Ab ",
  "one ",
  "hundred and ",
  "i'll ",
  "{",
  "<a ",
  " \n",
  "*",
  "a_",
  "your a ",
  "+1 ()",
])("a runaway reply of %j holds nobody up", (piece) => {
  const reply = piece.repeat(20_000 / piece.length);
  const startedAt = performance.now();
  expect(checkReply(reply, { ...evidence.en, toolResults: [reply] })).not.toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(MAX_WORST_MS);
});
