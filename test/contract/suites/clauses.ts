import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Clause, ClauseFindings, Records } from "../../../core/records.ts";
import { makeRecords } from "../../../data/records.ts";
import { run } from "../../../data/sql.ts";
import type { MakeSql, TestSql } from "../../support/engines.ts";
import { aClause, aProduct, putProduct } from "../../support/records.ts";

const glass = aClause({
  number: "2.3",
  title: "Glass",
  text: "Chips in the windscreen are repaired. A theft is told to the police.",
  keywords: { en: ["pebble", "stone chip"], es: ["luna rota"] },
  translations: { es: { title: "Cristales", text: "Reparamos los impactos en el parabrisas." } },
});

/** A clause whose text holds exactly these words. */
const saying = (number: string, text: string, spanish = ""): Clause =>
  aClause({
    number,
    title: "-",
    text,
    keywords: { en: [], es: [] },
    translations: { es: { title: "-", text: spanish } },
  });

/** Every full text must pass this: words are found in all their forms, where they stand, and nothing asked breaks it. */
export function clausesContract(name: string, makeSql: MakeSql): void {
  describe(`clauses on ${name}`, () => {
    let db: TestSql;
    let records: Records;
    beforeAll(async () => {
      db = await makeSql();
      records = makeRecords(db.sql);
      await put([aClause(), glass]);
    });
    afterAll(() => db.close());

    const put = (clauses: Clause[], product = "auto-comprehensive") =>
      db.sql.transaction(() => putProduct(aProduct({ product, clauses })));
    const find = async (words: string[][], product = "auto-comprehensive", limit = 10) =>
      (await records.findClauses({ product, words, limit }))!;
    const numbersOf = ({ candidates }: ClauseFindings) =>
      candidates.map(({ clause }) => clause.number);

    test("tells the product's name, its clauses as they are, and where they hold the words", async () => {
      expect(await find([["pebble"], ["chip"], ["zebra"]])).toEqual({
        productName: aProduct().name,
        clauseCount: 2,
        holders: [1, 1, 0],
        candidates: [{ clause: glass, places: ["keywords", "phrases", null] }],
      });
    });

    test("tells the best of several places, and puts a title before a text", async () => {
      const { candidates, holders } = await find([["theft"], ["windscreen"]]);
      expect(holders).toEqual([2, 1]);
      expect(candidates.map(({ places }) => places)).toContainEqual(["title", null]);
      expect(numbersOf(await find([["theft"]]))).toEqual(["2.2", "2.3"]);
      expect(numbersOf(await find([["theft"]], "auto-comprehensive", 1))).toEqual(["2.2"]);
    });

    test("counts a word as held when one of those that mean the same is", async () => {
      const { holders, candidates } = await find([["zebra", "pebble"], ["robo"]]);
      expect(holders).toEqual([1, 1]);
      expect(candidates).toContainEqual({ clause: glass, places: ["keywords", null] });
    });

    test("reads both languages, with and without accents, in any case", async () => {
      await put([saying("1", "Our café burns", "Gastos de médico y niñera")], "accents");
      for (const word of ["cafe", "CAFÉ", "medico", "Médico", "NIÑERA", "ninera"]) {
        expect([word, (await find([[word]], "accents")).holders]).toEqual([word, [1]]);
      }
    });

    test.each([
      ["en", "injury injuries"],
      ["en", "injure injured injuring"],
      ["en", "flood floods flooded flooding"],
      ["en", "cancel cancelled canceled cancelling"],
      ["en", "stop stops stopped stopping"],
      ["en", "race races racing raced"],
      ["en", "crash crashes crashed"],
      ["es", "robo robos robado robada robaron robar"],
      ["es", "inundada inundaciones inundación inundar"],
      ["es", "perdí perdió perder perdida"],
      ["es", "coche coches"],
      ["es", "cristal cristales"],
      ["es", "enfermo enferma enfermedades"],
    ])("in %s, each of %s finds the others", async (language, forms) => {
      for (const written of forms.split(" ")) {
        const clause = language === "en" ? saying("1", written) : saying("1", "-", written);
        await put([clause], "forms");
        const words = forms.split(" ").map((form) => [form]);
        expect([written, (await find(words, "forms")).holders]).toEqual([
          written,
          words.map(() => 1),
        ]);
      }
    });

    test("different words stay different", async () => {
      const words = "glass gas bus bite bike fire party part storm store pet".split(" ");
      await put(
        words.map((word) => saying(word, word)),
        "different",
      );
      const { holders } = await find(
        words.map((word) => [word]),
        "different",
      );
      expect(holders).toEqual(words.map(() => 1));
      expect((await find([["carta"]], "different")).holders).toEqual([0]);
    });

    test("finds nothing of another product, and tells a product that is not there", async () => {
      await put([saying("9", "Volcano")], "other");
      expect((await find([["volcano"]])).holders).toEqual([0]);
      expect((await find([["volcano"]], "other")).holders).toEqual([1]);
      const search = { product: "nothing", words: [["theft"]], limit: 5 };
      expect(await records.findClauses(search)).toBeUndefined();
    });

    test("follows the product: what is changed or removed by any SQL is found no more", async () => {
      await put([saying("1", "Comet"), saying("2", "Meteor")], "moving");
      await put([saying("1", "Asteroid")], "moving");
      const search = { product: "moving", words: [["comet"], ["meteor"], ["asteroid"]], limit: 5 };
      expect(await records.findClauses(search)).toMatchObject({
        clauseCount: 1,
        holders: [0, 0, 1],
      });
      await db.sql.transaction(() => run("DELETE FROM products WHERE product = 'moving'"));
      expect(await records.listClauseWords(["aster", "comet"])).toEqual([]);
      await put([saying("1", "-")], "moving");
      expect(await records.findClauses(search)).toMatchObject({ holders: [0, 0, 0] });
    });

    test("lists the words that begin with one of these, each once", async () => {
      const words = await records.listClauseWords(["wind", "Parab", "%", "", "'"]);
      expect(words).toHaveLength(new Set(words).size);
      expect(words.map((word) => word.slice(0, 5)).toSorted()).toEqual(["parab", "winds"]);
    });

    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("a".repeat(5_000), "\u0000", "\ud800"),
      fc.stringMatching(/^["'()*:^&|!<>{}\\+\- aANDORNTEY0]*$/),
    );
    test("whatever is asked, it is words and never a command of the search", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(anything)), anything, async (asked, beginning) => {
          const { holders } = await find([["theft"], ...asked]);
          expect(holders).toHaveLength(asked.length + 1);
          expect(holders[0]).toBe(2);
          await records.listClauseWords([beginning]);
        }),
        { numRuns: 200 },
      );
    });
  });
}
