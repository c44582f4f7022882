import type { DeskLine } from "../core/channel.ts";
import type { Line } from "../core/conversation.ts";
import { AppError } from "../core/errors.ts";
import { shownAddress } from "../data/retired.ts";
import type { Store } from "../data/store.ts";
import type { DeskPlace } from "./workers/send-to-desk.ts";

/** Lines shown to people when a thread opens; the desk takes of their end what fits. */
const LINES = 100;

const SPEAKERS: Readonly<Record<Line["author"], string>> = {
  customer: "Customer",
  customer_agent: "Bot",
  policy_agent: "Bot",
  human_agent: "Agent",
  system: "System",
};

/** Finds what people need to see when a handoff reaches the desk, and whether it is there already. */
export function makeFindPlace({
  handoffs,
  transcript,
  records,
}: Pick<Store, "handoffs" | "transcript" | "records">) {
  return async function findPlace(threadId: string): Promise<DeskPlace> {
    const found = await handoffs.findForDesk(threadId);
    if (!found) throw new AppError("not_found", "There is no such thread.");
    const { summary, kind, reason, offeredTo, conversationId, queuedAt, address } = found;
    const customer = found.isProven ? await records.findCustomerByAddress(address) : undefined;
    const lines = await transcript.readLast(conversationId, { until: queuedAt, limit: LINES });
    const customerName = customer?.name ?? shownAddress(address, conversationId);
    return {
      deskRef: found.deskRef,
      handoff: {
        threadId,
        summary,
        kind,
        reason,
        offeredTo,
        customerName,
        transcript: lines.map((line) => toDeskLine(line, customerName)),
      },
    };
  };
}

function toDeskLine({ at, author, senderName, text, media }: Line, customerName: string): DeskLine {
  const speaker = author === "customer" ? customerName : (senderName ?? SPEAKERS[author]);
  return { at, speaker, text: [media ? `(${media.kind})` : "", text].join(" ").trim() };
}
