import { lines } from "../../replies/format.ts";
import { repliesFor } from "../../replies/index.ts";
import type { ClauseFacts, PolicyFacts } from "../../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../../skill.ts";
import { plain } from "../../understanding/index.ts";
import { offerPerson, say } from "../answer.ts";
import { askWhich, namedPolicies, refusal } from "../policies.ts";
import { withoutNames } from "../insured.ts";
import type { NamedPolicies } from "../policies.ts";
import { policyDetails } from "./policy-details.ts";

/** Clauses of other policies that answer nearly as well are quoted too. */
const NEARLY_AS_GOOD = 0.8;
/** A policy the customer seems to mean wins unless another one answers much better. */
const GOOD_ENOUGH = 0.75;
const MAX_CLAUSES = 3;
const POLICY_NUMBER = /\b(?:aut|hom|lif|hea|trv)[\s-]?\d{3,6}\b/giu;

interface Hit {
  readonly policy: PolicyFacts;
  readonly facts: ClauseFacts;
  readonly score: number;
}

/** Answers whether something is covered with the clause that says so, from the customer's own contracts. */
export async function coverageQuestion(turn: SkillTurn): Promise<SkillAnswer> {
  const found = await namedPolicies(turn);
  const refused = refusal(turn, found);
  if (refused) return refused;
  const question = found.by === "name" ? withoutNames(turn.text, found.named) : turn.text;
  if (await asksNothing(turn, found, question)) return policyDetails(turn);
  if (found.by === "number") return coverageOf(turn, found.named, turn.text);
  const searched = searchedPolicies(turn, found);
  const preferred = preferredPolicies(turn, found);
  const hits = bestHits(await search(turn, searched, question), preferred);
  const settled = found.by === "name" ? found.named[0]?.policyNumber : turn.focus.policyNumber;
  const rivals = rivalsOf(hits[0], searched, settled ?? null);
  if (rivals.length > 1) return askWhich(turn, rivals, "coverage_question");
  return quote(turn, hits, found.by === "nothing" ? searched : preferred);
}

/** "What does my home insurance cover?" is answered by the policy as a whole. */
async function asksNothing(
  turn: SkillTurn,
  { own, named }: NamedPolicies,
  question: string,
): Promise<boolean> {
  const policyNumber = (named[0] ?? own[0])?.policyNumber;
  if (!policyNumber) return false;
  const result = await turn.tools.findClause({ question: withoutNumbers(question), policyNumber });
  return !result.found && result.problem === "nothing_asked";
}

/** The number says whose contract; to the clauses it is just another word. */
function withoutNumbers(question: string): string {
  return question.replace(POLICY_NUMBER, " ");
}

/** The clauses of exactly these policies that answer a question. */
export async function coverageOf(
  turn: SkillTurn,
  policies: readonly PolicyFacts[],
  question: string,
): Promise<SkillAnswer> {
  return quote(turn, await search(turn, policies, question), policies);
}

/** "My travel insurance", "el seguro de la casa": of which kind of policy is asked, and not what happened. */
const OF_INSURANCE =
  /\b(?:my|our|the) \S+ (?:insurance|policy|plan|cover|coverage)\b|\b(?:mi|nuestro|nuestra|el|la) (?:seguro|poliza|plan|cobertura) (?:de|del)\b/u;

/** All active policies: a kind that is named may only occur in the story ("I drove into a house"). */
function searchedPolicies(
  { text }: SkillTurn,
  { own, named, by }: NamedPolicies,
): readonly PolicyFacts[] {
  const meant = by === "kind" ? running(named) : [];
  if (meant.length > 0 && OF_INSURANCE.test(plain(text))) return meant;
  const others = running(own).filter((policy) => !meant.includes(policy));
  return [...meant, ...others];
}

function preferredPolicies(
  turn: SkillTurn,
  { own, named, by }: NamedPolicies,
): readonly PolicyFacts[] {
  const inFocus = (policy: PolicyFacts) => policy.policyNumber === turn.focus.policyNumber;
  if (by === "name") return named;
  if (by !== "kind") return own.filter(inFocus);
  const meant = running(named);
  return meant.some(inFocus) ? meant.filter(inFocus) : meant;
}

/** Active policies; if there are none, the others still tell what the contract says. */
function running(policies: readonly PolicyFacts[]): readonly PolicyFacts[] {
  const active = policies.filter((policy) => policy.status === "active");
  return active.length > 0 ? active : policies;
}

async function search(
  turn: SkillTurn,
  policies: readonly PolicyFacts[],
  question: string,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  const asked = withoutNumbers(question);
  for (const policy of policies) {
    const { policyNumber } = policy;
    const result = await turn.tools.findClause({ question: asked, policyNumber });
    if (!result.found) continue;
    const { clause, productName, score } = result;
    hits.push({ policy, facts: { policyNumbers: [policyNumber], productName, clause }, score });
  }
  return hits;
}

function bestHits(hits: readonly Hit[], preferred: readonly PolicyFacts[]): readonly Hit[] {
  const best = Math.max(...hits.map((hit) => hit.score));
  const meant = hits.filter(
    (hit) => preferred.includes(hit.policy) && hit.score >= best * GOOD_ENOUGH,
  );
  const good = meant.length > 0 ? meant : hits.filter((hit) => hit.score >= best * NEARLY_AS_GOOD);
  return good.toSorted((one, other) => other.score - one.score);
}

/** With two cars under different contracts, "the windscreen" fits both; the one last talked about settles it. */
function rivalsOf(
  best: Hit | undefined,
  searched: readonly PolicyFacts[],
  focus: string | null,
): readonly PolicyFacts[] {
  if (!best || best.policy.policyNumber === focus) return [];
  const rivals = searched.filter((policy) => policy.kind === best.policy.kind);
  const contracts = new Set(rivals.map((policy) => policy.productName.en));
  return contracts.size > 1 ? rivals : [];
}

function quote(
  turn: SkillTurn,
  hits: readonly Hit[],
  searched: readonly PolicyFacts[],
): SkillAnswer {
  const { policy } = repliesFor(turn.language);
  const [first] = hits;
  if (!first) {
    return offerPerson(turn, policy.clauseNotFound(searched.map((each) => each.policyNumber)));
  }
  const clauses = sameClausesOnce(hits.map((hit) => hit.facts)).slice(0, MAX_CLAUSES);
  const idle = hits.filter((hit) => hit.policy.status !== "active");
  const text = lines(
    ...clauses.map((facts) => policy.clause(facts)),
    ...idle.map((hit) => policy.notActive(hit.policy)),
    policy.clauseNote,
  );
  return say(text, { focus: { policyNumber: first.policy.policyNumber, claimId: null } });
}

/** Two policies under the same contract share one quotation. */
function sameClausesOnce(clauses: readonly ClauseFacts[]): readonly ClauseFacts[] {
  const byContract = new Map<string, ClauseFacts>();
  for (const facts of clauses) {
    const key = `${facts.productName.en} ${facts.clause.number}`;
    const known = byContract.get(key)?.policyNumbers ?? [];
    byContract.set(key, { ...facts, policyNumbers: [...known, ...facts.policyNumbers] });
  }
  return [...byContract.values()];
}
