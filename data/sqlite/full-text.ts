import type { FullText } from "../full-text.ts";
import { SQL_ENDINGS } from "../spanish.ts";

/** FTS5 over the tables that triggers keep in step with `products`. CROSS JOIN keeps its order: once per word, not once per term. */
export const sqliteFullText: FullText = {
  hits: `
    WITH asked AS MATERIALIZED (
      SELECT value ->> '$.word' AS word, value ->> '$.text' AS text, value ->> '$.root' AS root FROM json_each($1)
    ),
    spanish AS MATERIALIZED (
      SELECT word, GROUP_CONCAT('"' || term || '"', ' OR ') AS forms
      FROM asked CROSS JOIN clause_terms_es ON term >= root AND term < root || '{'
      WHERE SUBSTR(term, LENGTH(root) + 1) IN (${SQL_ENDINGS})
      GROUP BY word
    ),
    hits AS MATERIALIZED (
      ${hitsIn("clause_words_en", "asked", `'"' || asked.text || '"'`)}
      UNION ALL
      ${hitsIn("clause_words_es", "spanish", "forms")}
    )
    SELECT word, id, MIN(place) AS place, SUM(rank) AS rank FROM hits GROUP BY word, id`,
  terms: `
    SELECT term FROM json_each($1) CROSS JOIN clause_terms_en ON term >= value AND term < value || '{'
    UNION
    SELECT term FROM json_each($1) CROSS JOIN clause_terms_es ON term >= value AND term < value || '{'`,
};

/** bm25 is below zero for a row that holds the word in a column with a weight. */
function hitsIn(table: string, asked: string, expression: string): string {
  return `
    SELECT word, clauses.id,
      CASE WHEN bm25(${table}, 1, 0, 0, 0) < 0 THEN 0 WHEN bm25(${table}, 0, 1, 0, 0) < 0 THEN 1
        WHEN bm25(${table}, 0, 0, 1, 0) < 0 THEN 2 ELSE 3 END AS place,
      -bm25(${table}, 10, 9, 7, 5) AS rank
    FROM ${asked} CROSS JOIN ${table} ON ${table} MATCH ${expression}
      CROSS JOIN clauses ON clauses.id = ${table}.rowid AND product = $2`;
}
