import type { Line } from "../core/conversation.ts";
import type { Transcript } from "../core/stores.ts";

/** Lines per answer; a page asks again until it gets fewer. */
const MAX_LINES = 200;

/** A line as pages see it; the trace is for people at the desk and never reaches a customer's channel. */
export type LineView = Omit<Line, "conversationId" | "seq" | "at"> & {
  /** ISO 8601. */
  readonly at: string;
};

/** Reads the lines of an address as pages see them, with whether there are more to ask for. */
export async function readLines(
  transcript: Transcript,
  address: string,
  after: string | undefined,
): Promise<{ readonly lines: readonly LineView[]; readonly hasMore: boolean }> {
  const lines = (await transcript.read(address, after, MAX_LINES)) ?? [];
  return { lines: lines.map(presentLine), hasMore: lines.length === MAX_LINES };
}

function presentLine(line: Line): LineView {
  const { id, at, author, senderName, text, status, media, trace, choices } = line;
  return { id, at: iso(at), author, senderName, text, status, media, trace, choices };
}

/** A moment as JSON carries it. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
