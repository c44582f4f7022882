import type { Choice, IntentName } from "../../core/conversation.ts";
import type { Pending } from "../pending.ts";
import { repliesFor } from "../replies/index.ts";
import type { PolicyFacts } from "../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../skill.ts";
import { fold } from "../understanding/index.ts";
import { ask, isShort, kept, offerPerson, say, saysAny } from "./answer.ts";
import type { AnswerTurn } from "./answer.ts";

/** WhatsApp's lists hold ten rows, and "a person" may join them. */
const MAX_CHOICES = 9;

/** Long enough to count, and in every sentence. */
const COMMON = new Set(
  "with from this that what have when your para como esta este desde sobre policy insurance poliza seguro".split(
    " ",
  ),
);

/** Which of the customer's policies a message is about. */
export interface NamedPolicies {
  readonly own: readonly PolicyFacts[];
  /** Those the message names; empty if it names none. */
  readonly named: readonly PolicyFacts[];
  readonly by: "number" | "kind" | "words" | "nothing";
  /** Numbers it names that are not on the account. */
  readonly foreign: readonly string[];
}

/** Finds the customer's policies a message names: by number, by kind, or by words that fit only one. */
export async function namedPolicies(turn: SkillTurn): Promise<NamedPolicies> {
  const { policies: own } = await turn.tools.listPolicies({});
  const { policyNumbers, kinds } = turn.reading.mentions;
  const numbers = new Set(turn.choiceId ? [turn.choiceId, ...policyNumbers] : policyNumbers);
  const byNumber = own.filter((policy) => numbers.has(policy.policyNumber));
  const isOwn = (number: string) => own.some((policy) => policy.policyNumber === number);
  const foreign = policyNumbers.filter((number) => !isOwn(number));
  if (byNumber.length > 0 || foreign.length > 0) {
    return { own, named: byNumber, by: "number", foreign };
  }
  if (kinds.length > 0) {
    const fitting = own.filter((policy) => kinds.includes(policy.kind));
    // "My house or my car" means both, whatever else describes one of them.
    const one = kinds.length === 1 ? onlyInsured(turn, fitting) : undefined;
    return { own, named: one ? [one] : fitting, by: "kind", foreign };
  }
  const one = onlyInsured(turn, own);
  return { own, named: one ? [one] : [], by: one ? "words" : "nothing", foreign };
}

/** The policies meant when a message need not name one: those named, else the one last talked about, else the only one. */
export function meantPolicies(
  turn: SkillTurn,
  { own, named }: NamedPolicies,
): readonly PolicyFacts[] {
  if (named.length > 0) return named;
  const inFocus = own.filter((policy) => policy.policyNumber === turn.focus.policyNumber);
  if (inFocus.length > 0) return inFocus;
  return own.length === 1 ? own : [];
}

/** Why nothing can be said about the policies a message names, or undefined. */
export function refusal(turn: SkillTurn, found: NamedPolicies): SkillAnswer | undefined {
  const { policy } = repliesFor(turn.language);
  const [foreign] = found.foreign;
  if (foreign && found.named.length === 0) return say(policy.notOnAccount(foreign));
  if (found.own.length === 0) return offerPerson(turn, policy.none);
  if (found.by === "kind" && found.named.length === 0) {
    return say(policy.noneOfKind(turn.reading.mentions.kinds));
  }
  return undefined;
}

/** Asks which of several policies is meant, to go on with `intent`. */
export function askWhich(
  turn: SkillTurn,
  policies: readonly PolicyFacts[],
  intent: IntentName,
  question = turn.text,
): SkillAnswer {
  return ask(
    repliesFor(turn.language).policy.askWhich(policies),
    policyChoices(turn, policies),
    choosePolicy(policies, intent, question),
  );
}

/** The open question "which policy?". */
export function choosePolicy(
  policies: readonly PolicyFacts[],
  intent: IntentName,
  question: string,
): Pending {
  const options = policies.map((policy) => policy.policyNumber);
  return { ask: "choose_policy", intent, options, question: kept(question) };
}

/** Policies as choices: number and kind, which fits into 20 characters. */
export function policyChoices(turn: SkillTurn, policies: readonly PolicyFacts[]): Choice[] {
  const { kind } = repliesFor(turn.language).terms;
  return policies.slice(0, MAX_CHOICES).map((policy) => ({
    id: policy.policyNumber,
    title: `${policy.policyNumber} (${kind[policy.kind]})`,
  }));
}

/** The policies an answer to "which one?" picks: as a choice, by number, kind or words. */
export function pickPolicies(
  turn: AnswerTurn,
  options: readonly PolicyFacts[],
): readonly PolicyFacts[] {
  const { policyNumbers, kinds } = turn.reading.mentions;
  const byNumber = options.filter(
    ({ policyNumber }) => policyNumber === turn.choiceId || policyNumbers.includes(policyNumber),
  );
  if (byNumber.length > 0) return byNumber;
  const byKind = options.filter((policy) => kinds.includes(policy.kind));
  const among = byKind.length > 0 ? byKind : options;
  // A short answer may well be the product's name; in a longer text its words mean nothing much.
  const one = mostlyDescribed(turn.text, among, isShort(turn) ? fullDescription : insuredOf);
  if (one) return [one];
  if (byKind.length > 0) return byKind;
  return saysAny(turn.text, "all") ? options : [];
}

/** The one policy whose insured things a message names, like "the Honda"; the customer's own name tells nothing. */
function onlyInsured(turn: SkillTurn, policies: readonly PolicyFacts[]): PolicyFacts | undefined {
  const names = wordsOf(turn.customer?.name ?? "");
  const words = [...wordsOf(turn.text)].filter((word) => !names.has(word));
  return mostlyDescribed(words.join(" "), policies, insuredOf);
}

function insuredOf({ insured }: PolicyFacts): string {
  return insured;
}

function fullDescription({ insured, productName }: PolicyFacts): string {
  return [insured, ...Object.values(productName)].join(" ");
}

/** The one policy that is described by more words of the text than any other. */
function mostlyDescribed(
  text: string,
  policies: readonly PolicyFacts[],
  describe: (policy: PolicyFacts) => string,
): PolicyFacts | undefined {
  if (policies.length < 2) return undefined;
  const said = wordsOf(text);
  const described = policies.map((policy) => wordsOf(describe(policy)));
  const scores = described.map((words) => {
    // Words that describe every policy, like a town, tell none apart.
    const telling = [...words].filter((word) => !described.every((other) => other.has(word)));
    return telling.filter((word) => said.has(word)).length;
  });
  const best = Math.max(...scores);
  const isAlone = scores.filter((score) => score === best).length === 1;
  return best > 0 && isAlone ? policies[scores.indexOf(best)] : undefined;
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 3 && !COMMON.has(word)));
}
