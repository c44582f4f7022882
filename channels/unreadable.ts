import { z } from "zod";
import type { InboundEvent } from "./events.ts";

/** An event for quarantine: why it could not be read, and the item itself. */
export function unreadable(reason: string, item: unknown): InboundEvent {
  return { type: "unreadable", reason, item };
}

/** Reads one item alone: whatever is wrong with it ends in quarantine and never spoils its neighbours. */
export function readAlone(item: unknown, read: () => InboundEvent): InboundEvent {
  try {
    return read();
  } catch (thrown) {
    return unreadable(reasonOf(thrown), item);
  }
}

/** Names the field and the rule, never the value: reasons are logged. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof z.ZodError)) return "the parser failed";
  const issue = thrown.issues[0];
  if (issue === undefined) return "not valid";
  return `${issue.path.join(".") || "item"}: ${issue.message}`.slice(0, 200);
}
