import { isDeepStrictEqual } from "node:util";
import type { DeliveryBody } from "../../core/deliveries.ts";
import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import type { Taken } from "./simulated-world.ts";

interface Row {
  readonly id: string;
  readonly destination: string;
  readonly address: string;
  /** Empty once it has arrived. */
  readonly body: string;
  readonly status: string;
  readonly line_id: string | null;
  readonly line: string | null;
}

/** What the outside has taken, held against what the house meant to say. */
export interface Sends {
  /** Sends of something that had been taken before. */
  readonly repeats: number;
  /** What must never happen, in words. */
  readonly faults: readonly string[];
}

const LEFT = new Set(["sent", "delivered", "read"]);

/** Per destination in order, at least once, and a repeated send is the same message again. */
export async function judgeSends(sql: Sql, taken: readonly Taken[]): Promise<Sends> {
  const rows = await sql.read(() =>
    all<Row>(
      `SELECT deliveries.id, destination, address, body, deliveries.status, line_id, lines.text AS line FROM deliveries
       LEFT JOIN lines ON lines.id = line_id ORDER BY destination, position`,
    ),
  );
  const first = firstOf(taken);
  const faults = taken
    .filter((each) => first.get(each.id)?.text !== each.text)
    .map(({ id, text }) => `${id} has come with other words: ${text}`);
  for (const theirs of Map.groupBy(rows, ({ destination }) => destination).values()) {
    faults.push(...faultsOfDestination(theirs, [...first.values()]));
  }
  return { repeats: taken.length - first.size, faults: [...faults, ...wrongWords(rows, first)] };
}

/** What was heard at each destination, in order and without what was repeated; all desks are one. */
export function heardIn(taken: readonly Taken[]): Readonly<Record<string, string[]>> {
  const heard = Map.groupBy(firstOf(taken).values(), ({ destination }) =>
    destination.replace(/^desk\|.*/, "desk"),
  );
  return Object.fromEntries([...heard].map(([to, each]) => [to, each.map(({ text }) => text)]));
}

function firstOf(taken: readonly Taken[]): Map<string, Taken> {
  const first = new Map<string, Taken>();
  for (const each of taken) if (!first.has(each.id)) first.set(each.id, each);
  return first;
}

/** @param theirs in the order in which they were to leave. */
function faultsOfDestination(theirs: readonly Row[], first: readonly Taken[]): string[] {
  const destination = theirs[0]!.destination;
  const here = first.filter((each) => each.destination === destination);
  const keys = theirs.map((row, at) => keyOf(row, at, here));
  // Others went on meanwhile: a late word cannot be in order any more.
  const heard = here.filter(({ isLate }) => !isLate).map(({ id }) => id);
  const inOrder = keys.filter((key) => heard.includes(key));
  const silent = theirs.filter((row, at) => {
    const isHeard = here.some(({ id }) => id === keys[at]);
    return LEFT.has(row.status) && !isHeard && !isEndOfNothing(row, here);
  });
  return [
    ...(isDeepStrictEqual(heard, inOrder) ? [] : [`${destination} heard ${heard.join()}`]),
    ...silent.map(({ id, status }) => `${id} is ${status}, but nobody heard it`),
  ];
}

/** The end of a thread that the desk refused to open: there is nothing to say it to. */
function isEndOfNothing({ body }: Row, here: readonly Taken[]): boolean {
  const said = body === "" ? undefined : (JSON.parse(body) as DeliveryBody);
  return said?.to === "desk" && said.act === "close" && here.length === 0;
}

/** By what the outside recognises a second one: the delivery's id, or the act at the desk. */
function keyOf({ id, address, body }: Row, at: number, here: readonly Taken[]): string {
  const said = body === "" ? undefined : (JSON.parse(body) as DeliveryBody);
  const isWords = said
    ? said.to === "customer" || said.act === "mirror"
    : here.some((each) => each.id === id);
  if (isWords || !here.some((each) => each.destination.startsWith("desk|"))) return id;
  const isOpening = said ? said.to === "desk" && said.act === "open" : at === 0;
  return isOpening ? `${address}:open` : `19:${address}:close`;
}

/** A line whose parts have all left must have been heard as it stands in the transcript. */
function wrongWords(rows: readonly Row[], first: ReadonlyMap<string, Taken>): string[] {
  const spoken = rows.filter(({ line }) => line !== null);
  return [...Map.groupBy(spoken, (row) => row.line_id).values()]
    .filter((parts) => parts.every(({ status }) => LEFT.has(status)))
    .filter((parts) => {
      const heard = parts.map(({ id }) => first.get(id)?.text ?? "").join("");
      return squeezed(heard) !== squeezed(parts[0]!.line ?? "");
    })
    .map((parts) => `not heard as it was said: ${parts[0]!.line}`);
}

/** Where a text is split, white space goes. */
function squeezed(text: string): string {
  return text.replaceAll(/\s/g, "");
}
