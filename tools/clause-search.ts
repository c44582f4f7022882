import type { Clause, ClauseCandidate, ClauseFindings, Records } from "../core/records.ts";
import { holdsPhrase } from "./clause-question.ts";
import type { ClauseQuestion } from "./clause-question.ts";
import { SAME_WORDS } from "./clause-words.ts";
import { beginningOf, isLong, isMisspelt } from "./typo.ts";

/** A clause and how well it answers, 0..1. */
export interface ClauseHit {
  readonly clause: Clause;
  readonly score: number;
}

/** Candidates that the full text hands over; the right clause is among the first three wherever it is found at all. */
const CANDIDATES = 5;

/*
 * Every number below was set by the questions in test/contract/clauses.test.ts.
 */

/** How much a word counts by where a clause has it: its name says more than what it mentions. */
const WEIGHTS = { title: 1, keywords: 0.9, phrases: 0.62, text: 0.55 };

/** Below this we rather say that we found nothing. */
const FLOOR = 0.39;

/** The floor for weak words alone ("how do I claim"): a clause must be called so, not just mention it. */
const WEAK_FLOOR = 0.7;

/** A keyword of several words that stands in the question as it is. */
const PHRASE_BONUS = 0.35;

/** A word that no clause knows; without it "alien abduction in my garage" would be about garages. */
const UNKNOWN_WEIGHT = 0.6;

/** Less than this is not divided by: a word that most clauses hold does not find one alone. */
const MIN_ASKED = 0.6;

/** Terms (deductible, duties) say neither yes nor no, so they lose ties. */
const TERMS_FACTOR = 0.9;

/** A contract has at least so many clauses; in a shorter one "most clauses" means nothing. */
const MIN_CLAUSES = 8;

/** Asks the full text for a question's words; those that no clause holds once more, as what they may be misspelt for. */
export async function findCandidates(
  records: Records,
  product: string,
  { words }: ClauseQuestion,
): Promise<ClauseFindings | undefined> {
  const search = { product, words, limit: CANDIDATES };
  const findings = await records.findClauses(search);
  const unknown = words.filter((_, index) => findings?.holders[index] === 0).flat();
  const known = await spellRight(records, unknown);
  if (known.size === 0) return findings;
  const right = words.map((same) => same.flatMap((word) => known.get(word) ?? [word]));
  return records.findClauses({ ...search, words: right });
}

/** The clause that says most about what a question asks, or undefined when none says enough. */
export function chooseClause(
  { clauseCount, holders, candidates }: ClauseFindings,
  question: ClauseQuestion,
): ClauseHit | undefined {
  const rarities = holders.map((count) => rarityOf(count, clauseCount));
  const hits = candidates
    .map((each) => ({ clause: each.clause, score: scoreOf(each, question, rarities) }))
    .toSorted(byAnswer);
  const [best, second] = hits;
  if (!best || best.score < (question.isWeak ? WEAK_FLOOR : FLOOR)) return undefined;
  // Two clauses of the same name: weak words cannot tell which was meant.
  if (question.isWeak && second?.score === best.score) return undefined;
  return best;
}

/** The better score first; of equals the exclusion, since a promise would be the worse mistake, and then what is printed first. */
function byAnswer(left: ClauseHit, right: ClauseHit): number {
  const exclusion = ({ clause }: ClauseHit) => (clause.effect === "excluded" ? 0 : 1);
  return (
    right.score - left.score ||
    exclusion(left) - exclusion(right) ||
    left.clause.number.localeCompare(right.clause.number, "en", { numeric: true })
  );
}

/** Words of clauses that a word is one slip away from, by that word. */
async function spellRight(
  records: Records,
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const long = words.filter(isLong);
  if (long.length === 0) return new Map();
  const known = [...(await records.listClauseWords(long.map(beginningOf))), ...SAME_WORDS.keys()];
  const near = long.map((word) => {
    const meant = known.filter((each) => isMisspelt(word, each));
    return [word, meant.flatMap((each) => SAME_WORDS.get(each) ?? [each])] as const;
  });
  return new Map(near.filter(([, meant]) => meant.length > 0));
}

/** 1 for a word of one clause, 0 for a word of all; null for a word of none. */
function rarityOf(holders: number, clauseCount: number): number | null {
  if (holders === 0) return null;
  return 1 - Math.log(holders) / Math.log(Math.max(clauseCount, MIN_CLAUSES));
}

/** The share of the question's weight that the clause holds. */
function scoreOf(
  { clause, places }: ClauseCandidate,
  question: ClauseQuestion,
  rarities: readonly (number | null)[],
): number {
  const held = places.reduce(
    (sum, place, index) => sum + (place ? WEIGHTS[place] * (rarities[index] ?? 0) : 0),
    0,
  );
  if (held === 0) return 0;
  const known = rarities.reduce<number>((sum, rarity) => sum + (rarity ?? 0), 0);
  const total = question.isWeak ? known : Math.max(MIN_ASKED, known + unknownWeight(rarities));
  const keywords = Object.values(clause.keywords).flat();
  const bonus = keywords.some((each) => holdsPhrase(question, each)) ? PHRASE_BONUS : 0;
  const share = held / total + bonus;
  return Math.min(1, share * (clause.effect === "terms" ? TERMS_FACTOR : 1));
}

/** Each further unknown word weighs less, so that a long story still finds the clause its one telling word names. */
function unknownWeight(rarities: readonly (number | null)[]): number {
  const unknown = rarities.filter((rarity) => rarity === null);
  return unknown.reduce((sum, _, index) => sum + UNKNOWN_WEIGHT / (index + 1), 0);
}
