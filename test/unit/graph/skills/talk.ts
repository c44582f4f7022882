import type { Choice, IntentName, Language, Zone } from "../../../../core/conversation.ts";
import { Claim, Customer, Policy, Product } from "../../../../core/records.ts";
import type { RecordChange } from "../../../../core/records.ts";
import claims from "../../../../data/seed/claims.json" with { type: "json" };
import customers from "../../../../data/seed/customers.json" with { type: "json" };
import policies from "../../../../data/seed/policies.json" with { type: "json" };
import products from "../../../../data/seed/products.json" with { type: "json" };
import { answeredBy, settled } from "../../../../graph/choices/answered.ts";
import type { Pending } from "../../../../graph/pending.ts";
import type { SkillAnswer, SkillTurn } from "../../../../graph/skill.ts";
import { clarify } from "../../../../graph/skills/clarify.ts";
import { agentFor, customerSkills, policySkills } from "../../../../graph/skills/index.ts";
import { answersPending, resumeSkill } from "../../../../graph/skills/resume.ts";
import type { Reading } from "../../../../graph/understanding/index.ts";
import { findMentions } from "../../../../graph/understanding/mentions/index.ts";
import { bindTools, makeTools } from "../../../../tools/index.ts";
import type { Toolbox } from "../../../../tools/index.ts";
import { aScope, makeRecords } from "../../../support/records.ts";

/** Noon UTC on the demo insurer's "today". */
export const TODAY = Date.UTC(2026, 10, 22, 12);

const records = makeRecords({
  customers: Customer.array().parse(customers),
  policies: Policy.array().parse(policies),
  claims: Claim.array().parse(claims),
  products: Product.array().parse(products),
});
const everybody = Customer.array().parse(customers);

/** What a message means, as understanding would say it. */
export interface Meaning {
  readonly zone?: Zone;
  readonly source?: "rule" | "local";
  readonly alternatives?: readonly IntentName[];
  readonly choiceId?: string;
}

/** A reading with this meaning and what the text really mentions. */
export function aReading(text: string, name: IntentName, meaning: Meaning = {}): Reading {
  const { zone = "act", source = "local", alternatives = [] } = meaning;
  return {
    understood: { name, zone, confidence: 0.9, source },
    alternatives,
    language: undefined,
    urgency: undefined,
    mentions: findMentions(text, TODAY, "en"),
  };
}

/** What came back for one message. */
export interface Heard {
  readonly text: string;
  readonly messages: readonly string[];
  readonly choices: readonly Choice[];
  readonly agent: string;
  readonly pending: Pending | null;
  readonly handoffs: readonly unknown[];
  /** What the tools answered on the way. */
  readonly toolResults: readonly unknown[];
  readonly answer: SkillAnswer;
}

/** A talk with the skills, one message after the other, as the graph would hold it. */
export interface Talk {
  /** The customer writes; `name` is what understanding makes of it. */
  readonly hear: (text: string, name: IntentName, meaning?: Meaning) => Promise<Heard>;
  /** Taps the choice with this id among those offered last. */
  readonly tap: (choiceId: string) => Promise<Heard>;
  readonly staged: readonly RecordChange[];
  readonly focus: () => SkillTurn["focus"];
}

/** Starts a talk with a demo customer, by id, or with an address we do not know. */
export function talkWith(customerId: string | null, language: Language = "en"): Talk {
  const customer = everybody.find((each) => each.customerId === customerId) ?? null;
  const scope = aScope(customer, TODAY);
  const results: unknown[] = [];
  const bound = bindTools(
    makeTools(records, { newNumber: () => "123456" }),
    scope,
    () => undefined,
  );
  const tools = remembering(bound, results);
  let pending: Pending | null = null;
  let focus: SkillTurn["focus"] = { policyNumber: null, claimId: null };
  let unclearCount = 0;
  let offered: readonly Choice[] = [];

  async function hear(text: string, name: IntentName, meaning: Meaning = {}): Promise<Heard> {
    const before = scope.handoffs.length;
    const resultsBefore = results.length;
    const heard = aReading(text, name, meaning);
    const { choiceId } = meaning;
    const answered = answeredBy({ text, choiceId, pending, offered, reading: heard });
    const isChoice = answered?.kind === "choice";
    const turn: SkillTurn = {
      text: isChoice ? answered.title : text,
      choiceId: isChoice ? answered.id : undefined,
      reading: settled(heard, answered, pending),
      language,
      customer,
      pending,
      focus,
      unclearCount,
      now: TODAY,
      tools,
      requestHandoff: scope.requestHandoff,
    };
    const { agent, skill } =
      pending && answersPending(pending, turn) ? resumeSkill(pending, turn) : chosen(turn.reading);
    const answer = await skill(turn);
    pending = answer.pending ?? null;
    focus = { ...focus, ...answer.focus };
    unclearCount = answer.isUnclear ? unclearCount + 1 : 0;
    offered = answer.say.flatMap((each) => each.choices ?? []);
    const messages = answer.say.map((each) => each.text);
    const handoffs = scope.handoffs.slice(before);
    return {
      text: messages.join("\n\n"),
      messages,
      choices: offered,
      agent,
      pending,
      handoffs,
      toolResults: results.slice(resultsBefore),
      answer,
    };
  }

  async function tap(choiceId: string): Promise<Heard> {
    const choice = offered.find((each) => each.id === choiceId);
    if (!choice) throw new Error(`"${choiceId}" was not offered.`);
    return hear(choice.title, "out_of_scope", { zone: "clarify", choiceId });
  }

  return { hear, tap, staged: scope.staged, focus: () => focus };
}

/** The same tools, whose answers are kept. */
function remembering(tools: Toolbox, results: unknown[]): Toolbox {
  const kept = Object.entries(tools).map(([verb, method]) => {
    const ask = method as (args: object) => Promise<unknown>;
    const remembered = async (args: object): Promise<unknown> => {
      const result = await ask(args);
      results.push(result);
      return result;
    };
    return [verb, remembered] as const;
  });
  return Object.fromEntries(kept) as unknown as Toolbox;
}

function chosen({ understood }: Reading) {
  if (understood.zone === "clarify") return { agent: "customer", skill: clarify };
  const name = understood.zone === "decline" ? "out_of_scope" : understood.name;
  const skill = customerSkills[name] ?? policySkills[name];
  if (!skill) throw new Error(`"${name}" is the human agent's.`);
  return { agent: agentFor(name), skill };
}
