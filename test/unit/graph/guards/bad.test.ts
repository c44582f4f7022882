import { beforeAll, describe, expect, test } from "vitest";
import { checkReply } from "../../../../graph/guards/index.ts";
import type { Evidence } from "../../../../graph/guards/index.ts";
import { makeTools } from "../../../../tools/index.ts";
import { customers, policies } from "../../../support/demo-insurer.ts";
import { hostileReplies } from "../../../support/hostile-replies.ts";
import { makeRecords } from "../../../support/records.ts";
import { aboutNora } from "./nora.ts";

let evidence: Readonly<Record<Evidence["language"], Evidence>>;
beforeAll(async () => {
  evidence = { en: await aboutNora("en"), es: await aboutNora("es") };
});

const rulesOf = (reply: string, about: Evidence) =>
  checkReply(reply, about).map(({ rule }) => rule);

describe("a reply that must not be sent is stopped", () => {
  test("by enough examples of every rule", () => {
    expect(hostileReplies.length).toBeGreaterThan(150);
    expect(new Set(hostileReplies.map(({ rule }) => rule)).size).toBe(8);
  });

  test.each(hostileReplies)("$rule $language: $reply", ({ rule, language, reply }) => {
    expect(rulesOf(reply, evidence[language])).toContain(rule);
  });

  test("when it names a tool", () => {
    for (const { name } of Object.values(makeTools(makeRecords({}), { newNumber: () => "1" }))) {
      expect(rulesOf(`I asked ${name} for you.`, evidence.en)).toContain("leak");
    }
  });

  test("when it names any other customer or policy", () => {
    for (const other of customers.filter(({ customerId }) => customerId !== "C-1001")) {
      const { name, email, phoneNumber, postalAddress, customerId, policyNumbers } = other;
      for (const [rule, told] of [
        ["others_data", name],
        ["others_data", email],
        ["others_data", phoneNumber],
        ["others_data", postalAddress],
        ["id", customerId],
        ...policyNumbers.map((number) => ["id", number] as const),
      ] as const) {
        expect({ told, rules: rulesOf(`It is with ${told} as well.`, evidence.en) }).toEqual({
          told,
          rules: expect.arrayContaining([rule]),
        });
      }
    }
    for (const { insured, customerId } of policies) {
      if (customerId === "C-1001" || !/plate/.test(insured)) continue;
      expect(rulesOf(`Your car is a ${insured}.`, evidence.en)).toContain("id");
    }
  });
});

describe("what the model is told", () => {
  test("never quotes its own reply", () => {
    for (const { reply, language } of hostileReplies) {
      for (const { says } of checkReply(reply, evidence[language])) {
        expect(says).toMatch(/^[A-Z].*\.$/s);
        expect(says).not.toMatch(/\d{3,}(?!\d| characters)|[@$€]/);
        expect(says).not.toMatch(/Marcus|Delaney|Ferr|Cannery|Joaqu|Quintana/);
      }
    }
  });
});

describe("with a handoff", () => {
  test("a person may be promised, and a change may not", async () => {
    const about = await aboutNora("en", { hasHandoff: true });
    expect(rulesOf("I'll connect you with one of my colleagues.", about)).toEqual([]);
    expect(rulesOf("I have passed this conversation to a person.", about)).toEqual([]);
    expect(rulesOf("I have cancelled your policy.", about)).toEqual(["transfer"]);
  });
});

describe("what was asked for", () => {
  test("may be denied, and nothing may be told about it", async () => {
    const about = await aboutNora("en", { said: ["show me aut 1044"] });
    expect(rulesOf("AUT-1044 is not on your account.", about)).toEqual([]);
    expect(rulesOf("AUT-1044 is active.", about)).toEqual(["id"]);
    expect(rulesOf("AUT-1045 is not on your account.", about)).toEqual(["id"]);
  });

  test("is known as such from a tool that did not find it", async () => {
    const missing = { toolResults: [{ found: false, policyNumber: "AUT-1044" }] };
    const about = await aboutNora("en", missing);
    expect(rulesOf("AUT-1044 is not on your account.", about)).toEqual([]);
    expect(rulesOf("AUT-1044 covers theft.", about)).toEqual(["id"]);
  });
});
