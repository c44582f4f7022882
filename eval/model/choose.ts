import type { PolicyKind } from "../../core/records.ts";
import { fold } from "../../tools/fold.ts";
import type { Summary } from "./facts.ts";

const KINDS: Readonly<Record<PolicyKind, RegExp>> = {
  auto: /\b(?:cars?|auto|coche|carro|vehicles?)\b/u,
  home: /\b(?:home|house|flat|casa|hogar|piso)\b/u,
  life: /\b(?:life|vida)\b/u,
  health: /\b(?:health|medical|dentists?|salud)\b/u,
  travel: /\b(?:travel|trips?|viajes?)\b/u,
};
const NUMBER = /\b(aut|hom|lif|hea|trv)[ -]?(\d{4})\b/u;
const CLAIM = /\bcl[ -]?(\d{4,})\b/u;
const MIN_LETTERS = 3;
const COMMON = new Set(["the", "and", "with", "one", "two", "all", "life", "house"]);

/** The kinds a text names. */
export function kindsIn(text: string): PolicyKind[] {
  const folded = fold(text);
  return (Object.keys(KINDS) as PolicyKind[]).filter((kind) => KINDS[kind].test(folded));
}

/** The first policy number a text names, in our spelling. */
export function policyNumberIn(text: string): string | undefined {
  const [, letters, digits] = NUMBER.exec(fold(text)) ?? [];
  return letters && digits ? `${letters.toUpperCase()}-${digits}` : undefined;
}

/** The first claim number a text names, in our spelling. */
export function claimIdIn(text: string): string | undefined {
  const digits = CLAIM.exec(fold(text))?.[1];
  return digits === undefined ? undefined : `CL-${digits}`;
}

/** The policies a question is about: by kind, by what is insured, else the one last talked about, else the only one. */
export function choose(
  policies: readonly Summary[],
  question: string,
  focus: readonly string[],
): readonly Summary[] {
  const kinds = kindsIn(question);
  const ofKind = policies.filter(({ kind }) => kinds.includes(kind));
  if (kinds.length > 0 && ofKind.length < 2) return ofKind;
  const described = describedBy(ofKind.length > 0 ? ofKind : policies, question);
  if (described) return [described];
  const inFocus = policies.filter(({ policyNumber }) => focus.includes(policyNumber));
  if (ofKind.length > 0) return ofKind.filter((each) => inFocus.includes(each)).slice(0, 1);
  if (inFocus.length > 0) return inFocus;
  return policies.length === 1 ? policies : [];
}

/** The one policy of which the question says more than of any other. */
function describedBy(policies: readonly Summary[], question: string): Summary | undefined {
  const said = wordsOf(question);
  const scores = policies.map(
    ({ insured }) => [...wordsOf(insured)].filter((word) => said.has(word)).length,
  );
  const best = Math.max(...scores);
  const isAlone = scores.filter((score) => score === best).length === 1;
  return best > 0 && isAlone ? policies[scores.indexOf(best)] : undefined;
}

/** "F-150" and "CR-V" are words too. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = fold(text)
    .split(/[\s,]+/u)
    .map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ""));
  return new Set(words.filter((word) => word.length >= MIN_LETTERS && !COMMON.has(word)));
}
