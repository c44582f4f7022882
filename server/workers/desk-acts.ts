import type { ClaimedTurn, DeskAct, StoredInput } from "../../core/ports.ts";
import type { State } from "../../graph/state.ts";

/** What the desk itself brings; what people say elsewhere (console, programs) has other sources. */
const FROM_DESK = "desk";

/**
 * The desk hears of a new handoff, of what is said while it lasts, and of its end. Also of what a colleague said at another
 * desk, so that nobody answers twice.
 */
export function deskActsOf(turn: ClaimedTurn, state: State, customerName: string): DeskAct[] {
  const acts: DeskAct[] = [];
  let threadId = turn.handoff?.threadId;
  if (threadId !== undefined) {
    for (const input of turn.inputs) {
      const said = saidIn(input, customerName);
      if (said) acts.push({ threadId, body: { to: "desk", act: "mirror", ...said } });
    }
  }
  for (const change of state.handoffChanges) {
    if (change.do === "open") {
      threadId = change.threadId;
      const { summary, kind } = change;
      acts.push({ threadId, body: { to: "desk", act: "open", summary, kind } });
    }
    if (change.do === "close" && threadId !== undefined) {
      acts.push({ threadId, body: { to: "desk", act: "close" } });
    }
  }
  return acts;
}

function saidIn({ source, body }: StoredInput, customerName: string) {
  if (body.kind === "customer_message") {
    return { text: worded(body.media?.kind, body.text), senderName: customerName };
  }
  if (body.kind !== "person_message" || source === FROM_DESK) return undefined;
  return { text: worded(body.file?.kind, body.text), senderName: body.senderName };
}

/** A file is named by its kind; the bytes stay where they are. */
function worded(fileKind: string | undefined, text: string): string {
  return [fileKind ? `(${fileKind})` : "", text].join(" ").trim();
}
