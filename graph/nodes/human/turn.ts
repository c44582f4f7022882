import type { Language } from "../../../core/conversation.ts";
import type { HandoffChange } from "../../../core/handoff.ts";
import type { Customer } from "../../../core/records.ts";
import type { Pending } from "../../pending.ts";
import type { repliesFor } from "../../replies/index.ts";
import type { OpenHandoff, Reply, State, TurnInput } from "../../state.ts";

/** What an act of the human agent knows. */
export interface HumanTurn {
  readonly state: State;
  readonly input: TurnInput;
  readonly handoff: OpenHandoff | null;
  readonly customer: Customer | null;
  readonly say: ReturnType<typeof repliesFor>;
  readonly language: Language;
  readonly now: number;
  readonly newId: () => string;
}

/** What it wants said and done; `pending` absent keeps the open question. */
export interface HumanAct {
  readonly say: readonly Pick<
    Reply,
    "author" | "text" | "choices" | "senderName" | "file" | "templateLanguage"
  >[];
  readonly changes: readonly HandoffChange[];
  /** The handoff as it stands afterwards. */
  readonly handoff: OpenHandoff | null;
  readonly pending?: Pending | null;
}
