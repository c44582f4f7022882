import type { InboundEvent } from "../channels/events.ts";
import type { Quarantine } from "../core/stores.ts";

/**
 * Keeps what could not be read of a payload, each item for itself, so that nothing authenticated is lost.
 * @returns how many items there were.
 */
export async function keepUnreadable(
  quarantine: Quarantine,
  source: string,
  { events, payload }: { readonly events: readonly InboundEvent[]; readonly payload: Buffer },
): Promise<number> {
  const unreadable = events.filter((event) => event.type === "unreadable");
  if (unreadable.length === 0) return 0;
  await quarantine.keep(
    unreadable.map(({ reason, item }) => ({ source, reason, body: toText(item, payload) })),
  );
  return unreadable.length;
}

/** Bytes that are no JSON, as an event to keep; they may be no text either, so they are kept in base64. */
export function unreadableBytes(bytes: Buffer): InboundEvent {
  return {
    type: "unreadable",
    reason: "not JSON",
    item: { base64: bytes.toString("base64") },
  };
}

/** What is nested too deep to be written down again is kept as the payload it came in. */
function toText(item: unknown, payload: Buffer): string {
  try {
    return JSON.stringify(item) ?? "";
  } catch {
    return JSON.stringify({ base64: payload.toString("base64") });
  }
}
