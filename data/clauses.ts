import type {
  Clause,
  ClauseCandidate,
  ClausePlace,
  ClauseSearch,
  Product,
  Records,
} from "../core/records.ts";
import { postgresFullText } from "./postgres/full-text.ts";
import { spanishRoot } from "./spanish.ts";
import { all } from "./sql.ts";
import type { Sql } from "./sql.ts";
import { sqliteFullText } from "./sqlite/full-text.ts";

const FULL_TEXT = { sqlite: sqliteFullText, postgres: postgresFullText };

const PLACES: readonly ClausePlace[] = ["title", "keywords", "phrases", "text"];

/** Postgres takes no longer ones, and no language has any. */
const MAX_WORD_LENGTH = 100;

/** One word in one clause. */
interface HitRow {
  readonly word: number;
  readonly id: number;
  /** Which of `PLACES`. */
  readonly place: number;
  readonly rank: number;
}

/** A clause that holds some of the words. */
interface Holder {
  readonly id: number;
  readonly hits: readonly HitRow[];
  readonly rank: number;
}

/** A clause, with its product. */
interface LoadedRow {
  readonly id: number;
  readonly body: string;
  readonly name: string;
  /** Of all clauses of the product. */
  readonly count: number;
}

/** The clauses of products, found by the database's full text. Triggers keep them in step with the products (migration 0006). */
export function makeClauses(sql: Sql): Pick<Records, "findClauses" | "listClauseWords"> {
  const { hits, terms } = FULL_TEXT[sql.dialect];
  return {
    findClauses: ({ product, words, limit }) =>
      sql.read(function* () {
        const rows = yield* all<HitRow>(hits, askedAs(words), product);
        const best = rankHolders(rows).slice(0, limit);
        // The first clause is there for its product's sake, also when none holds a word.
        const loaded = yield* all<LoadedRow>(
          `SELECT id, body, product_name AS name, (SELECT COUNT(*) FROM clauses WHERE product = $1) AS count FROM clauses
           WHERE id IN ((SELECT MIN(id) FROM clauses WHERE product = $1)${best.map((_, index) => `, $${index + 2}`).join("")})`,
          product,
          ...best.map(({ id }) => id),
        );
        const [head] = loaded;
        if (!head) return undefined;
        return {
          productName: JSON.parse(head.name) as Product["name"],
          clauseCount: head.count,
          holders: words.map((_, index) => rows.filter(({ word }) => word === index).length),
          candidates: best.flatMap((holder) => candidateOf(holder, loaded, words.length)),
        };
      }),
    listClauseWords: async (beginnings) => {
      const asked = JSON.stringify(plainWords(beginnings));
      const rows = await sql.read(() => all<{ term: string }>(terms, asked));
      return rows.map(({ term }) => term);
    },
  };
}

/** The words as `FullText.hits` is given them. */
function askedAs(words: ClauseSearch["words"]): string {
  const asked = words.flatMap((same, word) =>
    plainWords(same).map((text) => ({ word, text, root: spanishRoot(text) })),
  );
  return JSON.stringify(asked);
}

/** Words as they are indexed, without accents and signs: nothing is left of them that could be an operator. */
function plainWords(words: readonly string[]): string[] {
  const plain = words.map((word) =>
    word
      .toLowerCase()
      .normalize("NFD")
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
      .slice(0, MAX_WORD_LENGTH),
  );
  return [...new Set(plain)].filter((word) => word !== "");
}

/** The clauses that hold some of the words, best first. */
function rankHolders(rows: readonly HitRow[]): Holder[] {
  const byClause = Map.groupBy(rows, ({ id }) => id);
  return [...byClause]
    .map(([id, hits]) => ({ id, hits, rank: hits.reduce((sum, { rank }) => sum + rank, 0) }))
    .toSorted((left, right) => right.rank - left.rank || left.id - right.id);
}

/** Nothing where the product was written between our two statements and the clause is gone. */
function candidateOf(
  { id, hits }: Holder,
  loaded: readonly LoadedRow[],
  wordCount: number,
): ClauseCandidate[] {
  const body = loaded.find((row) => row.id === id)?.body;
  if (!body) return [];
  const places = Array.from({ length: wordCount }, (_, index) => {
    const hit = hits.find(({ word }) => word === index);
    return hit ? PLACES[hit.place]! : null;
  });
  return [{ clause: JSON.parse(body) as Clause, places }];
}
