import type { Choice, Language } from "../../../../core/conversation.ts";
import type { RecordChange } from "../../../../core/records.ts";
import { buildGraph } from "../../../../graph/index.ts";
import type { State, TurnInput } from "../../../../graph/state.ts";
import { makeUnderstanding } from "../../../../graph/understanding/index.ts";
import { makeTools } from "../../../../tools/index.ts";
import {
  LUCIA,
  MARCUS,
  NORA,
  claims,
  customerAt,
  customers,
  policies,
  products,
} from "../../../support/demo-insurer.ts";
import { aScope, makeRecords } from "../../../support/records.ts";

/** Noon of the day the demo insurer was written for. */
const TODAY = Date.UTC(2026, 10, 22, 12);

const graph = buildGraph({
  understand: makeUnderstanding({ now: () => TODAY }),
  tools: makeTools(makeRecords({ customers, policies, claims, products }), {
    newNumber: () => "123456",
  }),
  newId: () => "thread-1",
  scopeFor: (context) => context!.scope!,
});

/** What a message led to, as far as it can be seen outside. */
export interface Outcome {
  readonly said: readonly string[];
  readonly choices: readonly Choice[];
  readonly pending: State["pending"];
  readonly handoffChanges: readonly unknown[];
  readonly staged: readonly RecordChange[];
  readonly intent: string | undefined;
}

/** A conversation as a checkpoint keeps it. Saying something makes a new one; the old one can be gone on with otherwise. */
export interface Conversation {
  readonly outcome: Outcome;
  /** Writes words. */
  readonly say: (text: string) => Promise<Conversation>;
  /** Taps a button, whether it was offered or not. */
  readonly tap: (choice: Choice) => Promise<Conversation>;
}

/** Starts a conversation by the real graph, with a demo customer or an address we do not know. */
export function conversationWith(address: string | null): Conversation {
  const nothing = { said: [], choices: [], pending: null, handoffChanges: [], staged: [] };
  return goOn(address, "{}", null, { ...nothing, intent: undefined });
}

/** Starts one in which these words have been said. */
export async function after(
  address: string | null,
  ...texts: readonly string[]
): Promise<Conversation> {
  let talk = conversationWith(address);
  for (const text of texts) talk = await talk.say(text);
  return talk;
}

function goOn(
  address: string | null,
  kept: string,
  handoff: State["handoff"] | null,
  outcome: Outcome,
): Conversation {
  async function hear(message: { text: string; choiceId?: string }): Promise<Conversation> {
    const scope = aScope(address === null ? null : customerAt(address), TODAY);
    const inputs: TurnInput[] = [{ id: "in-1", kind: "customer_message", ...message }];
    const before = JSON.parse(kept) as Partial<State>;
    const state = (await graph.invoke(
      { ...before, inputs, handoff },
      { context: { scope } },
    )) as State;
    const { language, recent, summary, pending, offered, focus, unclearCount } = state;
    const next = { language, recent, summary, pending, offered, focus, unclearCount };
    return goOn(address, JSON.stringify(next), state.handoff, {
      said: state.replies.map(({ text }) => text),
      choices: state.replies.flatMap(({ choices }) => choices),
      pending,
      handoffChanges: state.handoffChanges.map((change) => withoutSummary(change)),
      staged: scope.staged,
      intent: state.traces["in-1"]?.intent?.name,
    });
  }
  return {
    outcome,
    say: (text) => hear({ text }),
    tap: ({ id, title }) => hear({ text: title, choiceId: id }),
  };
}

/** The summary for people quotes what was said, in the customer's own words. */
function withoutSummary(change: object): object {
  return "summary" in change ? { ...change, summary: "" } : change;
}

/** A question of the bot and the talk that leads to it. */
interface Question {
  readonly language: Language;
  readonly what: string;
  readonly address: string | null;
  readonly texts: readonly string[];
}

/** Every question the bot can ask. */
export const questions: readonly Question[] = [
  asks("en", "which policy to open", NORA, "my policies"),
  asks("es", "which policy to open", LUCIA, "mis pólizas"),
  asks("en", "which of two cars", MARCUS, "cancel my car insurance"),
  asks("en", "which policy, once more", MARCUS, "my policies", "blub"),
  asks("en", "which detail", NORA, "I'd like to update my contact details"),
  asks("es", "which detail", LUCIA, "quiero cambiar mis datos de contacto"),
  asks("en", "which language", NORA, "I'd like to change my language"),
  asks("es", "which language", LUCIA, "quiero cambiar mi idioma"),
  asks("en", "a new e-mail", NORA, "change my email to x@example.org"),
  asks("es", "a new e-mail", LUCIA, "cambiar mi correo a x@example.org"),
  asks("en", "a new e-mail, once more", NORA, "change my email to x@example.org", "blub"),
  asks("en", "a claim's policy", NORA, "I want to report a claim"),
  asks("es", "a claim's policy", LUCIA, "quiero reportar un siniestro"),
  asks("en", "a claim", NORA, "report a claim on AUT-1042", "yesterday", "A van hit my door."),
  asks("es", "a claim", LUCIA, "reportar siniestro AUT-1043", "ayer", "Chocaron mi puerta ayer."),
  asks("en", "a cancellation", NORA, "cancel AUT-1042"),
  asks("es", "a cancellation", LUCIA, "cancelar la póliza AUT-1043"),
  asks("en", "what to do with a policy", NORA, "renew or cancel AUT-1042"),
  asks("es", "what to do with a policy", LUCIA, "renovar o cancelar AUT-1043"),
  asks("en", "which meaning", NORA, "xyzzy plugh"),
  asks("es", "which meaning", LUCIA, "ñandú ñoño"),
  asks("en", "a new claim", NORA, "my claims"),
  asks("es", "a new claim", LUCIA, "mis siniestros"),
  asks("en", "a person", null, "my policies"),
  asks("es", "a person", null, "mis pólizas"),
  asks("en", "anything else", NORA, "I want to talk to a person", "bye"),
  asks("es", "anything else", LUCIA, "quiero hablar con una persona", "adiós"),
];

function asks(
  language: Language,
  what: string,
  address: string | null,
  ...texts: readonly string[]
): Question {
  return { language, what, address, texts };
}
