import type { Choice, IntentName } from "../../core/conversation.ts";
import { repliesFor } from "../replies/index.ts";
import type { SkillAnswer, SkillTurn } from "../skill.ts";
import type { Offerable } from "../state.ts";
import { ask, kept, PERSON, toPerson } from "./answer.ts";
import type { PendingOf } from "./answer.ts";

const notOfferable: ReadonlySet<IntentName> = new Set([
  "affirm",
  "deny",
  "unsafe",
  "out_of_scope",
  "smalltalk",
  "greeting",
  "disconnect",
]);

/** Offered when a message is like nothing in particular. */
const FALLBACKS: readonly IntentName[] = ["policy_list", "capabilities"];

/** Zone "clarify": offers the two likeliest meanings and a person; the second time in a row, a person. */
export async function clarify(turn: SkillTurn): Promise<SkillAnswer> {
  if (turn.unclearCount > 0) return toPerson(turn, "unclear");
  const { understood, alternatives } = turn.reading;
  const likely = [understood.name, ...alternatives, ...FALLBACKS].filter(
    (name) => isOfferable(name) && name !== PERSON && !isForOthers(turn, name),
  );
  const options: IntentName[] = [...[...new Set(likely)].slice(0, 2), PERSON];
  const answer = meaningQuestion(turn, { ask: "clarify", options, question: kept(turn.text) });
  return { ...answer, isUnclear: true };
}

/** The question "which of these do you mean?"; with a single meaning, whether that one is wanted. */
export function meaningQuestion(
  turn: Pick<SkillTurn, "language">,
  pending: PendingOf<"clarify">,
): SkillAnswer {
  const { claim, choice, clarify } = repliesFor(turn.language);
  const choices = titlesOf(turn, pending.options);
  if (choices.length > 1) return ask(clarify.ask, choices, pending);
  return ask(claim.offerReport, [...choices, { id: "no", title: choice.no }], pending);
}

function titlesOf(turn: Pick<SkillTurn, "language">, options: readonly IntentName[]): Choice[] {
  const { intent } = repliesFor(turn.language);
  return options.filter(isOfferable).map((id) => ({ id, title: intent[id] }));
}

function isOfferable(name: IntentName): name is Offerable {
  return !notOfferable.has(name);
}

/** Only VIP customers have a relationship manager. */
function isForOthers(turn: SkillTurn, name: IntentName): boolean {
  return name === "relationship_manager" && !turn.customer?.relationshipManager;
}
