import { describe, expect, test } from "vitest";
import { en } from "../../../../graph/replies/en.ts";
import { talkWith } from "./talk.ts";

describe("a question about cover", () => {
  test("is answered with the clause, its number, product and policy", async () => {
    const talk = talkWith("C-1001");
    const { text, agent } = await talk.hear("Am I covered for flood?", "coverage_question");
    expect(agent).toBe("policy");
    expect(text).toContain("Yes, your contract covers this:");
    expect(text).toContain("Home Plus (HOM-2001), clause 1.3, Flood:");
    expect(text).toContain("Flood is included in Home Plus");
    expect(talk.focus().policyNumber).toBe("HOM-2001");
  });

  test("follows the customer's own product: the other home contract says no", async () => {
    const { text } = await talkWith("C-1014").hear("Am I covered for flood?", "coverage_question");
    expect(text).toContain("No, your contract excludes this:");
    expect(text).toContain("Home Essential (HOM-2010)");
  });

  test.each(["AUT-1042", "HOM-2001"])(
    "that fits several is about %s once opened",
    async (number) => {
      const talk = talkWith("C-1001");
      await talk.hear(number, "policy_details");
      const { text } = await talk.hear("is hail covered?", "coverage_question");
      expect(text).toContain(`(${number}), clause`);
      expect(text.match(/clause \d/g)).toHaveLength(1);
    },
  );

  test("is answered in Spanish with the Spanish clause", async () => {
    const { text } = await talkWith("C-1007", "es").hear(
      "¿Estoy cubierta por inundación?",
      "coverage_question",
    );
    expect(text).toContain("Sí, su contrato lo cubre:");
    expect(text).toMatch(/Hogar Plus \(HOM-2005\), cláusula \d\.\d/);
    expect(text).toMatch(/«.+»/s);
  });

  test("with two cars under different contracts asks which one, then quotes", async () => {
    const talk = talkWith("C-1003");
    const which = await talk.hear("is my windscreen covered?", "coverage_question");
    expect(which.choices.map(({ id }) => id)).toEqual(["AUT-1044", "AUT-1045"]);
    const honda = await talk.hear("the Honda", "out_of_scope", { zone: "decline" });
    expect(honda.text).toContain("Yes, your contract covers this:");
    expect(honda.text).toContain("Auto Comprehensive (AUT-1044)");
    // "It" is the Honda now, so the next question needs no choice.
    const next = await talk.hear("and is theft covered?", "coverage_question");
    expect(next.text).toContain("AUT-1044");
  });

  test("about the other car comes as an answer to the same question", async () => {
    const talk = talkWith("C-1003");
    await talk.hear("is my windscreen covered?", "coverage_question");
    const ford = await talk.tap("AUT-1045");
    expect(ford.text).toContain("No, your contract excludes this:");
    expect(ford.text).toContain("Auto Liability (AUT-1045)");
  });

  test("about a named policy keeps to that policy", async () => {
    const { text } = await talkWith("C-1003").hear(
      "is the windscreen covered by AUT-1045?",
      "coverage_question",
    );
    expect(text).toContain("Auto Liability (AUT-1045)");
  });

  test("about a kind of insurance by its name keeps to that kind", async () => {
    const question = "does my travel insurance cover my trip to Japan in December?";
    const { text } = await talkWith("C-1001").hear(question, "coverage_question");
    expect(text).not.toContain("LIF-3001");
    expect(text).toContain("TRV-5001");
  });

  test("about nothing but a car by its name shows its policy", async () => {
    const { text } = await talkWith("C-1003").hear(
      "what's not covered on the Honda",
      "coverage_question",
    );
    expect(text).toContain("AUT-1044: Auto Comprehensive");
    expect(text).toContain("Does not cover:");
  });

  test("that no clause answers names the car's contract and no other", async () => {
    const question = "is a ride to the moon covered for my F-150?";
    const { text } = await talkWith("C-1003").hear(question, "coverage_question");
    expect(text).toBe(en.policy.clauseNotFound(["AUT-1045"]));
  });

  test("that no clause answers gets an honest word and the offer of a person", async () => {
    const talk = talkWith("C-1001");
    const { text, pending } = await talk.hear(
      "does it cover alien abduction?",
      "coverage_question",
    );
    expect(text).toContain("could not find a clause");
    expect(text).toContain("do not want to guess");
    expect(text).not.toContain("“");
    expect(pending).toEqual({ ask: "offer_person" });
    const person = await talk.tap("yes");
    expect(person.handoffs).toEqual([{ kind: "contact_center", reason: "not_found" }]);
  });

  test("about a policy that gives no cover any more says so", async () => {
    const { text } = await talkWith("C-1010").hear(
      "does HOM-2007 cover a burst pipe?",
      "coverage_question",
    );
    expect(text).toContain(en.policy.notActive({ policyNumber: "HOM-2007", status: "cancelled" }));
  });

  test("new while a choice is open is a new question", async () => {
    const talk = talkWith("C-1003");
    await talk.hear("is my windscreen covered?", "coverage_question");
    const { text } = await talk.hear(
      "and does my home insurance pay for a burst pipe?",
      "coverage_question",
    );
    expect(text).toContain("HOM-2003");
  });
});
