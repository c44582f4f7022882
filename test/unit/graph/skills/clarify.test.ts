import { describe, expect, test } from "vitest";
import { en } from "../../../../graph/replies/en.ts";
import { talkWith } from "./talk.ts";

const unsure = { zone: "clarify", alternatives: ["claim_status", "billing"] } as const;

describe("something unclear", () => {
  test("is asked back with the two likeliest meanings and a person", async () => {
    const { text, choices, answer } = await talkWith("C-1001").hear(
      "the thing with the claim",
      "claim_report",
      unsure,
    );
    expect(choices).toEqual([
      { id: "claim_report", title: "Report a claim" },
      { id: "claim_status", title: "My claims" },
      { id: "human_agent", title: "A person" },
    ]);
    // The numbers are written once for all questions, when the graph says it.
    expect(text).toBe(en.clarify.ask);
    expect(answer.isUnclear).toBe(true);
  });

  test("offers in Spanish too, and never what cannot be offered", async () => {
    const { choices } = await talkWith("C-1002", "es").hear("ehm", "smalltalk", {
      zone: "clarify",
      alternatives: ["deny", "relationship_manager", "unsafe"],
    });
    expect(choices.map(({ title }) => title)).toEqual([
      "Mi gestor personal",
      "Mis pólizas",
      "Una persona",
    ]);
  });

  test("offers a relationship manager only to those who have one", async () => {
    const { choices } = await talkWith("C-1003").hear("ehm", "relationship_manager", unsure);
    expect(choices.map(({ id }) => id)).toEqual(["claim_status", "billing", "human_agent"]);
  });

  test("twice in a row leads to a person, who is announced by the human agent", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("blargh", "claim_report", unsure);
    const { messages, handoffs, pending } = await talk.hear("blargh", "claim_report", unsure);
    expect(messages).toEqual([]);
    expect(handoffs).toEqual([{ kind: "contact_center", reason: "unclear" }]);
    expect(pending).toBeNull();
  });

  test("with something clear in between starts anew", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("blargh", "claim_report", unsure);
    await talk.hear("hello", "greeting");
    const { handoffs } = await talk.hear("blargh", "claim_report", unsure);
    expect(handoffs).toEqual([]);
  });

  test.each([
    ["button", "Premium, payments", "billing"],
    ["place", "the second", undefined],
    ["number", "2", undefined],
    ["words", "payments", undefined],
  ] as const)("is settled by %s, in the words first used", async (_how, text, choiceId) => {
    const talk = talkWith("C-1001");
    await talk.hear("my home, how much again", "policy_details", {
      zone: "clarify",
      alternatives: ["billing"],
    });
    const settled = choiceId
      ? await talk.tap(choiceId)
      : await talk.hear(text, "policy_details", unsure);
    expect(settled.agent).toBe("policy");
    expect(settled.text).toContain("HOM-2001");
    expect(settled.text).toContain("$2,140.00 per year");
    expect(settled.text).not.toContain("AUT-1042");
  });

  test("leads to a person at the customer's wish, or to the relationship manager", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("ehm", "relationship_manager", unsure);
    expect((await talk.tap("relationship_manager")).handoffs).toEqual([
      { kind: "relationship_manager", reason: "portfolio" },
    ]);
    await talk.hear("ehm", "relationship_manager", unsure);
    expect((await talk.tap("human_agent")).handoffs).toEqual([
      { kind: "contact_center", reason: "asked" },
    ]);
  });

  test("that is none of these is asked for in other words, and then goes to a person", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("ehm", "billing", unsure);
    expect((await talk.hear("no", "deny")).text).toBe(en.clarify.rephrase);
    const { handoffs } = await talk.hear("ehm", "billing", unsure);
    expect(handoffs).toEqual([{ kind: "contact_center", reason: "unclear" }]);
  });

  test("keeps data from an address we do not know even after a choice", async () => {
    const talk = talkWith(null);
    await talk.hear("ehm", "billing", unsure);
    expect((await talk.tap("billing")).text).toBe(en.customer.unknownAddress);
  });
});
