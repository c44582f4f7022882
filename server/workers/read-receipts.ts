import type { Log } from "../../core/log.ts";
import type { ClaimedTurn } from "../../core/ports.ts";
import type { Channels } from "../channels.ts";

/** Nobody waits for it. */
const TIMEOUT_MS = 5_000;

interface ReadReceiptParts {
  readonly channels: Pick<Channels, "of">;
  readonly log: Log;
}

/**
 * Shows customers that their message was read, as their turn begins, and that an answer is being written, unless it is for
 * people to answer. A courtesy: it is not kept, not repeated, and nothing hangs on it.
 */
export function makeReadReceipts({ channels, log }: ReadReceiptParts) {
  return function markRead({ inputs, handoff }: ClaimedTurn): void {
    const last = inputs.findLast(({ body }) => body.kind === "customer_message");
    if (!last || last.door === "desk") return;
    const channel = channels.of(last.door);
    if (!channel.markRead) return;
    const { externalId } = last;
    void channel
      .markRead(externalId, { isTyping: handoff === null }, AbortSignal.timeout(TIMEOUT_MS))
      .catch((err: unknown) => log.debug({ err, channel: channel.name }, "not marked as read"));
  };
}
