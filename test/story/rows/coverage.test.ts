import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as who from "../../support/demo-insurer.ts";
import { expectAnswer, expectSameByWhatsApp, startStory } from "../../support/story.ts";
import type { Story } from "../../support/story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

const ask = async (address: string, ...messages: string[]) => {
  await story.begin(address);
  return story.say(address, ...messages);
};

/** What a quotation of a clause holds: its number, its words, the policy and a plain yes or no. */
function quoted(policyNumber: string, number: string, language: "en" | "es"): string[] {
  const clause = who.clauseOf(policyNumber, number);
  const { name } = who.productOf(policyNumber);
  const yesOrNo = {
    en: { covered: "Yes, your contract covers this", excluded: "No, your contract excludes this" },
    es: { covered: "Sí, su contrato lo cubre", excluded: "No, su contrato lo excluye" },
  }[language];
  const verdict = clause.effect === "terms" ? [] : [yesOrNo[clause.effect]];
  return [
    ...verdict,
    `${name[language]} (${policyNumber})`,
    ...(language === "es"
      ? [`cláusula ${number}`, clause.translations.es.text]
      : [`clause ${number}`, clause.text]),
  ];
}

describe("quotes the clause that answers, from the customer's own product", () => {
  test.each([
    [who.NORA, "does my car insurance cover theft?", "AUT-1042", "2.2"],
    [who.NORA, "will you pay if someone steals my car", "AUT-1042", "2.2"],
    [who.NORA, "does my policy cover a broken windshield", "AUT-1042", "2.3"],
    [who.NORA, "is hail damage to my car covered?", "AUT-1042", "2.4"],
    [who.NORA, "am I covered for flood?", "HOM-2001", "1.3"],
    [who.NORA, "what if my basement floods?", "HOM-2001", "1.3"],
    [who.NORA, "does my travel insurance cover lost luggage", "TRV-5001", "3.1"],
    [who.NORA, "am i covered if i drive drunk", "AUT-1042", "4.2"],
    [who.NORA, "is the towing of my car included?", "AUT-1042", "3.1"],
    [who.NORA, "do i get a rental car while mine is repaired?", "AUT-1042", "3.2"],
    [who.OWEN, "am I covered for flood?", "HOM-2010", "2.1"],
    [who.OWEN, "is mould covered", "HOM-2010", "2.3"],
    [who.WALTER, "is my car covered for hail", "AUT-1049", "2.4"],
    [who.WALTER, "Is theft covered?", "AUT-1049", "2.2"],
    [who.MARCUS, "is the windscreen of my Honda covered?", "AUT-1044", "2.3"],
    [who.MARCUS, "does AUT-1045 cover theft?", "AUT-1045", "2.2"],
    [who.MARCUS, "is theft covered under aut 1044", "AUT-1044", "2.2"],
  ])("for %s: %j", async (address, question, policyNumber, clause) => {
    expectAnswer(await ask(address, question), {
      intent: "coverage_question",
      agent: "policy",
      holds: quoted(policyNumber, clause, "en"),
    });
  });

  test.each([
    [who.LUCIA, "¿mi póliza cubre el parabrisas?", "AUT-1043", "2.3"],
    [who.LUCIA, "mi seguro de hogar cubre inundaciones?", "HOM-2002", "1.3"],
    [who.LUCIA, "qué pasa si me roban el coche", "AUT-1043", "2.2"],
    [who.JOAQUIN, "¿está cubierto el robo de mi coche?", "AUT-1046", "2.2"],
    [who.JOAQUIN, "esta cubierta la inundacion de mi casa", "HOM-2004", "2.1"],
    [who.ROSARIO, "¿me cubre una inundación?", "HOM-2005", "1.3"],
    [who.JOAQUIN, "¿la póliza AUT-1046 cubre el granizo?", "AUT-1046", "2.4"],
  ])("in Spanish for %s: %j", async (address, question, policyNumber, clause) => {
    expectAnswer(await ask(address, question), {
      intent: "coverage_question",
      agent: "policy",
      holds: quoted(policyNumber, clause, "es"),
    });
  });

  test.each([
    [who.PRIYA, "is dental covered?", "HEA-4002"],
    [who.PRIYA, "do you cover glasses", "HEA-4002"],
    [who.LUCIA, "¿cubre el dentista?", "HEA-4001"],
    [who.LUCIA, "me cubren los anteojos?", "HEA-4001"],
  ])("from the health contract for %s: %j", async (address, question, policyNumber) => {
    const answer = await ask(address, question);
    expectAnswer(answer, { intent: "coverage_question", agent: "policy", holds: [policyNumber] });
    const { clauses } = who.productOf(policyNumber);
    const texts = clauses.flatMap(({ text, translations }) => [text, translations.es.text]);
    expect(texts.filter((text) => answer.reply?.includes(text))).not.toEqual([]);
  });

  test("and about theft in general of the car or the home, not only of luggage", async () => {
    const { reply } = await ask(who.NORA, "is theft covered?");
    expect(reply).toMatch(/AUT-1042|HOM-2001/);
  });

  test.each([
    ["what does my home insurance cover?", "HOM-2001", "Covers: "],
    ["¿qué cubre mi seguro de hogar?", "HOM-2001", "Cubre: "],
  ])(
    "and tells the whole cover when nothing in particular is asked: %j",
    async (text, number, covers) => {
      const { reply } = await ask(who.NORA, text);
      expect(reply).toContain(number);
      expect(reply).toContain(covers);
    },
  );

  test("and says that a lapsed policy gives no cover now", async () => {
    expectAnswer(await ask(who.KAORI, "is hail covered on my car?"), {
      holds: [...quoted("AUT-1048", "2.4", "en"), "AUT-1048 is lapsed"],
    });
  });
});

describe("asks back", () => {
  test.each([
    ["the honda", "AUT-1044"],
    ["the ford", "AUT-1045"],
    ["AUT-1045", "AUT-1045"],
    ["the first one", "AUT-1044"],
  ])("which of two cars is meant, and answers for %j", async (choice, policyNumber) => {
    expectAnswer(await ask(who.MARCUS, "is my windscreen covered?"), {
      intent: "coverage_question",
      agent: "policy",
      holds: ["Which policy do you mean?", "AUT-1044", "AUT-1045"],
    });
    expectAnswer(await story.say(who.MARCUS, choice), {
      agent: "policy",
      holds: quoted(policyNumber, "2.3", "en"),
    });
  });
});

describe("does not guess", () => {
  test.each([
    [who.NORA, "does my policy cover alien abduction", "I could not find", "a person"],
    [who.OWEN, "am i covered for zombies?", "I could not find", "a person"],
    [who.LUCIA, "¿mi póliza cubre una invasión de extraterrestres?", "No encontré", "una persona"],
  ])(
    "for %s: %j, but offers a person, who comes after a yes",
    async (address, question, not, who) => {
      const asked = await ask(address, question);
      expectAnswer(asked, { intent: "coverage_question", agent: "policy", holds: [not, who] });
      const spanish = not === "No encontré";
      expectAnswer(await story.say(address, spanish ? "sí" : "yes"), { kind: "contact_center" });
      expect((await story.queueOf(address))[0]).toMatchObject({ reason: "not_found" });
    },
  );

  test("for somebody without a policy", async () => {
    expectAnswer(await ask(who.THEO, "is theft covered?"), {
      agent: "policy",
      holds: ["no policy on your account"],
      lacks: ["clause"],
    });
  });

  test("for a stranger", async () => {
    expectAnswer(await ask(who.STRANGER, "is theft covered?"), { lacks: ["clause", "“"] });
  });
});

describe("by WhatsApp the same", () => {
  test.each([
    [who.NORA, "does my policy cover a broken windshield"],
    [who.OWEN, "am I covered for flood?"],
    [who.LUCIA, "¿mi póliza cubre el parabrisas?"],
  ])("from %s after %j", (address, text) => expectSameByWhatsApp(story, address, text));
});
