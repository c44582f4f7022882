import { shownAddress } from "../data/retired.ts";
import { AppError } from "../core/errors.ts";
import type { Handoffs, HandoffView } from "../core/stores.ts";
import { iso } from "./present-line.ts";

interface Around {
  /** Null for somebody we do not know, or not any more. */
  readonly customerName: string | null;
  /** Do words reach the customer only for a while after they wrote? */
  readonly hasWindow: boolean;
}

/** A stay with people as the console's page sees it. */
export function presentHandoff(view: HandoffView, { customerName, hasWindow }: Around) {
  return {
    threadId: view.threadId,
    conversationId: view.conversationId,
    kind: view.kind,
    status: view.status,
    reason: view.reason,
    summary: view.summary,
    offeredTo: view.offeredTo,
    claimedBy: view.claimedBy,
    queuedAt: iso(view.queuedAt),
    claimedAt: iso(view.claimedAt),
    closedAt: iso(view.closedAt),
    lastText: view.lastText,
    lastAt: iso(view.lastAt),
    customerName,
    address: shownAddress(view.address, view.conversationId),
    isProven: view.isProven,
    openUntil: hasWindow ? iso(view.openUntil) : null,
  };
}

/** @throws AppError `not_found`. */
export async function mustFind(
  handoffs: Pick<Handoffs, "find">,
  threadId = "",
): Promise<HandoffView> {
  const view = await handoffs.find(threadId);
  if (!view) throw new AppError("not_found", "There is no such conversation with people.");
  return view;
}
