import { styleText } from "node:util";
import type { QueueEntry } from "./client.ts";
import { dim } from "./present-turn.ts";

/** Who waits for people, and who is with whom; the numbers are those of `/take`. */
export function presentQueue(queue: readonly QueueEntry[]): string {
  if (queue.length === 0) return dim("  nobody waits");
  return queue.map((entry, index) => presentEntry(entry, index + 1)).join("\n");
}

/** One who waits. */
export function presentEntry(entry: QueueEntry, number: number): string {
  const { customerName, address, status, claimedBy, reason, kind, offeredTo, lastText } = entry;
  const who = customerName === null ? address : `${customerName}, ${address}`;
  const where = claimedBy === null ? status : `${status} by ${claimedBy}`;
  const whose = offeredTo === null ? "" : `, for ${offeredTo} first`;
  return [
    `${styleText("bold", `${number}. ${who}`)} ${where} (${kind.replace("_", " ")}, ${reason}${whose})`,
    ...(lastText === null ? [] : [dim(`   ${firstLine(lastText)}`)]),
  ].join("\n");
}

function firstLine(text: string): string {
  const [line] = text.split("\n");
  return line!.length > 100 ? `${line!.slice(0, 99)}…` : line!;
}
