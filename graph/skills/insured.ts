import { isOneSlipAway } from "../../tools/typo.ts";
import type { PolicyFacts } from "../replies/index.ts";
import { fold, plain } from "../understanding/index.ts";

/** Long enough to count, and in every sentence. */
const COMMON = new Set(
  "with from this that what have when your para como esta este desde sobre policy insurance poliza seguro".split(
    " ",
  ),
);
/** What somebody else's car or house may be as well: no name of this one. */
const ANYBODYS = new Set(
  "house town detached terraced hillside lakeside river basement studio pickup truck sedan wagon coupe hatchback camper motorcycle trailer electric hybrid".split(
    " ",
  ),
);
/** "The 2022" and nothing more, or what only a car is. */
const YEAR_OF_A_CAR =
  /\b(?:the|my|our|el|la|mi|del|nuestro) ((?:19|20)\d\d)(?= (?:one|model|car|coche|carro|auto|modelo)\b|$)/gu;
/** "BMV 1183", "Old Mill Track": a name may be written in so many pieces. */
const MAX_PIECES = 3;
const MIN_NAME = 3;
/** Shorter words of what a home is are in many a story. */
const MIN_HOME = 5;

/**
 * The policies whose insured thing a text calls by its name: a car's make, model, plate or "the 2022 one", a home's street
 * or "the bungalow". Other policies insure people, and whoever mentions a child means no policy by it.
 */
export function calledByName(text: string, policies: readonly PolicyFacts[]): PolicyFacts[] {
  const pieces = piecesOf(text);
  const years = new Set([...plain(text).matchAll(YEAR_OF_A_CAR)].map(([, year]) => year));
  const called = policies.map((policy) => {
    const names = namesOf(policy).filter(
      (name) => years.has(name) || pieces.some((piece) => isName(piece, name)),
    );
    return { policy, names };
  });
  // "The Honda Civic" is not the other Honda.
  const isOutdone = (names: readonly string[]) =>
    called.some(
      (other) =>
        other.names.length > names.length && names.every((name) => other.names.includes(name)),
    );
  return called.flatMap(({ policy, names }) =>
    names.length > 0 && !isOutdone(names) ? [policy] : [],
  );
}

/** A text without what policies' insured things are called: to the clauses of a contract those are words like any other. */
export function withoutNames(text: string, policies: readonly PolicyFacts[]): string {
  const names = new Set(policies.flatMap(namesOf));
  return text
    .split(" ")
    .filter((word) => !names.has(squeezed(word)))
    .join(" ");
}

/** Is this the plate of a car of theirs? It looks like the number of a policy. */
export function isPlate(number: string, policies: readonly PolicyFacts[]): boolean {
  return policies.some((policy) => namesOf(policy).includes(squeezed(number)));
}

/** The one policy that is described by more words of the text than any other. */
export function mostlyDescribed(
  text: string,
  policies: readonly PolicyFacts[],
  describe: (policy: PolicyFacts) => string,
): PolicyFacts | undefined {
  if (policies.length < 2) return undefined;
  const said = wordsOf(text);
  const described = policies.map((policy) => wordsOf(describe(policy)));
  const scores = described.map((words) => {
    // Words that describe every policy, like a town, tell none apart.
    const telling = [...words].filter((word) => !described.every((other) => other.has(word)));
    return telling.filter((word) => said.has(word)).length;
  });
  const best = Math.max(...scores);
  const isAlone = scores.filter((score) => score === best).length === 1;
  return best > 0 && isAlone ? policies[scores.indexOf(best)] : undefined;
}

/** What an insured thing is called, in letters and digits only. */
function namesOf({ kind, insured }: PolicyFacts): readonly string[] {
  const [first = "", ...rest] = insured.split(/, ?/u);
  if (kind === "auto") {
    const plates = rest.flatMap((part) => /^plate (.+)$/u.exec(part)?.[1] ?? []);
    return [...namesOfCar(first), ...plates.map(squeezed)];
  }
  if (kind !== "home") return [];
  const streets = rest.flatMap((part) => /^\d+\p{L}? (.+)$/u.exec(part)?.[1] ?? []);
  const sorts = plain(first)
    .split(" ")
    .filter((word) => word.length >= MIN_HOME && !ANYBODYS.has(word));
  return [...sorts, ...streets.map(squeezed)];
}

/** "2025 Lexus RX 450h": the year, the make, the model in one word or in two. */
function namesOfCar(text: string): string[] {
  const words = fold(text)
    .split(" ")
    .map(squeezed)
    .filter((word) => !ANYBODYS.has(word));
  const pairs = words.slice(1).map((word, at) => `${words[at]}${word}`);
  const telling = words.filter((word) => word.length >= MIN_NAME || /\D\d|\d\D/u.test(word));
  return [...telling, ...pairs];
}

function isName(piece: string, name: string): boolean {
  // A year is said of many things.
  if (/^(?:19|20)\d\d$/u.test(name)) return false;
  // With another digit it is another plate.
  return piece === name || (!/\d/u.test(name) && isOneSlipAway(piece, name));
}

/** The words of a text, and those that stand together closed up. */
function piecesOf(text: string): string[] {
  const words = plain(text).split(" ");
  return words.flatMap((_word, at) =>
    Array.from({ length: MAX_PIECES }, (_none, more) => words.slice(at, at + more + 1).join("")),
  );
}

function squeezed(text: string): string {
  return plain(text).replaceAll(" ", "");
}

/** The longer words of a text, without those of every sentence. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 3 && !COMMON.has(word)));
}
