/** One figure of a text: what kind, how much, of what. */
export interface Figure {
  /** `share` is "half of" or "twice the"; `clock` an hour of the day, in minutes. */
  readonly kind: "money" | "percent" | "quantity" | "clock" | "share" | "bare";
  readonly value: number;
  /** The unit of a quantity. */
  readonly unit?: string;
  /** The currency of an amount, as far as it is named. */
  readonly currency?: string;
}

const NUMBER = String.raw`\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?`;
const CURRENCIES: readonly (readonly [name: string, spellings: string])[] = [
  ["USD", String.raw`(?:us|u\.s\.) ?\$|\$|usd|(?:us |american )?dollars?|dolar(?:es)?|bucks?`],
  ["EUR", "€|eur|euros?"],
  ["GBP", "£|gbp|pounds?|libras?"],
  ["MXN", "mxn|pesos?"],
  ["CENT", "cents?|centavos?|centimos?|¢"],
];
const UNITS: readonly (readonly [name: string, spellings: string])[] = [
  ["minute", "minutes?|mins?|minutos?"],
  ["hour", "hours?|hrs?|horas?|h"],
  ["day", "days?|dias?"],
  ["week", "weeks?|semanas?"],
  ["month", "months?|mes(?:es)?"],
  ["quarter", "quarters?|trimestres?"],
  ["year", "years?|yrs?|anos?"],
  ["night", "nights?|noches?"],
  ["mile", "miles?|millas?"],
  ["kilometre", "km|kilomet(?:er|re|ro)s?"],
  ["foot", "feet|foot|ft|pies?"],
  ["time", "times?|ve(?:z|ces)"],
  ["session", "sessions?|sesion(?:es)?"],
];
const spellingsOf = (table: typeof UNITS) => table.map(([, spellings]) => spellings).join("|");
type Named = readonly [name: string, pattern: RegExp];
const namesOf = (table: typeof UNITS) =>
  table.map(([name, spellings]): Named => [name, new RegExp(`^(?:${spellings})$`, "u")]);
const CURRENCY_NAMES = namesOf(CURRENCIES);
const UNIT_NAMES = namesOf(UNITS);
const CURRENCY = spellingsOf(CURRENCIES);
const ADJECTIVE =
  "(?:(?:full|whole|working|business|calendar|consecutive|more|further|additional|primer[oa]s|proxim[oa]s|siguientes) )?";

const FIGURE = new RegExp(
  String.raw`(?:(?<![a-z])(${CURRENCY}) ?|(?<![a-z0-9]))(${NUMBER})` +
    String.raw`(?: ?(k|mil|thousand|millions?|millon(?:es)?|mm|m)(?![a-z0-9]))?` +
    String.raw`(?: ?(?:de )?(${CURRENCY})(?![a-z]))?` +
    String.raw`(?:[ -]?(%|percent|per cent|por cien(?:to)?)|[ -]?${ADJECTIVE}(${spellingsOf(UNITS)})(?![a-z]))?`,
  "gu",
);
const CLOCK =
  /(?<![\d:])(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.? ?m\b\.?|(?<![\d:])(\d{1,2})[:h](\d{2})(?![\d:])|\ba las? (\d{1,2})\b(?! ?%)|\b(\d{1,2}) o'clock\b|\b(24)\/7\b/gu;
const WITH_CENTS =
  /(\d) (dollars?|dolar(?:es)?|euros?) (?:and|with|y|con) (\d{1,2}) (?:cents?|centavos?|centimos?)/gu;
/** "Within a week" is a deadline like any other. */
const WITHIN_ONE = /(?<=\b(?:within|dentro de|plazo de) )(?:an?|one|una?) /gu;
const SHARES: readonly (readonly [RegExp, number])[] = [
  [/\bhalf (?:of )?(?:the|your|its|all|every)\b|\bla mitad\b/u, 0.5],
  [/\b(?:double|twice) (?:the|your|its|that|what)\b|\bel doble\b/u, 2],
  [/\b(?:triple|three times) (?:the|your|its|that|what)\b|\bel triple\b/u, 3],
];
/** Tells steps apart, and counts nothing. */
const LIST_NUMBER = /^\s*(?:[-*•]\s*)?\d{1,2}[.)](?=\s)/gmu;

/** Every figure of a folded text whose numbers are figures and that no longer holds dates and ids. */
export function figuresIn(text: string): Figure[] {
  const counted = text
    .replace(LIST_NUMBER, " ")
    .replace(WITHIN_ONE, "1 ")
    .replace(
      WITH_CENTS,
      (_all, last: string, name: string, cents: string) =>
        `${last}.${cents.padStart(2, "0")} ${name}`,
    );
  const clocks: Figure[] = [];
  const rest = counted.replace(CLOCK, (...match) => {
    clocks.push(clockOf(match as (string | undefined)[]));
    return " | ";
  });
  const shares = SHARES.filter(([pattern]) => pattern.test(rest)).map(([, value]): Figure => ({
    kind: "share",
    value,
  }));
  return [...clocks, ...shares, ...[...rest.matchAll(FIGURE)].map(figureOf)];
}

function clockOf(match: readonly (string | undefined)[]): Figure {
  const [, hour, minute, half, hour24, minute24, at, exact, always] = match;
  const hours = Number(hour ?? hour24 ?? at ?? exact ?? always);
  const shift = half === "p" && hours < 12 ? 12 : 0;
  return { kind: "clock", value: (hours + shift) * 60 + Number(minute ?? minute24 ?? 0) };
}

function figureOf([, before, number = "", scale, after, percent, unit]: RegExpMatchArray): Figure {
  const currency = nameIn(CURRENCY_NAMES, before ?? after);
  const value = numberOf(number) * scaleOf(scale, currency !== undefined);
  if (currency === "CENT") return { kind: "money", value: value / 100 };
  if (currency) return { kind: "money", value, currency };
  if (percent) return { kind: "percent", value };
  const name = nameIn(UNIT_NAMES, unit);
  return name ? { kind: "quantity", value, unit: name } : { kind: "bare", value };
}

/** "1,234.56", "1.234,56" and "1 234" by their groups of three; else the only separator is a decimal one. */
function numberOf(written: string): number {
  const grouped = /^(\d{1,3}(?:[.,' ]\d{3})+)(?:[.,](\d{1,2}))?$/u.exec(written);
  if (!grouped) return Number(written.replace(",", "."));
  const whole = grouped[1]!.replaceAll(/[^\d]/gu, "");
  return Number(grouped[2] === undefined ? whole : `${whole}.${grouped[2]}`);
}

function scaleOf(scale: string | undefined, isMoney: boolean): number {
  if (scale === undefined) return 1;
  if (scale === "m" || scale === "mm") return isMoney ? 1_000_000 : 1;
  return /^(?:k|mil|thousand)$/u.test(scale) ? 1_000 : 1_000_000;
}

function nameIn(table: readonly Named[], spelling: string | undefined): string | undefined {
  if (spelling === undefined) return undefined;
  return table.find(([, pattern]) => pattern.test(spelling))?.[0];
}
