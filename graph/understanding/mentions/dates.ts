import type { Language } from "../../../core/conversation.ts";
import { anyOf } from "../text/any-of.ts";
import { fold } from "../text/fold.ts";
import { MONTHS, WEEKDAYS } from "./calendar.ts";

const DAY_MS = 86_400_000;
const NUMBERS = "zero|one|two|three|four|five|six|seven|eight|nine|ten".split("|");
const NUMEROS = "cero|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez".split("|");

const MONTH = `(${MONTHS.join("|")})`;
const WEEKDAY = `(${WEEKDAYS.join("|")})`;
const YEAR = String.raw`(?:,? (?:of |de |del )?(\d{4}))?`;

const ISO = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/u;
const NUMERIC = /\b(?!24\/7\b)(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/])/u;
const DAY_MONTH = new RegExp(
  String.raw`\b(\d{1,2}|primero)(?:st|nd|rd|th)?(?: of| de|-)? ?${MONTH}\b\.?${YEAR}`,
  "u",
);
const MONTH_DAY = new RegExp(
  String.raw`\b${MONTH}\.? (?:the )?(\d{1,2})(?:st|nd|rd|th)?\b${YEAR}`,
  "u",
);
const AGO = new RegExp(
  String.raw`\b(a|an|${NUMBERS.join("|")}|\d{1,2}) (day|week)s? ago\b|\bhace (una|${NUMEROS.join("|")}|\d{1,2}) (dia|semana)s?\b`,
  "u",
);
const ON_WEEKDAY = new RegExp(
  String.raw`\b(?:(next|proximo|this coming|que viene) )?(?:el )?${WEEKDAY}\b( que viene| proximo)?`,
  "u",
);

/** Days from today, nearest phrase first: "the day before yesterday" holds "yesterday". */
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/\bday before yesterday\b|\b(?:anteayer|antier|antes de ayer)\b/u, -2],
  [/\bday after tomorrow\b|\bpasado manana\b/u, 2],
  [/\b(?:yesterday|last night|ayer|anoche)\b/u, -1],
  [/\b(?:today|tonight|this (?:morning|afternoon|evening)|hoy|esta (?:manana|tarde|noche))\b/u, 0],
  [/\btomorrow\b|\b(?<!\b(?:la|esta|de la|por la) )manana\b/u, 1],
];

/** What names a day: a number, or one of the words. */
const ANY = anyOf([/\d|primero/u, AGO, ON_WEEKDAY, ...RELATIVE.map(([pattern]) => pattern)]);

/**
 * The first day a message names, `YYYY-MM-DD`, by the UTC calendar. Days without a year or with a weekday only
 * are the latest not after today: customers tell what happened. "4/5/2026" is read as the language writes it.
 */
export function findDate(text: string, now: number, language: Language): string | undefined {
  const folded = fold(text);
  if (!ANY.test(folded)) return undefined;
  return (
    fromIso(folded) ??
    fromNumbers(folded, now, language) ??
    fromMonthName(folded, now) ??
    fromAgo(folded, now) ??
    fromRelative(folded, now) ??
    fromWeekday(folded, now)
  );
}

function fromIso(text: string): string | undefined {
  const [, year, month, day] = ISO.exec(text) ?? [];
  return year ? dayOf(Number(year), Number(month), Number(day)) : undefined;
}

function fromNumbers(text: string, now: number, language: Language): string | undefined {
  const [, first, separator, second, year] = NUMERIC.exec(text) ?? [];
  // Without a year only "11/20" is a date; "3.5" and "24-7" are not.
  if (!first || !second || (!year && separator !== "/")) return undefined;
  const us = [Number(first), Number(second)] as const;
  const europe = [us[1], us[0]] as const;
  const orders = language === "es" ? [europe, us] : [us, europe];
  for (const [month, day] of orders) {
    const found = withYear(month, day, year, now);
    if (found) return found;
  }
  return undefined;
}

function fromMonthName(text: string, now: number): string | undefined {
  const dayFirst = DAY_MONTH.exec(text);
  if (dayFirst) {
    const day = dayFirst[1] === "primero" ? 1 : Number(dayFirst[1]);
    return withYear(indexIn(MONTHS, dayFirst[2]) + 1, day, dayFirst[3], now);
  }
  const monthFirst = MONTH_DAY.exec(text);
  if (!monthFirst) return undefined;
  return withYear(indexIn(MONTHS, monthFirst[1]) + 1, Number(monthFirst[2]), monthFirst[3], now);
}

function fromAgo(text: string, now: number): string | undefined {
  const match = AGO.exec(text);
  if (!match) return undefined;
  const count = countOf(match[1] ?? match[3] ?? "");
  const days = (match[2] ?? match[4]) === "week" || match[4] === "semana" ? count * 7 : count;
  return fromToday(-days, now);
}

function fromRelative(text: string, now: number): string | undefined {
  const found = RELATIVE.find(([pattern]) => pattern.test(text));
  return found ? fromToday(found[1], now) : undefined;
}

function fromWeekday(text: string, now: number): string | undefined {
  const match = ON_WEEKDAY.exec(text);
  if (!match) return undefined;
  const today = new Date(now).getUTCDay();
  const wanted = indexIn(WEEKDAYS, match[2]);
  const back = ((today - wanted + 6) % 7) + 1;
  const isNext = match[1] !== undefined || match[3] !== undefined;
  return fromToday(isNext ? ((wanted - today + 6) % 7) + 1 : -back, now);
}

function countOf(word: string): number {
  if (/^(?:an?|una)$/u.test(word)) return 1;
  const written = Math.max(NUMBERS.indexOf(word), NUMEROS.indexOf(word));
  return written >= 0 ? written : Number(word);
}

function withYear(
  month: number,
  day: number,
  year: string | undefined,
  now: number,
): string | undefined {
  if (year) return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const thisYear = new Date(now).getUTCFullYear();
  const found = dayOf(thisYear, month, day);
  return found && found <= fromToday(0, now) ? found : dayOf(thisYear - 1, month, day);
}

/** The day if the calendar has it: there is no 31 November. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1900 && year <= 2100 ? date.toISOString().slice(0, 10) : undefined;
}

function fromToday(days: number, now: number): string {
  return new Date(now + days * DAY_MS).toISOString().slice(0, 10);
}

function indexIn(names: readonly string[], name: string | undefined): number {
  return names.findIndex((spellings) => spellings.split("|").includes(name ?? ""));
}
