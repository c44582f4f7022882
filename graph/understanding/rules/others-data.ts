import { anyOf } from "../text/any-of.ts";
import { fold, plain } from "../text/fold.ts";
import { wordsOfPatterns } from "./lexicon.ts";

const SHOW = String.raw`(?:show|give|tell|list|see|open|look ?up|find|get|pull up|read|check|access|send|view|fetch|search|let me (?:into|in|see)|what is|whats|what are|what|which|who)`;
const MUESTRA = String.raw`(?:muestra|muestrame|mostrar|dame|deme|dime|digame|ensename|enseneme|ver|busca|buscame|busque|cual es|cuales son|lista|abre|abreme|consulta|consultar|lee|leeme|saber|accede|pasame|que)`;
const THINGS = `policy|policies|insurances?|claims?|data|details|accounts?|number|address|email|phone|information|info|records?|files?|profile|chat|conversation`;
const COSAS = `polizas?|seguros?|datos|siniestros?|cuenta|direccion|correo|telefono|reclamos?|reclamacion(?:es)?|chat|informacion|expediente|ficha`;
const OTHERS = String.raw`neighbou?rs?|boss(?:s|es)?|friends?|colleagues?|coworkers?|ex(?: ?wifes?| ?wives| ?husbands?)?|exs|girlfriends?|boyfriends?|strangers?|landlords?|(?:some ?one|somebody|any ?one|anybody) elses?|(?:another|other|different) (?:persons?|peoples?|customers?|clients?|users?)`;
const OTROS = String.raw`vecin[oa]s?|jef[ea]s?|amig[oa]s?|coleg[ao]s?|companer[oa]s?|ex|exmujer|exmarido|exespos[oa]|caser[oa]|desconocid[oa]|(?:otr[oa]s? )?(?:client[ea]|persona|usuari[oa])s?`;
/** Verbs that change what is somebody's. */
const ALTER = `change|update|edit|cancel|close|delete|end|terminate|renew|remove`;
const ALTERA = `cambi[ae]|cambien|actualic?[ae]|cancel[ae]|cancelen|anul[ae]|borr[ae]|cierr[ae]|renuev[ae]|elimin[ae]`;

/** On plain words. */
const ASKS = [
  new RegExp(
    String.raw`\b${SHOW}\b(?: \S+){0,4} (?:${OTHERS}) (?:(?:car|home|house|life|health|travel|insurance|policy|claim) ){0,2}(?:${THINGS})\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:${THINGS}) (?:of|belonging to) (?:my |the |an? )?(?:${OTHERS}|tenant|celebrity)\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b${MUESTRA}\b(?: \S+){0,5} (?:${COSAS}) (?:\S+ )?de (?:mi |mis |un |una |otra |otro |otros |el |la )?(?:${OTROS})\b`,
    "u",
  ),
  /\b(?:all|every|list|other|another) (?:of )?(?:the |your |our )?(?:customers?|clients?|policy ?holders|users)(?= (?:in|of|with|who|data|details|policies|records?|names?|database|information|addresse?s?|emails?|phones?)\b|s?$)/u,
  /\b(?:access to|export|dump|show|give me|list|download) (?:me )?all (?:the |your )?(?:accounts|data|records|users|customers)\b(?! (?:of mine|i have))/u,
  /\b(?:customers?|clients?|users?) (?:database|table|list|dump|records)\b|\b(?:phone numbers?|names|emails?|addresses|data|details|policies) of (?:your|all|the other|every|some) (?:customers?|clients?|users?|people|policy ?holders)\b|\bprevious (?:customers?|users?|clients?)\b/u,
  /\b(?:log|sign) (?:me )?in(?:to)? (?:as|the account of) (?!me\b|a customer\b)|\bentrar? (?:a|en) la cuenta de (?:otr|un|mi )|\bwho else lives\b.*\binsurance\b|\b(?:show|give) me (?:his|her|their) (?:policy|policies|claims?|details|data|insurance|account)\b|\b(?:me dio su|dio sus?) (?:numero|datos)\b.*\b(?:ensename|muestrame|dame)\b/u,
  /\b(?:todos (?:los|sus)|lista (?:de|los)|otros|otro|demas|todos tus) (?:los |sus |de )?(?:clientes?|usuarios?|asegurados)\b(?! en mi)|\b(?:base de datos|tabla|registros) de (?:los |sus )?(?:clientes|usuarios|polizas)\b|\b(?:telefonos?|nombres|correos|direcciones|datos|polizas) de (?:sus|los|otros|los otros|los demas) (?:clientes?|usuarios?|asegurados?)\b|\bdame todos los registros\b|\b(?:cliente|usuario) anterior\b/u,
  new RegExp(
    String.raw`\b(?:${SHOW}|${MUESTRA}|data|details|policies|datos)\b(?: \S+){0,5} (?:customers?|clients?|clientes?)(?: id| number| numero)? c ?\d{4}\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:${ALTER}) (?:the )?(?:my |his |her |an? )?(?:${OTHERS}) (?:(?:car|home|house|life|health|travel|e|mail) ){0,2}(?:${THINGS})\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:${ALTERA})(?:me|le)? (?:el |la |los |las )?(?:${COSAS}) de (?:mi |mis |un |una |el |la )?(?:${OTROS})\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:switch|log|put|get|change|take) me (?:in )?(?:to|into) (?:my |the |an? )?(?:${OTHERS}) (?:${THINGS})\b|\bwhat (?:does )?(?:my|the) (?:${OTHERS}) (?:pays?|owes?|earns?) (?:you|for|to)\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:cuanto|que)(?: \S+)? (?:paga|pagan|debe|gana) (?:a ustedes |con ustedes )?mis? (?:${OTROS})\b`,
    "u",
  ),
  /\b(?:who else|who here|which (?:other )?(?:people|neighbou?rs)) (?:has|have|holds?|is|are|owns?)(?: \S+){0,3} (?:policy|policies|insured|insurance|claims?|customers?)\b|\bquien(?:es)? mas (?:tienen?|estan?|es|son)(?: \S+){0,3} (?:polizas?|seguros?|asegurad[oa]s?|clientes?)\b/u,
  /\b(?:last|previous|other|next) (?:customer|client|user)s?\b(?: \S+){0,3} (?:wrote|write|writes|said|say|asked?|told|tell|chat(?:ted)?)\b/u,
  /\b(?:address|phone|number|name|email) of (?:the|that) (?:lady|woman|man|guy|girl|boy|driver) (?:who|that|with|in)\b|\b(?:direccion|telefono|numero|nombre|correo) (?:de la|del|de ese|de esa) (?:senora?|mujer|hombre|tipo|chic[oa]|conductor(?:a)?) (?:que|con)\b/u,
];

/** Whoever names a phone or customer number instead of saying "my" asks about the one it belongs to. */
const OF_NUMBER =
  /\b(?:policy|policies|insurances?|claims?|data|details|account|polizas?|seguros?|datos|siniestros?|cuenta) (?:for|of|under|de|del)(?: the| number| phone| el| numero| telefono){0,2} 0{0,2}\d{9,15}\b/u;
/** On folded text, where "c/ 1260" is a street. */
const OF_CUSTOMER = new RegExp(
  String.raw`\bc-?\d{4}(?:'s)?(?: \S+){0,3} (?:${THINGS}|${COSAS})\b|\b(?:${THINGS}|${COSAS})(?: \S+){0,3} c-?\d{4}\b`,
  "u",
);
const MINE = /\b(?:my|mine|mi|mis|mio)\b/u;

const DIGIT = /\d/u;
/** Inside the message: most begin with one. */
const CAPITAL = /\s\p{Lu}/u;

const POSSESSIVE = new RegExp(
  String.raw`(?:^|\b(?:${SHOW}|what's|is|details of|status of)\b(?: \S+){0,4}? )([a-z]{2,})'s (?:(?:car|auto|home|house|life|health|travel|insurance|personal|contact|full|phone) ){0,2}(?:${THINGS}|coverage|premium)\b`,
  "gu",
);
/** What may stand before "'s" and is nobody, or somebody insured with the customer. */
const OWN = new Set(
  `it that what let today yesterday tomorrow year month week company insurer insurance policy car house home here there who how he she where everyone customer
  wife husband son daughter child kid baby mother father mom mum dad parent brother sister grandmother grandfather partner spouse family driver vehicle dog cat mine
  party agent manager advisor adviser broker doctor garage hospital adjuster assessor handler estimator surveyor inspector supervisor`.split(
    /\s+/u,
  ),
);

const NAMED = [
  /\b(?:policies|insurances?|claims?|cover|coverage|address|email|premium) (?:does|has|did) ([A-Z][a-z]+)(?: [A-Z][a-z]+)? (?:have|pay|own|filed?|made?|hold|got|use)\b/gu,
  /\b(?:policy|policies|details|data|email|e-mail|address|phone(?: number)?|claims?|account) (?:of|belonging to) ([A-Z][a-z]+)/gu,
  /(?<!\b(?:un|este|ese) )\b(?:datos|pólizas?|polizas?|seguros?|siniestros?|correo|dirección|direccion|teléfono|telefono|cuenta|expediente|ficha|reclamos?) (?:de|tiene|tenía|paga) ([A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)/gu,
];
/** Capitalised words in a person's place that are no people: kinds, months, insurers, places, departments. */
const NO_PEOPLE =
  /^(?:autos?|coche|carro|moto|hogar|casa|vida|salud|viajes?|decesos|barco|mascotas?|perro|todo|home|life|health|travel|car|january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|allianz|axa|mapfre|zurich|geico|generali|progressive|lemonade|allstate|aviva|hiscox|sanitas|adeslas|qualitas|gnp|linea|mutua|state|farm|responsabilidad|accidentes?|agua|robo|you|your|my|mi|the|insurance|espana|mexico|spain|europe|water|fire|change|contacto|asistencia|emergencias?|atencion|facturacion|gmail|hotmail|outlook)$/u;

const ASKED = anyOf(ASKS);

/** The words these rules look for. */
export const othersWords = wordsOfPatterns(ASKS);

/** True when the customer asks for the data of other people, named or not, or of all customers. */
export function asksForOthersData(text: string): boolean {
  const words = plain(text);
  if (ASKED.test(words)) return true;
  const folded = fold(text);
  const isNumbered = DIGIT.test(words) && (OF_NUMBER.test(words) || OF_CUSTOMER.test(folded));
  if (isNumbered && !MINE.test(words)) return true;
  if (folded.includes("'s ") && names(POSSESSIVE, folded).some((name) => !OWN.has(name))) {
    return true;
  }
  // Only capitals tell "seguro de Juan" from "seguro de hogar".
  if (!CAPITAL.test(text)) return false;
  const written = text.normalize("NFC");
  return NAMED.some((pattern) => names(pattern, written).length > 0);
}

function names(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)]
    .map((match) => fold(match[1] ?? ""))
    .filter((name) => !NO_PEOPLE.test(name));
}
