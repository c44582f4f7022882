import type { Exchange, Graded } from "../run-talk.ts";
import type { Event, Speaker } from "./events.ts";

const WHO: Readonly<Record<Exchange["who"], string>> = {
  customer: "CUSTOMER",
  person: "PERSON  ",
  time: "TIME    ",
};
const LEFT: Readonly<Record<Speaker, string>> = {
  model: "leaves in the model's words",
  dialogue: "leaves from a dialogue of ours that the model started",
  fallback: "leaves in our own words, instead of the model's",
  house: "leaves in our own words; the model was not asked",
};
/** What a tool tells is long; its beginning shows what it is. */
const MAX_TOLD = 300;

/** A talk with a model as a page: who said what, what the model asked, what a guard refused, and what left. */
export function recordOf({ title, exchanges, faults, changes }: Graded): string {
  return [
    "# A talk with a scripted model",
    "",
    "The real server over HTTP, the real client of the model's provider over HTTPS, and behind it a model that does what the talk",
    "tells it. Written by `npm run eval -- --record`; every whole `npm run eval` writes it anew.",
    "",
    `**${title}**${faults.length === 0 ? "" : ` (failed: ${faults.join("; ")})`}`,
    "",
    "```text",
    exchanges.map(writtenExchange).join("\n\n"),
    "",
    `In the database is different: ${changes.join("; ") || "nothing"}`,
    "```",
    "",
  ].join("\n");
}

function writtenExchange({ who, said, left, turn }: Exchange): string {
  const isDropped = turn?.speaker === "fallback" && turn.events.at(-1)?.is === "said";
  const lines = left === null ? ["(nothing)"] : left.split("\n");
  return [
    `${WHO[who]}  ${said}`,
    ...(turn?.events ?? []).flatMap(writtenEvent),
    ...(isDropped ? ["  house     does not take that, and asks no more"] : []),
    ...(turn && left !== null ? [`  ${LEFT[turn.speaker]}:`] : []),
    ...lines.map((line) => `HOUSE     ${line}`),
  ].join("\n");
}

function writtenEvent(event: Event): string[] {
  switch (event.is) {
    case "asked":
      return [];
    case "told":
      return [`  tool      ${event.looked.name} tells ${shortened(event.looked.result)}`];
    case "refused":
      return [`  guard     refuses that: ${event.why}`];
    case "broke":
      return [`  model     fails: ${event.how}`];
    case "said": {
      const { text, calls = [] } = event.said;
      const asks = calls.map(({ name, args }) => `  model     calls ${name} ${writtenArgs(args)}`);
      const words = (text ?? "").split("\n").filter((line) => line.trim() !== "");
      return [...asks, ...words.map((line) => `  model     says: ${line}`)];
    }
  }
}

function writtenArgs(args: unknown): string {
  return typeof args === "string" ? args : JSON.stringify(args);
}

function shortened(result: unknown): string {
  const written = JSON.stringify(result);
  return written.length <= MAX_TOLD ? written : `${written.slice(0, MAX_TOLD)} …`;
}
