import { figureKey } from "./facts.ts";
import type { Facts } from "./facts.ts";
import type { Figure } from "./figures-in.ts";
import type { Guard } from "./guard.ts";

/** So few things may be counted, and so many steps numbered, without a record. */
const MAX_HARMLESS = 10;
/** Emergency services here and in Europe, and the crisis line of our own contracts. */
const EMERGENCY = new Set([911, 112, 988]);
/** A number that a record holds without its unit, like an age, is taken for the quantity from here on. */
const MIN_TELLING = 11;

const SAYS: Readonly<Record<Figure["kind"], string>> = {
  money:
    "An amount of money in the reply is in none of the tool results. Give amounts exactly as the results do; never add, convert or estimate.",
  percent: "A percentage in the reply is in none of the tool results. Leave it out.",
  quantity:
    "A number of days, hours, miles or the like in the reply is in none of the tool results. Leave it out.",
  clock: "An hour of the day in the reply is in none of the tool results. Leave it out.",
  share:
    "The reply says half, double or triple of something, which none of the tool results does. Leave it out.",
  bare: "A number in the reply is in none of the tool results. Leave it out.",
};
const OTHER_DIGITS = "Write every number with the digits 0 to 9.";

/** Every amount, percentage, quantity and number comes from a record or a tool. */
export const figures: Guard = ({ reply, reading, facts }) => {
  const invented = reading.figures.filter((figure) => !isKnown(figure, facts));
  const kinds = new Set(invented.map(({ kind }) => kind));
  const says = [...kinds].map((kind) => SAYS[kind]);
  return /[^\P{Nd}0-9]/u.test(reply.normalize("NFKC")) ? [...says, OTHER_DIGITS] : says;
};

function isKnown(figure: Figure, facts: Facts): boolean {
  const { kind, value, currency } = figure;
  if (kind === "bare") return isHarmless(value) || facts.numbers.has(value);
  if (currency && facts.currencies.size > 0 && !facts.currencies.has(currency)) return false;
  if (facts.figures.has(figureKey(figure))) return true;
  if (kind === "share")
    return facts.figures.has(figureKey({ kind: "percent", value: value * 100 }));
  return (
    kind === "quantity" &&
    value >= MIN_TELLING &&
    facts.figures.has(figureKey({ kind: "bare", value }))
  );
}

function isHarmless(value: number): boolean {
  return (Number.isInteger(value) && value <= MAX_HARMLESS) || EMERGENCY.has(value);
}
