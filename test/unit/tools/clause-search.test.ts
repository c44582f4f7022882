import { describe, expect, test } from "vitest";
import type { Clause } from "../../../core/records.ts";
import { readQuestion } from "../../../tools/clause-question.ts";
import { chooseClause, findCandidates } from "../../../tools/clause-search.ts";
import { isMisspelt, isOneSlipAway } from "../../../tools/typo.ts";
import { aClause, aProduct, makeRecords } from "../../support/records.ts";

const glass = aClause({
  number: "2.3",
  title: "Glass",
  text: "Chips in the windscreen are repaired. The deductible applies.",
  keywords: { en: ["pebble"], es: ["luna rota"] },
  translations: { es: { title: "Cristales", text: "Reparamos los impactos en el parabrisas." } },
});
const racing = aClause({
  number: "4.2",
  title: "Racing",
  text: "We pay nothing for damage in a race. A stolen start number is not paid either.",
  effect: "excluded",
  keywords: { en: ["track day"], es: [] },
  translations: { es: { title: "Carreras", text: "No pagamos daños en una carrera." } },
});
const duties = aClause({
  number: "5.1",
  title: "Deductible and how to claim",
  text: "Report theft within a day.",
  effect: "terms",
  keywords: { en: [], es: [] },
  translations: { es: { title: "Deducible y cómo reclamar", text: "Avise del robo en un día." } },
});
const few = [duties, aClause(), glass, racing];

async function search(text: string, clauses: Clause[] = few) {
  const records = makeRecords({ products: [aProduct({ clauses })] });
  const question = readQuestion(text, "auto");
  const findings = await findCandidates(records, aProduct().product, question);
  return chooseClause(findings!, question);
}

const ask = async (text: string, clauses?: Clause[]) =>
  (await search(text, clauses))?.clause.number;

describe("searching clauses", () => {
  test("reads English and Spanish, with and without accents, whatever the contract's language", async () => {
    expect(await ask("Is THEFT covered?")).toBe("2.2");
    expect(await ask("¿está cubierto el robo?")).toBe("2.2");
    expect(await ask("PARABRISAS")).toBe("2.3");
    expect(await ask("windshields")).toBe("2.3");
  });

  test("words that every contract is about find nothing by themselves", async () => {
    for (const question of [
      "",
      "???",
      "what does my policy cover",
      "is my car insured",
      "does my insurance cover damage to my house",
      "¿qué cubre mi seguro de auto?",
    ]) {
      expect([question, await ask(question)]).toEqual([question, undefined]);
    }
  });

  test("something the contract does not know is not answered by the one word it knows", async () => {
    expect(await ask("alien abduction")).toBeUndefined();
    expect(
      await ask("can I claim for an alien abduction at the start of the season"),
    ).toBeUndefined();
  });

  test("words about the business of insurance count when nothing else is asked", async () => {
    expect(await ask("how do I claim")).toBe("5.1");
    expect(await ask("¿cuál es el deducible?")).toBe("5.1");
    expect(await ask("how do I claim for a pebble on the glass")).toBe("2.3");
  });

  test("a word that most clauses hold finds none of them alone", async () => {
    const wet = aClause({ text: "It must not have rained.", title: "Rained on" });
    const many = [...Array.from({ length: 8 }, () => wet), glass, racing];
    expect(await ask("rained", many)).toBeUndefined();
    expect(await ask("pebble", many)).toBe("2.3");
  });

  test("business words that fit two clauses alike choose neither", async () => {
    const again = { ...duties, number: "6.1" };
    expect(await ask("how do I claim", [duties, again, glass, racing])).toBeUndefined();
  });

  test("a clause that says yes or no comes before terms", async () => {
    const again = { ...aClause({ number: "1.1" }), effect: "terms" } as const;
    expect(await ask("theft", [again, aClause(), glass])).toBe("2.2");
  });

  test("of two clauses that answer alike the exclusion is quoted, and else the first in the contract", async () => {
    const named = (number: string, changes: Partial<Clause> = {}) =>
      aClause({ number, title: "Comets", ...changes });
    const excluded = { effect: "excluded", title: "Meteors" } as const;
    const all = [named("3.10"), named("3.9"), named("4.1", excluded)];
    expect(await ask("comets", all)).toBe("3.9");
    expect(await ask("comets and meteors", [named("3.9"), named("4.1", excluded)])).toBe("4.1");
  });

  test("a long word may be misspelt once", async () => {
    expect(await ask("windsheild")).toBe("2.3");
    expect(await ask("my windshild")).toBe("2.3");
    expect(await ask("my wndshild")).toBeUndefined();
  });

  test("the score lies between 0 and 1 and is lower for a story than for the word itself", async () => {
    const word = await search("theft");
    const story = await search("theft by my uncle");
    expect(word?.score).toBeLessThanOrEqual(1);
    expect(story?.score).toBeGreaterThan(0);
    expect(story?.score).toBeLessThan(word?.score ?? 0);
  });

  test("words that JavaScript knows are words like any others", async () => {
    expect(await ask("constructor __proto__ toString hasOwnProperty")).toBeUndefined();
    expect(await ask("constructor theft")).toBe("2.2");
  });

  test("a question of any length is answered from its first thousand characters", async () => {
    expect(await ask(`${"the ".repeat(260)}theft`)).toBeUndefined();
    expect(await ask(`theft ${"the ".repeat(100_000)}`)).toBe("2.2");
  });
});

describe("slips", () => {
  test.each([
    ["earthquake", "earthquacke"],
    ["earthquake", "eartquake"],
    ["earthquake", "earthquaka"],
    ["earthquake", "earhtquake"],
  ])("%s and %s are one slip apart", (left, right) => {
    expect(isOneSlipAway(left, right)).toBe(true);
    expect(isOneSlipAway(right, left)).toBe(true);
  });

  test.each([
    ["boat", "coat"],
    ["earthquake", "earthquak00"],
    ["kitchens", "citchens"],
    ["windshield", "dinwshield"],
  ])("%s and %s are not", (left, right) => {
    expect(isOneSlipAway(left, right)).toBe(false);
  });

  test.each([
    ["earthquacke", "earthquak"],
    ["earthquacke", "earthquake"],
    ["eartquake", "earthquak"],
    ["earthquaka", "earthquak"],
    ["earhtquake", "earthquak"],
    ["windsheilds", "windshield"],
  ])("%s is a misspelt %s", (word, root) => {
    expect(isMisspelt(word, root)).toBe(true);
  });

  test.each([
    ["boat", "coat"],
    ["termin", "termit"],
    ["earthquake00000", "earthquak"],
    ["kitchens", "citchen"],
    ["dinwshield", "windshield"],
    ["international", "interest"],
  ])("%s is no %s", (word, root) => {
    expect(isMisspelt(word, root)).toBe(false);
  });
});
