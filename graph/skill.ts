import type { Choice, IntentName, Language } from "../core/conversation.ts";
import type { Customer, HandoffRequest } from "../core/records.ts";
import type { Toolbox } from "../tools/index.ts";
import type { Pending } from "./pending.ts";
import type { Focus } from "./state.ts";
import type { Reading } from "./understanding/index.ts";

/** What a skill knows about the message it answers. */
export interface SkillTurn {
  readonly text: string;
  readonly choiceId: string | undefined;
  readonly reading: Reading;
  /** The language to answer in. */
  readonly language: Language;
  readonly customer: Customer | null;
  readonly pending: Pending | null;
  readonly focus: Focus;
  /** Unclear messages in a row before this one. */
  readonly unclearCount: number;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** The typed tools, already bound to this conversation's customer. */
  readonly tools: Toolbox;
  /** Asks for people after this answer; the human agent then announces it, so the skill itself does not. */
  readonly requestHandoff: (request: HandoffRequest) => void;
}

/** What a skill wants said and remembered. */
export interface SkillAnswer {
  /** Each becomes one message; the label is added later. Empty when the human agent will speak instead. */
  readonly say: readonly { readonly text: string; readonly choices?: readonly Choice[] }[];
  /** The question now open; absent means none. */
  readonly pending?: Pending;
  /** What "it" means from now on; absent keeps it. */
  readonly focus?: Partial<Focus>;
  /** True when the message was not understood. */
  readonly isUnclear?: boolean;
}

/** Answers one intent from tools, without any model. */
export type Skill = (turn: SkillTurn) => Promise<SkillAnswer>;

/** The skills of one agent, by intent. */
export type Skills = Partial<Record<IntentName, Skill>>;
