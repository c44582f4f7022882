import type { ChatResponse } from "../schemas.ts";
import type { Expectation } from "./script.ts";

/** What an act brought the customer, as far as it is known. */
export interface Seen {
  /** What the customer was sent; null for silence. */
  readonly text: string | null;
  /** Undefined after a person's act, which nobody has to understand. */
  readonly turn: Pick<ChatResponse, "intent" | "agent"> | undefined;
  readonly handoff: ChatResponse["handoff"];
}

/** An expectation in words, and what was there instead if it was not met. */
export interface Judgement {
  readonly expected: string;
  readonly instead: string | undefined;
}

/** Judges an expectation by what was seen. */
export function judge(expectation: Expectation, seen: Seen): Judgement {
  if (expectation.of === "text") return judgeText(expectation, seen.text);
  const expected = expectation.of === "silence" ? "silence" : expectation.is;
  const actual = actually(expectation, seen);
  return {
    expected: expectation.of === "silence" ? expected : `${expectation.of} is ${expected}`,
    instead: expected === actual ? undefined : `it is ${actual}`,
  };
}

function actually(expectation: Exclude<Expectation, { of: "text" }>, seen: Seen): string {
  if (expectation.of === "silence") return seen.text === null ? "silence" : "an answer";
  if (expectation.of === "intent") return seen.turn?.intent?.name ?? "unknown";
  if (expectation.of === "agent") return seen.turn?.agent ?? "unknown";
  const status = seen.handoff?.status ?? "none";
  // A handoff that has ended is none for the customer.
  return status === "closed" && expectation.is === "none" ? "none" : status;
}

function judgeText(
  { pattern, isAbsent }: Extract<Expectation, { of: "text" }>,
  text: string | null,
): Judgement {
  const wanted = typeof pattern === "string" ? `"${pattern}"` : String(pattern);
  const isThere = has(text, pattern);
  return {
    expected: `${isAbsent ? "does not say" : "says"} ${wanted}`,
    instead: isThere !== isAbsent ? undefined : isThere ? "it does" : "it does not",
  };
}

/** Case and line breaks are how it looks, not what it says. */
function has(text: string | null, pattern: string | RegExp): boolean {
  const flat = (text ?? "").replace(/\s+/g, " ");
  if (typeof pattern !== "string") return flat.search(pattern) >= 0;
  return flat.toLowerCase().includes(pattern.toLowerCase().replace(/\s+/g, " "));
}
