import type { Language } from "../../../core/conversation.ts";
import type { PolicyKind } from "../../../core/records.ts";
import type { Mentions } from "../reading.ts";
import { anyOf } from "../text/any-of.ts";
import { fold, plain } from "../text/fold.ts";
import { findDate } from "./dates.ts";

const OUR_POLICY = /(?<![a-z0-9])(aut|hom|lif|hea|trv)[\s\-‐-―_.:/#]*(\d{3,6})(?![a-z0-9])/gu;
/** Looks like a policy number of some insurer; parted by a hyphen at most, or "the 1042" would be one. */
const ANY_POLICY = /(?<![a-z0-9@.-])([a-z]{3})[-‐-―]?(\d{3,6})(?![a-z0-9@]|-\d)/gu;
const CURRENCY =
  /^(?:usd|eur|mxn|gbp|cop|ars|clp|pen|iso|may|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)$/u;
const CLAIM = /(?<![a-z0-9])cl[\s\-‐-―_.:/#]*(\d{4,8})(?![a-z0-9])/gu;
const CLAIM_IN_WORDS =
  /\b(?:claim|case|siniestro|reclamo|reclamacion|expediente|caso)(?: (?:number|no|nr|num|id|ref|reference|numero))?[\s.:#°º-]*(\d{4,8})(?![a-z0-9])/gu;
const EMAIL = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}/iu;

const DIGIT = /\d/u;

const KINDS: Readonly<Record<PolicyKind, RegExp>> = {
  auto: /\b(?:cars?|autos?|vehicles?|motor|automobile|truck|van|suv|pickup|coches?|carros?|vehiculos?|automovil(?:es)?|camioneta|turismo)\b(?! (?:de alquiler|rentad[oa]|hire|rental))/u,
  home: /\b(?:homes?|houses?|flat|apartment|condo|household|homeowners?|renters|casas?|hogar|piso|vivienda|apartamento|departamento)\b(?! (?:address|office|page|phone|number|screen))/u,
  life: /\blife (?:insurance|insurence|insurnace|policy|policies|cover|coverage|plan|one|assurance)\b|^(?:the |my )?life$|\b(?:seguros?|polizas?|plan|el|la|los|las) (?:de )?vida\b|^vida$/u,
  health:
    /\b(?:health|healthcare|medical|salud)\b|\b(?:seguro|poliza|plan) (?:medic[oa]|dental)\b|\bdental (?:insurance|plan|policy)\b/u,
  travel: /\b(?:travels?|travell?ing|trips?|viajes?|vacation insurance|holiday insurance)\b/u,
};
const ANY_KIND = anyOf(Object.values(KINDS));
const NOT_A_KIND =
  /\b(?:rent(?:al|ed|ing)?(?: an?)?|hire(?:d)?(?: an?)?|replacement|company|courtesy) (?:car|vehicle|van)\b|\b(?:way|go|going|drive|drove|back|at|from|get|got|stay) home\b|\bhome\b(?= (?:address|office))|\b(?:coche|carro|auto|vehiculo) (?:de (?:alquiler|sustitucion|cortesia|reemplazo)|rentad[oa]|alquilad[oa])\b|\ben casa\b/gu;

const LANGUAGE = /engl?ish|inglish|spani[sc]h|ingles|espanol|castellano/u;
const LANGUAGE_WANTED =
  /\b(in|to|into|speak|speaks|speaking|talk|use|prefer|want|language|is|me|understand|write|writing|know|preferably|not|dont|no|en|a|al|hablar|hablas|habla|hablan|hable|hablo|hablamos|prefiero|quiero|idioma|es|sea|entiendo|escribir|usar|usa|continuar) (english|spanish|ingles|espanol|castellano|inglish|spanich)\b/gu;
const LANGUAGE_ALONE =
  /^(?:(?:ok|no|yes|sorry|hello|hi|hola|si|perdon|solo|only|better|mejor|please) )?(english|spanish|ingles|espanol|castellano)(?: (?:please|pls|plz|only|instead|language|version|por|favor|porfa|mejor|solo))*$/u;
/** "no, in English" is no refusal of English, so a bare "no" counts before verbs only. */
const NOT_SPOKEN =
  /\b(?:dont|do not|cant|cannot|not|nunca|never)(?: \S+){0,2}$|\bno (?:hablo|habla|entiendo|se|quiero|prefiero|escribo)(?: \S+){0,2}$/u;

const ORDINALS = [
  "first|1st|one|primer|primero|primera|uno|una|1ro|1ra|1er",
  "second|2nd|two|segundo|segunda|dos|2do|2da",
  "third|3rd|three|tercer|tercero|tercera|tres|3ro|3ra",
  "fourth|4th|four|cuarto|cuarta|cuatro",
  "fifth|5th|five|quinto|quinta|cinco",
  "sixth|6th|six|sexto|sexta|seis",
  "seventh|7th|seven|septimo|septima|siete",
  "eighth|8th|eight|octavo|octava|ocho",
  "ninth|9th|nine|noveno|novena|nueve",
  "tenth|10th|ten|decimo|decima|diez",
];
const ANY_ORDINAL = new RegExp(String.raw`\d|\b(?:${ORDINALS.join("|")})\b`, "u");
/** Letters of a message that only picks from a list. */
const MOST_AROUND_ORDINAL = 80;
const AROUND_ORDINAL =
  /\b(?:the|a|my|number|no|num|nr|option|choice|policy|claim|please|pls|want|would|like|i|take|open|show|me|see|it|is|its|let|lets|go|with|pick|choose|ill|of|them|el|la|lo|los|las|mi|numero|opcion|poliza|siniestro|por|favor|porfa|quiero|ver|abre|abrir|muestrame|escojo|elijo|de|es|con)\b/gu;

/** Finds what a message names: numbers, kinds, an address, a language, a day, a place in a list. */
export function findMentions(text: string, now: number, language: Language): Mentions {
  const folded = fold(text);
  const words = plain(text);
  const email = text.includes("@") ? EMAIL.exec(text)?.[0] : undefined;
  const claimIds = claimsIn(folded);
  return {
    policyNumbers: policiesIn(email ? folded.replace(fold(email), " ") : folded),
    claimIds,
    kinds: kindsIn(words),
    email,
    languageWanted: languageWantedIn(words),
    date: findDate(text, now, language),
    ordinal: ordinalIn(words),
  };
}

function policiesIn(folded: string): string[] {
  if (!DIGIT.test(folded)) return [];
  const found = [...folded.matchAll(OUR_POLICY), ...folded.matchAll(ANY_POLICY)]
    .filter((match) => !CURRENCY.test(match[1] ?? ""))
    .sort((a, b) => a.index - b.index)
    .map((match) => `${match[1]}-${match[2]}`.toUpperCase());
  return [...new Set(found)];
}

function claimsIn(folded: string): string[] {
  if (!DIGIT.test(folded)) return [];
  const found = [...folded.matchAll(CLAIM), ...folded.matchAll(CLAIM_IN_WORDS)]
    .sort((a, b) => a.index - b.index)
    .map((match) => `CL-${match[1]}`);
  return [...new Set(found)];
}

function kindsIn(words: string): PolicyKind[] {
  if (!ANY_KIND.test(words)) return [];
  const said = words.replace(NOT_A_KIND, " ");
  return (Object.keys(KINDS) as PolicyKind[])
    .map((kind) => ({ kind, at: said.search(KINDS[kind]) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

/** The last language asked for: "from Spanish to English" wants English, "not Spanish" wants the other one. */
function languageWantedIn(words: string): Language | undefined {
  if (!LANGUAGE.test(words)) return undefined;
  // "a" leads to a language in Spanish ("cambia a inglés") and to a thing in English ("a Spanish car").
  const asked = [...words.matchAll(LANGUAGE_WANTED)].findLast(
    ([, before, name]) => before !== "a" || !/^(?:english|spanish)$/u.test(name ?? ""),
  );
  const name = asked?.[2] ?? LANGUAGE_ALONE.exec(words)?.[1];
  if (name === undefined) return undefined;
  const wanted = /^(?:en|in)g?/u.test(name) ? "en" : "es";
  const before = asked ? words.slice(0, asked.index + (asked[1]?.length ?? 0)) : "";
  return NOT_SPOKEN.test(before) ? other(wanted) : wanted;
}

function other(language: Language): Language {
  return language === "en" ? "es" : "en";
}

function ordinalIn(words: string): number | undefined {
  if (words.length > MOST_AROUND_ORDINAL || !ANY_ORDINAL.test(words)) return undefined;
  if (words.split(" ").length > 8) return undefined;
  const said = words
    .replace(AROUND_ORDINAL, " ")
    .replace(/(?<=\S) +(?:one|una|uno)$/u, "")
    .trim();
  // "2ª" folds into "2a", "nº 2" and "Nº2" into the letters around the number.
  const digits = /^(?:no?)?(\d{1,2})[ao]?$/u.exec(said)?.[1];
  if (digits !== undefined) return Number(digits) || undefined;
  const at = ORDINALS.findIndex((spellings) => spellings.split("|").includes(said));
  return at >= 0 ? at + 1 : undefined;
}
