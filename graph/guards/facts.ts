import { namesOf } from "./days-in.ts";
import type { Evidence } from "./evidence.ts";
import type { Figure } from "./figures-in.ts";
import { momentsIn } from "./moments-in.ts";
import { readText } from "./reading.ts";
import type { Reading } from "./reading.ts";

/** All that a reply may speak from. */
export interface Facts extends Pick<Reading, "emails" | "links" | "phones"> {
  /** Amounts, percentages, quantities and hours, by `figureKey`. */
  readonly figures: ReadonlySet<string>;
  /** Every number there is, in whatever meaning. */
  readonly numbers: ReadonlySet<number>;
  readonly currencies: ReadonlySet<string>;
  /** Every name of every day. */
  readonly days: ReadonlySet<string>;
  /** Like "tomorrow"; read when a reply asks, as few do. */
  readonly moments: () => ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  /** Ids that were only asked for: they may be said back, and nothing about them. */
  readonly askedIds: ReadonlySet<string>;
  /** Folded words, those of field names as well. */
  readonly words: ReadonlySet<string>;
  /** Folded words with single blanks around them, to look for a run of words. */
  readonly plain: string;
  /** Letters and digits only; read when a reply asks. */
  readonly squeezed: () => string;
}

/** Deep enough for any tool's answer; what lies deeper is no evidence. */
const MAX_DEPTH = 8;
const IN_CENTS = /cents$/i;
const IN_CURRENCY = /currency$/i;
const IN_MONEY = /(?:amount|premium|price|cost|paid|total|limit|deductible|fee|balance)$/i;
/** How a search found something is nothing to tell a customer. */
const NO_FACT = /^(?:score|confidence|elapsedMs|keywords)$/;

interface Heap {
  readonly texts: string[];
  readonly asked: string[];
  /** As codes of three letters. */
  readonly currencies: string[];
  readonly keys: Set<string>;
  readonly amounts: number[];
  readonly numbers: number[];
}

/** Reads the customer's record and the tools' answers once, for every rule. */
export function gatherFacts({ toolResults, customer, language, said = [] }: Evidence): Facts {
  const heap: Heap = {
    texts: [],
    asked: [],
    currencies: [],
    keys: new Set(),
    amounts: [],
    numbers: [],
  };
  collect(customer, "", heap, 0);
  // How many tools were asked is no fact, so the list itself is not walked.
  for (const result of toolResults) collect(result, "", heap, 0);
  const text = heap.texts.join("\n|\n");
  const known = readText(text, language);
  const asked = readText([...said, ...heap.asked].join("\n|\n"), language);
  const plain = ` ${wordsOf(known.folded).join(" ")} `;
  const amounts = heap.amounts.map((value): Figure => ({ kind: "money", value }));
  const figures = [...known.figures, ...amounts];
  return {
    emails: [...known.emails, ...asked.emails],
    links: known.links,
    phones: [...known.phones, ...asked.phones],
    figures: new Set(figures.map(figureKey)),
    numbers: new Set([...figures.map(({ value }) => value), ...heap.numbers, ...numbersOf(known)]),
    currencies: new Set([
      ...heap.currencies,
      ...known.figures.flatMap(({ currency }) => currency ?? []),
    ]),
    days: new Set(known.days.flatMap(namesOf)),
    moments: () => new Set(momentsIn(known.sentences, language)),
    ids: new Set(known.ids),
    askedIds: new Set(asked.ids),
    words: new Set([...plain.trim().split(" "), ...heap.keys]),
    plain,
    squeezed: () => squeezed(text + said.join(" ")),
  };
}

/** What must be equal for two figures to be the same. */
export function figureKey({ kind, value, unit = "" }: Figure): string {
  return `${kind}:${Math.round(value * 10_000) / 10_000}:${unit}`;
}

/** Letters and digits only, without accents and in lower case: "7KDR 214" and "7kdr-214" are one. */
export function squeezed(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** The words of a folded text, apostrophes closed up. */
export function wordsOf(folded: string): string[] {
  return folded.replaceAll("'", "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

function collect(value: unknown, key: string, heap: Heap, depth: number): void {
  if (depth > MAX_DEPTH || NO_FACT.test(key)) return;
  if (typeof value === "string") collectText(value, key, heap, depth);
  else if (typeof value === "number") collectNumber(value, key, heap);
  else if (Array.isArray(value)) {
    heap.numbers.push(value.length);
    for (const each of value) collect(each, key, heap, depth + 1);
  } else if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value);
    // What was not found is what was asked for.
    const isMissing = "found" in value && value.found === false;
    for (const [name, each] of fields) {
      for (const word of name.split(/(?=[A-Z])|_/)) heap.keys.add(word.toLowerCase());
      if (isMissing && typeof each === "string") heap.asked.push(each);
      else collect(each, name, heap, depth + 1);
    }
  }
}

function collectText(value: string, key: string, heap: Heap, depth: number): void {
  const parsed = /^\s*[[{]/.test(value) ? parsedJson(value) : undefined;
  if (parsed === undefined) {
    heap.texts.push(value);
    // Three capitals elsewhere are no currency: a customer may be a VIP.
    if (IN_CURRENCY.test(key)) heap.currencies.push(value);
  } else collect(parsed, key, heap, depth + 1);
}

function collectNumber(value: number, key: string, heap: Heap): void {
  if (IN_CENTS.test(key)) heap.amounts.push(value / 100);
  else if (IN_MONEY.test(key)) heap.amounts.push(value);
  else heap.numbers.push(value);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A text that only starts like JSON is a text.
    return undefined;
  }
}

/** Numbers that stand in dates and ids: "your 1042 policy", "until 2027". */
function numbersOf({ days, ids, codes }: Reading): number[] {
  const parts = [...days.flatMap((day) => day.split("-").slice(0, 1)), ...ids, ...codes];
  return parts.flatMap((part) => part.match(/\d+/gu) ?? []).map(Number);
}
