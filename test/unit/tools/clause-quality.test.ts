import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Product } from "../../../core/records.ts";
import seeded from "../../../data/seed/products.json" with { type: "json" };
import { indexProduct } from "../../../tools/clause-index.ts";
import { searchClauses } from "../../../tools/clause-search.ts";
import { answered, unanswered } from "./clause-questions.ts";

const searchers = new Map(
  z
    .array(Product)
    .parse(seeded)
    .map((product) => {
      const entries = indexProduct(product);
      const ask = (question: string) =>
        searchClauses(entries, product.kind, question)?.clause.number;
      return [product.product, ask] as const;
    }),
);

describe.each(Object.entries(answered))("in %s", (product, rows) => {
  test.each(rows)("clause %s answers %j", (clause, question) => {
    expect(searchers.get(product)?.(question)).toBe(clause);
  });
});

describe.each(Object.entries(unanswered))("in %s", (product, questions) => {
  test.each(questions.map((question) => [question]))("no clause answers %j", (question) => {
    expect(searchers.has(product)).toBe(true);
    expect(searchers.get(product)?.(question)).toBeUndefined();
  });
});
