import type { Language } from "../../core/conversation.ts";
import { WEEKDAYS } from "../understanding/mentions/calendar.ts";
import { daysIn } from "./days-in.ts";
import { withFigures } from "./number-words.ts";

/** "15 de septiembre de 2027" and a comma. */
const MAX_DAY_LENGTH = 40;

const WEEKDAY = new RegExp(String.raw`\b(${WEEKDAYS.join("|")})s?\b`, "gu");
const RELATIVE =
  /\b(?:the )?day (?:before yesterday|after tomorrow)\b|\btomorrow\b|\btonight\b|\bthis (?:morning|afternoon|evening|week|weekend)\b|\b(?:next|coming) (?:few )?(?:days?|weeks?|months?|quarter|year)\b|\bend of (?:the |this )?(?:day|week|month|year)\b|\bwithin the hour\b|\bpasado manana\b|(?<!\b(?:la|esta|de la|por la|cada) )\bmanana\b|\besta (?:manana|tarde|noche|semana)\b|\b(?:proxim[oa]s? (?:dias?|horas?|semanas?|mes(?:es)?|trimestre|ano))\b|\b(?:semana|mes|ano) que viene\b|\b(?:fin|final|finales) de (?:mes|semana|ano)\b/gu;
/** What lies behind us may be asked for: "Did it happen yesterday?" */
const PAST =
  /\byesterday\b|\blast (?:night|week|month|year)\b|\b(?:ayer|anteayer|anoche)\b|\b(?:semana|mes|ano) pasad[oa]\b/gu;
/** "How can I help you today?" names no date; what is due today does. */
const TODAY = /\btoday\b|\bhoy\b/gu;
const DUE =
  /\b(?:due|expir|ends?\b|ended|start|begin|began|renew|pay|paid|charg|arriv|answer|decid|cover|effect|deadline|venc|renuev|renov|termin|acab|empiez|empez|comienz|pag|cobr|lleg|respond|decid|vigor|plazo)/u;
const QUOTED = /["“«][^"”»\n]{1,40}["”»]/gu;

/** The moments of folded sentences that only a calendar could place: "tomorrow", "next week", "on Monday". */
export function momentsIn(sentences: readonly string[], language: Language): string[] {
  return sentences.flatMap((sentence) => {
    // "Yesterday" in quotes is an example of what a customer may write.
    const said = sentence.replace(QUOTED, " ");
    const weekdays = [...said.matchAll(WEEKDAY)].filter((match) => !isOfDay(match, language));
    const found = [...said.matchAll(RELATIVE), ...weekdays];
    if (!said.trimEnd().endsWith("?")) found.push(...said.matchAll(PAST));
    if (DUE.test(said)) found.push(...said.matchAll(TODAY));
    return found.map(([moment]) => moment);
  });
}

/** "Monday, March 15, 2027": a weekday right before the day that falls on it adds nothing. */
function isOfDay({ 0: all, 1: name = "", index, input }: RegExpExecArray, language: Language) {
  const after = input.slice(index + all.length, index + all.length + MAX_DAY_LENGTH);
  const { days, rest } = daysIn(withFigures(after), language);
  const [day] = days;
  if (day === undefined || !/^[, ]*(?:the |el )?\|/u.test(rest)) return false;
  // A day without its year falls on any weekday; the day itself is checked elsewhere.
  if (day.includes("*")) return true;
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return weekday?.split("|").includes(name) ?? false;
}
