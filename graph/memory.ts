import { labels } from "../core/conversation.ts";
import type { Author, Language } from "../core/conversation.ts";
import type { Customer } from "../core/records.ts";
import { RECENT_LINES } from "./state.ts";
import type { RecentLine, Reply, State } from "./state.ts";

const LINE_LENGTH = 600;
const SUMMARY_LENGTH = 2_000;
const SUMMARY_LINE_LENGTH = 120;

type Memory = Pick<State, "recent" | "summary">;

/** Adds lines to what the conversation remembers; what no longer fits moves, shortened, into the summary. */
export function remember(memory: Memory, lines: readonly RecentLine[]): Memory {
  const every = [
    ...memory.recent,
    ...lines.map((line) => ({ ...line, text: cut(line.text, LINE_LENGTH) })),
  ];
  const old = every.slice(0, Math.max(0, every.length - RECENT_LINES));
  const told = old.map(
    ({ author, text }) => `${author}: ${cut(oneLine(text), SUMMARY_LINE_LENGTH)}`,
  );
  const summary = [memory.summary, ...told].filter((line) => line !== "").join("\n");
  return { recent: every.slice(-RECENT_LINES), summary: newest(summary) };
}

/** The lines a turn's replies leave in memory, without their labels. */
export function repliesAsLines(replies: readonly Pick<Reply, "author" | "text">[]): RecentLine[] {
  return replies.map(({ author, text }) => ({ author, text: withoutLabel(text) }));
}

/** The language to answer in: what the customer last wrote, else their record's, else English. */
export function languageOf(state: Pick<State, "language">, customer: Customer | null): Language {
  return state.language ?? customer?.preferredLanguage ?? "en";
}

/** What a person needs to know before the first word; plain text of at most 4,000 characters. */
export function summarise(
  memory: Memory & Pick<State, "focus" | "pending">,
  customer: Customer | null,
  language: Language,
): string {
  const who = customer
    ? `${customer.name} (${customer.customerId}, ${customer.customerType})`
    : "Unknown customer: this address is on no account";
  const { policyNumber, claimId } = memory.focus;
  const about = [policyNumber, claimId].filter((each) => each !== null).join(", ");
  const facts = [
    who,
    `Writes in: ${language === "es" ? "Spanish" : "English"}`,
    about === "" ? "" : `Was talking about: ${about}`,
    memory.pending ? `Had not answered: ${memory.pending.ask.replaceAll("_", " ")}` : "",
  ];
  const said = memory.recent
    .slice(-8)
    .map(({ author, text }) => `${NAMES[author]}: ${cut(oneLine(text), 200)}`);
  return cut([...facts.filter((fact) => fact !== ""), "", ...said].join("\n"), 4_000);
}

const NAMES: Readonly<Record<Author, string>> = {
  customer: "Customer",
  customer_agent: "Bot",
  policy_agent: "Bot",
  human_agent: "Person",
  system: "Note",
};

/** What was said, without the label that tells who speaks. */
export function withoutLabel(text: string): string {
  const label = Object.values(labels).find((each) => text.startsWith(each));
  return label ? text.slice(label.length).trimStart() : text;
}

function newest(summary: string): string {
  if (summary.length <= SUMMARY_LENGTH) return summary;
  const tail = summary.slice(-SUMMARY_LENGTH);
  return tail.slice(tail.indexOf("\n") + 1);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
