/** What a database's full text is asked with; `data/clauses.ts` asks. */
export interface FullText {
  /**
   * Rows of `word`, `id`, `place` (0 title, 1 keywords, 2 phrases, 3 text) and `rank` (more is better): which clauses of
   * product $2 hold the words $1, JSON like `[{"word": 0, "text": "robaron", "root": "rob"}]`. The root is the Spanish one.
   */
  readonly hits: string;
  /** Rows of `term`: the indexed words that begin with one of $1, a JSON array. */
  readonly terms: string;
}
