import type { Clause, ClausePlace, ClauseSearch, Product, Records } from "../core/records.ts";
import { postgresFullText } from "./postgres/full-text.ts";
import { placesFor } from "./row-batches.ts";
import { spanishRoot } from "./spanish.ts";
import { all, one } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";
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

/** The clauses of products, found by the database's full text. Triggers keep them in step with the products (migration 0006). */
export function makeClauses(sql: Sql): Pick<Records, "findClauses" | "listClauseWords"> {
  const { productName, hits, terms } = FULL_TEXT[sql.dialect];
  return {
    findClauses: ({ product, words, limit }) =>
      sql.read(function* () {
        const head = yield* one<{ name: string; count: number }>(
          `SELECT ${productName} AS name, (SELECT COUNT(*) FROM clauses WHERE product = $1) AS count
           FROM products WHERE product = $1`,
          product,
        );
        if (!head) return undefined;
        const rows = yield* all<HitRow>(hits, askedAs(words), product);
        return {
          productName: JSON.parse(head.name) as Product["name"],
          clauseCount: head.count,
          holders: words.map((_, index) => rows.filter(({ word }) => word === index).length),
          candidates: yield* loadCandidates(rows, words.length, limit),
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

function* loadCandidates(
  rows: readonly HitRow[],
  wordCount: number,
  limit: number,
): Work<{ clause: Clause; places: (ClausePlace | null)[] }[]> {
  const byClause = Map.groupBy(rows, ({ id }) => id);
  const rankOf = (id: number) => byClause.get(id)!.reduce((sum, { rank }) => sum + rank, 0);
  const ids = [...byClause.keys()]
    .toSorted((left, right) => rankOf(right) - rankOf(left) || left - right)
    .slice(0, limit);
  if (ids.length === 0) return [];
  const loaded = yield* all<{ id: number; body: string }>(
    `SELECT id, body FROM clauses WHERE id IN (${placesFor(ids, 0)})`,
    ...ids,
  );
  const bodies = new Map(loaded.map(({ id, body }) => [id, body]));
  return ids.flatMap((id) => {
    const body = bodies.get(id);
    // Gone when the product was written between two of our statements.
    if (body === undefined) return [];
    const places = Array.from({ length: wordCount }, (_, index) => {
      const hit = byClause.get(id)!.find(({ word }) => word === index);
      return hit ? PLACES[hit.place]! : null;
    });
    return [{ clause: JSON.parse(body) as Clause, places }];
  });
}
