import type { Choice, IntentName } from "../../core/conversation.ts";
import type { Pending } from "../pending.ts";
import { repliesFor } from "../replies/index.ts";
import type { PolicyFacts } from "../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../skill.ts";
import { ask, isShort, kept, offerPerson, say, saysAny } from "./answer.ts";
import type { AnswerTurn } from "./answer.ts";
import { calledByName, isPlate, mostlyDescribed, wordsOf } from "./insured.ts";

/** WhatsApp's lists hold ten rows, and "a person" may join them. */
const MAX_CHOICES = 9;

/** Which of the customer's policies a message is about. */
export interface NamedPolicies {
  readonly own: readonly PolicyFacts[];
  /** Those the message names; empty if it names none. */
  readonly named: readonly PolicyFacts[];
  readonly by: "number" | "name" | "kind" | "nothing";
  /** Numbers it names that are not on the account. */
  readonly foreign: readonly string[];
}

/** Finds the customer's policies a message names: by number, by what is insured ("the Honda"), or by kind. */
export async function namedPolicies(turn: SkillTurn): Promise<NamedPolicies> {
  const { policies: own } = await turn.tools.listPolicies({});
  const { policyNumbers, kinds } = turn.reading.mentions;
  const numbers = new Set(turn.choiceId ? [turn.choiceId, ...policyNumbers] : policyNumbers);
  const byNumber = own.filter((policy) => numbers.has(policy.policyNumber));
  const isOwn = (number: string) => own.some((policy) => policy.policyNumber === number);
  const foreign = policyNumbers.filter((number) => !isOwn(number) && !isPlate(number, own));
  if (byNumber.length > 0 || foreign.length > 0) {
    return { own, named: byNumber, by: "number", foreign };
  }
  // "My Honda was hit in front of my house" is about the Honda.
  const called = calledByName(turn.text, own);
  if (called.length > 0) return { own, named: called, by: "name", foreign };
  if (kinds.length === 0) return { own, named: [], by: "nothing", foreign };
  const fitting = own.filter((policy) => kinds.includes(policy.kind));
  // "My house or my car" means both, whatever else describes one of them.
  const one = kinds.length === 1 ? onlyInsured(turn, fitting) : undefined;
  return { own, named: one ? [one] : fitting, by: "kind", foreign };
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

/** The policies an answer to "which one?" picks: as a choice, by number, name, kind or words. */
export function pickPolicies(
  turn: AnswerTurn,
  options: readonly PolicyFacts[],
): readonly PolicyFacts[] {
  const { policyNumbers, kinds } = turn.reading.mentions;
  const byNumber = options.filter(
    ({ policyNumber }) => policyNumber === turn.choiceId || policyNumbers.includes(policyNumber),
  );
  if (byNumber.length > 0) return byNumber;
  const called = calledByName(turn.text, options);
  if (called.length > 0) return called;
  const byKind = options.filter((policy) => kinds.includes(policy.kind));
  const among = byKind.length > 0 ? byKind : options;
  // A short answer may well be the product's name; in a longer text its words mean nothing much.
  const one = mostlyDescribed(turn.text, among, isShort(turn) ? fullDescription : insuredOf);
  if (one) return [one];
  if (byKind.length > 0) return byKind;
  return saysAny(turn.text, "all") ? options : [];
}

/** The one policy whose insured thing a message describes, like "the blue car"; the customer's own name tells nothing. */
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
