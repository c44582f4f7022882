import type { DeskHandoff, DeskLine } from "../../core/channel.ts";
import type { HandoffReason } from "../../core/handoff.ts";
import { cleanText } from "../clean-text.ts";

/** The service takes 28 KB in a message; some of it goes into what is written around the text. */
export const MESSAGE_BYTES = 27 * 1_024;

/** One line is not longer than this, so that at least the newest ones always fit. */
const LINE_LENGTH = 4_096;
const TOPIC_LENGTH = 200;

const REASONS: Readonly<Record<HandoffReason, string>> = {
  asked: "asked for a person",
  complaint: "complaint",
  distress: "in distress",
  danger: "in danger",
  unclear: "not understood",
  media: "sent a file",
  portfolio: "portfolio review",
  not_found: "no answer found",
  request: "wants a change",
  claim: "claim",
  failed: "the assistant failed",
};

/** What people see in their list of threads: who it is and why. */
export function topicOf({ customerName, reason, kind }: DeskHandoff): string {
  const wanted = kind === "relationship_manager" ? "relationship manager, " : "";
  const why = wanted + REASONS[reason];
  return cleanText(customerName === "" ? why : `${customerName}: ${why}`, TOPIC_LENGTH);
}

/** The first message of a thread: what a person should know, and the end of what was said, within the service's limit. */
export function openingOf(handoff: DeskHandoff): string {
  const { summary, offeredTo, transcript } = handoff;
  const offer = offeredTo === null ? [] : [`Offered first to ${offeredTo}.`];
  const head = [topicOf(handoff), summary, ...offer].filter((each) => each !== "").join("\n\n");
  if (transcript.length === 0) return head;
  return `${head}\n\n${recent(transcript, MESSAGE_BYTES - Buffer.byteLength(head) - 2)}`;
}

const HEADING = "What was said so far (times in UTC):";

/** The newest lines that fit, oldest first, under a heading that says so when there were more. */
function recent(transcript: readonly DeskLine[], maxBytes: number): string {
  let roomBytes = maxBytes - Buffer.byteLength(headingOf(transcript.length));
  const shown: string[] = [];
  for (const line of transcript.toReversed()) {
    const text = lineText(line);
    roomBytes -= Buffer.byteLength(text) + 1;
    if (roomBytes < 0) break;
    shown.unshift(text);
  }
  return [headingOf(transcript.length - shown.length), ...shown].join("\n");
}

function headingOf(missing: number): string {
  if (missing === 0) return HEADING;
  return `${HEADING}\n(${missing} earlier ${missing === 1 ? "line is" : "lines are"} left out here.)`;
}

function lineText({ at, speaker, text }: DeskLine): string {
  const time = new Date(at).toISOString().slice(0, 16).replace("T", " ");
  return `${time} ${speaker}: ${cleanText(text, LINE_LENGTH)}`;
}
