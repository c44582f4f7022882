import type { Language } from "../../core/conversation.ts";
import { MONTHS } from "../understanding/mentions/calendar.ts";

const ORDINALS =
  "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth".split(
    "|",
  );
const MONTH = `(${MONTHS.join("|")})`;
const ORDINAL = ORDINALS.join("|");
const NTH = "(?:st|nd|rd|th)?";
const YEAR = String.raw`(?:,? (?:of |de |del )?(?:ano )?'?(\d{4}|(?<=')\d{2})(?!\d))?`;

/** "It may be" names no month. */
const NOT_MODAL = String.raw`(?!(?<=\bmay) (?:be|not|have|also|apply|need|help|change|vary|only|get|use|take|ask|still|choose|send|pay|cost|last|differ|well)\b)`;

const ORDINAL_MONTH = new RegExp(String.raw`\b(${ORDINAL}) (?=(?:of )?${MONTH}\b)`, "gu");
const MONTH_ORDINAL = new RegExp(
  String.raw`(?<=\b(?:${MONTHS.filter((names) => !names.startsWith("may")).join("|")}) (?:the )?)(${ORDINAL})\b`,
  "gu",
);
const LONG_MONTHS = MONTHS.join("|")
  .split("|")
  .filter((name) => name.length > 3 || name === "may");
const ISO = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu;
const NUMERIC = /(?<![\d.,$/])(?!24\/7)(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/%])/gu;
const DAY_MONTH = new RegExp(
  String.raw`(?<![\d.,])(\d{1,2}|primero)${NTH}(?: of|-| de)?[ -]?${MONTH}(?![a-z])${NOT_MODAL}\.?${YEAR}`,
  "gu",
);
const MONTH_DAY = new RegExp(
  String.raw`\b${MONTH}\.?[ -](?:the )?(\d{1,2})${NTH}(?![\d%a-z])${YEAR}`,
  "gu",
);
const MONTH_YEAR = new RegExp(String.raw`\b${MONTH}\.?[ -](?:of |de |del )?(\d{4})\b`, "gu");
const MONTH_ALONE = new RegExp(
  String.raw`\b(?:in|by|until|since|during|every|each|en|para|hasta|desde|de|cada|proximo) (?:early |late |mid-?|principios de |finales de )?(${LONG_MONTHS.join("|")})\b${NOT_MODAL}`,
  "gu",
);
const DAY_ALONE =
  /\b(?:on|by|before|until|after|from) the (\d{1,2})(?:st|nd|rd|th)\b|\b(?:el dia|los dias|antes del|hasta el|a partir del) (\d{1,2})\b(?! ?%| por cien| mil\b|[.,]\d)/gu;

/** A day as far as a text names it; a part that is not named is `*`: `2027-03-15`, `*-03-15`, `2027-03-*`. */
export type NamedDay = string;

/** The days of a folded text whose numbers are figures, and what is left of it without them. */
export function daysIn(text: string, language: Language): { days: NamedDay[]; rest: string } {
  const days: NamedDay[] = [];
  const take = (rest: string, pattern: RegExp, name: (match: string[]) => NamedDay | undefined) =>
    rest.replace(pattern, (...match) => {
      const day = name(match as string[]);
      if (day === undefined) return match[0];
      days.push(day);
      return " | ";
    });

  let rest = text
    .replace(ORDINAL_MONTH, (_all, word: string) => `${ORDINALS.indexOf(word) + 1} `)
    .replace(MONTH_ORDINAL, (word) => String(ORDINALS.indexOf(word) + 1));
  rest = take(rest, ISO, ([, year, month, day]) => named(year, Number(month), day));
  rest = take(rest, NUMERIC, ([, first, sign, second, year]) =>
    numeric({ first, sign, second, year, language }),
  );
  rest = take(rest, DAY_MONTH, ([, day, month, year]) =>
    named(year, monthOf(month), day === "primero" ? "1" : day),
  );
  rest = take(rest, MONTH_DAY, ([, month, day, year]) => named(year, monthOf(month), day));
  rest = take(rest, MONTH_YEAR, ([, month, year]) => named(year, monthOf(month), undefined));
  rest = take(rest, MONTH_ALONE, ([, month]) => named(undefined, monthOf(month), undefined));
  rest = take(rest, DAY_ALONE, ([, english, spanish]) => `*-*-${two(english ?? spanish)}`);
  return { days, rest };
}

/** Every way to name a day: whole, without its year, its month, its month of any year, its day of any month. */
export function namesOf(day: NamedDay): NamedDay[] {
  const [year = "*", month = "*", date = "*"] = day.split("-");
  return [day, `*-${month}-${date}`, `${year}-${month}-*`, `*-${month}-*`, `*-*-${date}`];
}

interface Numeric {
  readonly first: string | undefined;
  readonly sign: string | undefined;
  readonly second: string | undefined;
  readonly year: string | undefined;
  readonly language: Language;
}

/** Read as the language writes it; the other way round only where that is no day. */
function numeric({ first, sign, second, year, language }: Numeric): NamedDay | undefined {
  // Without a year only "11/20" is a date; "3.5" and "24-7" are not.
  if (!year && sign !== "/") return undefined;
  const [month, day] = language === "es" ? [second, first] : [first, second];
  return named(year, Number(month), day) ?? named(year, Number(day), month);
}

function named(
  year: string | undefined,
  month: number,
  day: string | undefined,
): NamedDay | undefined {
  if (month < 1 || month > 12 || Number(day ?? 1) > 31) return undefined;
  const whole = year === undefined ? "*" : year.length === 2 ? `20${year}` : year;
  return `${whole}-${two(String(month))}-${day === undefined ? "*" : two(day)}`;
}

function two(digits: string | undefined): string {
  return (digits ?? "").padStart(2, "0");
}

function monthOf(name: string | undefined): number {
  return MONTHS.findIndex((spellings) => spellings.split("|").includes(name ?? "")) + 1;
}
