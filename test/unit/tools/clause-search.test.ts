import { describe, expect, test } from "vitest";
import { indexProduct, makeProductIndex } from "../../../tools/clause-index.ts";
import { searchClauses } from "../../../tools/clause-search.ts";
import { stem } from "../../../tools/stem.ts";
import { isOneSlipAway } from "../../../tools/typo.ts";
import { aClause, aProduct } from "../../support/records.ts";

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
const entries = indexProduct(aProduct({ clauses: [duties, aClause(), glass, racing] }));
const ask = (question: string) => searchClauses(entries, "auto", question)?.clause.number;

describe("searching clauses", () => {
  test("reads English and Spanish, with and without accents, whatever the contract's language", () => {
    expect(ask("Is THEFT covered?")).toBe("2.2");
    expect(ask("¿está cubierto el robo?")).toBe("2.2");
    expect(ask("PARABRISAS")).toBe("2.3");
    expect(ask("windshields")).toBe("2.3");
  });

  test("words that every contract is about find nothing by themselves", () => {
    for (const question of [
      "",
      "???",
      "what does my policy cover",
      "is my car insured",
      "does my insurance cover damage to my house",
      "¿qué cubre mi seguro de auto?",
    ]) {
      expect([question, ask(question)]).toEqual([question, undefined]);
    }
  });

  test("something the contract does not know is not answered by the one word it knows", () => {
    expect(ask("alien abduction")).toBeUndefined();
    expect(ask("can I claim for an alien abduction at the start of the season")).toBeUndefined();
  });

  test("words about the business of insurance count when nothing else is asked", () => {
    expect(ask("how do I claim")).toBe("5.1");
    expect(ask("¿cuál es el deducible?")).toBe("5.1");
    expect(ask("how do I claim for a pebble on the glass")).toBe("2.3");
  });

  test("a word that most clauses hold finds none of them alone", () => {
    const wet = aClause({ text: "It must not have rained.", title: "Rained on" });
    const many = indexProduct(
      aProduct({ clauses: [...Array.from({ length: 8 }, () => wet), glass, racing] }),
    );
    expect(searchClauses(many, "auto", "rained")).toBeUndefined();
    expect(searchClauses(many, "auto", "pebble")?.clause.number).toBe("2.3");
  });

  test("business words that fit two clauses alike choose neither", () => {
    const again = { ...duties, number: "6.1" };
    const both = indexProduct(aProduct({ clauses: [duties, again, glass, racing] }));
    expect(searchClauses(both, "auto", "how do I claim")).toBeUndefined();
  });

  test("a clause that says yes or no comes before terms", () => {
    const again = { ...aClause({ number: "1.1" }), effect: "terms" } as const;
    const both = indexProduct(aProduct({ clauses: [again, aClause(), glass] }));
    expect(searchClauses(both, "auto", "theft")?.clause.number).toBe("2.2");
  });

  test("a long word may be misspelt once", () => {
    expect(ask("windsheild")).toBe("2.3");
    expect(ask("my windshild")).toBe("2.3");
    expect(ask("my wndshild")).toBeUndefined();
  });

  test("the score lies between 0 and 1 and is lower for a story than for the word itself", () => {
    const word = searchClauses(entries, "auto", "theft");
    const story = searchClauses(entries, "auto", "theft by my uncle");
    expect(word?.score).toBeLessThanOrEqual(1);
    expect(story?.score).toBeGreaterThan(0);
    expect(story?.score).toBeLessThan(word?.score ?? 0);
  });

  test("words that JavaScript knows are words like any others", () => {
    expect(ask("constructor __proto__ toString hasOwnProperty")).toBeUndefined();
    expect(ask("constructor theft")).toBe("2.2");
  });

  test("a question of any length is answered from its first thousand characters", () => {
    expect(ask(`${"the ".repeat(260)}theft`)).toBeUndefined();
    expect(ask(`theft ${"the ".repeat(100_000)}`)).toBe("2.2");
  });
});

describe("the index", () => {
  test("is kept while the product's text stays the same", () => {
    const indexOf = makeProductIndex();
    const first = indexOf(aProduct());
    expect(indexOf(aProduct())).toBe(first);
    expect(indexOf(aProduct({ clauses: [glass] }))).not.toBe(first);
  });
});

describe("stems", () => {
  test.each([
    ["en", "injury injuries injured"],
    ["en", "flood floods flooded flooding"],
    ["en", "cancel cancelled canceled cancelling"],
    ["en", "stop stops stopped stopping"],
    ["en", "race races racing raced"],
    ["en", "steal stolen stole theft thieves"],
    ["en", "die died dying death"],
    ["en", "crash crashes crashed"],
    ["es", "robo robos robado robada robaron robar"],
    ["es", "inundada inundaciones inundación inundar"],
    ["es", "coche coches"],
    ["es", "cristal cristales"],
    ["es", "enfermo enferma enfermedades"],
  ] as const)("in %s, %s share one", (language, forms) => {
    const folded = forms.normalize("NFD").replaceAll(/\p{M}/gu, "").split(" ");
    expect(new Set(folded.map((form) => stem(form, language))).size).toBe(1);
  });

  test("different words stay different", () => {
    const words = [
      "glass",
      "gas",
      "bus",
      "bite",
      "bike",
      "fire",
      "party",
      "part",
      "storm",
      "store",
      "pet",
    ];
    expect(new Set(words.map((word) => stem(word, "en"))).size).toBe(words.length);
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
    ["termit", "termin"],
    ["earthquake", "earthquak00"],
    ["kitchens", "citchens"],
    ["windshield", "dinwshield"],
  ])("%s and %s are not", (left, right) => {
    expect(isOneSlipAway(left, right)).toBe(false);
  });
});
