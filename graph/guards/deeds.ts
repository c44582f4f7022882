import { isOffer } from "./promises.ts";

const ENGLISH_VERBS =
  "changed|cancell?ed|updated|registered|submitted|filed|recorded|sent|processed|noted|forwarded|scheduled|booked|arranged|opened|renewed|transferred|escalated|notified|informed|alerted|contacted|e-?mailed|applied|added|removed|activated|reactivated|reinstated|refunded|issued|credited|adjusted|extended|increased|lowered|reduced|corrected|saved|set up|logged|created|initiated|requested|assigned|waived|upgraded|downgraded|passed|asked|reported|flagged|completed|marked|deleted|switched|put (?:you|in|through)|made (?:the|that|this|your|a) (?:change|update|payment|request|note)|taken care of|taken note|proceeded to|finali[sz]ed|carried out|executed";
const SPANISH_VERBS =
  "cambiado|cancelado|actualizado|registrado|enviado|procesado|anotado|tramitado|programado|renovado|modificado|solicitado|reportado|agendado|abierto|creado|anadido|agregado|eliminado|pasado|escalado|avisado|notificado|informado|contactado|corregido|guardado|hecho (?:el|ese|su|la)|transferido|remitido|derivado|dado de (?:alta|baja)|reembolsado|activado|reactivado|aplicado|pedido|iniciado|gestionado|tomado nota|procedido|realizado|completado|efectuado";
const SPANISH_STEMS =
  "cambiad|cancelad|actualizad|registrad|enviad|procesad|tramitad|programad|renovad|modificad|solicitad|agendad|cread|eliminad|escalad|corregid|guardad|transferid|remitid|activad|reactivad|aplicad|iniciad|dad[oa] de baj";
const ADVERB = "(?: (?:now|just|already|also|then|gone ahead and|\\w+ly))*";

const FIRST_PERSON = new RegExp(
  String.raw`\b(i|we)(?:'ve| have|'d)?${ADVERB} (${ENGLISH_VERBS})\b`,
  "gu",
);
const FIRST_PERSON_ES = new RegExp(
  String.raw`(?<!\bno )(?<!\bno (?:lo|la|le|se|nos) )\b(he|hemos)(?: ya)? (${SPANISH_VERBS})\b`,
  "gu",
);
const PASSIVE = new RegExp(
  String.raw`(?<!\b(?:nothing|none|neither|nobody) )\b(?:has|have) (?:now |just |already |\w+ly )?been(?: (?:now|\w+ly))? (${ENGLISH_VERBS.replace("|put (?:you|in|through)", "")})\b|\b(?:your|the) (?:[\w-]+ ){1,4}(?:is|are|was|were)(?: now| already)? (?:\w+ly )?(changed|cancell?ed|updated|registered|submitted|filed|recorded|processed|scheduled|booked|renewed|transferred|escalated|upgraded|refunded|reinstated)\b`,
  "gu",
);
const PASSIVE_ES = new RegExp(
  String.raw`(?<!\bno )\b(?:ha sido|han sido|fue|fueron|queda|quedan|quedo|quedaron|ya esta|ya estan|se ha|se han)(?: ya)? (?:\w+mente )?(${SPANISH_STEMS})\w*`,
  "gu",
);
const FUTURE = new RegExp(
  String.raw`\b(?:i'll|i will|i'm going to|i am going to|let me)${ADVERB} (?:take care of|cancel|update|change|renew|register|submit|file|process|record|note|book|schedule|refund|extend|issue|waive|upgrade|fix)\b|\b(?:we'll|we will)${ADVERB} (?:cancel|update|change|renew|register|submit|process|book|schedule)\b|\b(?:voy|vamos) a (?:cancelar|actualizar|cambiar|renovar|registrar|tramitar|procesar|programar|modificar|anotar|agendar|dar de baja)|\b(?:cancelar|actualizar|cambiar|renovar|registrar|tramitar|procesar|programar|modificar|anotar|agendar)(?:e|emos)\b`,
  "u",
);
const FINISHED =
  /^(?:done|all set|all done|consider it done|it's done|listo|lista|hecho|ya esta|todo listo)(?:[.!,:]|$)|\bsuccessfully\b|\b(?:changes?|update|cancellation|renewal) (?:is|are|has been|have been) (?:made|done|complete|completed|in effect|effective|confirmed)\b|\bis now (?:set to|changed|in effect)\b|\bnow (?:reads|shows)\b|\bcon exito\b|\bexitosamente\b|\bya quedo\b/u;
/** Without their accents these would be requests: "envié" we did, "envíe" the customer shall. */
const PAST_ES =
  /(?<![\p{L}])(?<!\bno )(?<!\bno (?:lo|la|le|se) )(?:cambié|cancelé|actualicé|registré|envié|procesé|anoté|tramité|reporté|renové|pasé|solicité|agendé|programé|modifiqué|añadí|abrí|avisé|transferí|pedí) (?:\p{L}+ )?(?:su|la|el|los|las|una?|esto|eso|ya)(?![\p{L}])/u;
/** What was done to bring in people; true when they are. */
const TO_PEOPLE =
  /^(?:pass|forward|transfer|escalat|notif|inform|alert|contact|ask|request|assign|put|sent|pasad|escalad|avisad|notificad|transferid|remitid|derivad|informad|solicitad|pedid)/u;
/** Words that begin alike are taken for the same: "cancelled" and "canceladas". */
const STEM = 5;

/** What is needed to tell a deed of the reply from one in the records. */
export interface DeedContext {
  readonly words: ReadonlySet<string>;
  readonly hasHandoff: boolean;
}

/** Does a folded sentence say that something was just done, or is about to be, which the records do not show? */
export function claimsDeed(sentence: string, { words, hasHandoff }: DeedContext): boolean {
  const isRecorded = (verb: string) =>
    [...words].some((word) => word.length >= STEM && word.slice(0, STEM) === verb.slice(0, STEM));
  const isTrue = (verb: string) => hasHandoff && TO_PEOPLE.test(verb);
  const trimmed = sentence.trim().replace(/^[-•*¡]\s*/u, "");
  if (FINISHED.test(trimmed) || (FUTURE.test(sentence) && !isOffer(sentence))) return true;
  const own = [...sentence.matchAll(FIRST_PERSON), ...sentence.matchAll(FIRST_PERSON_ES)];
  // "We" is the insurer, whose deeds stand in the records; "I" has none.
  if (
    own.some(([, who = "", verb = ""]) => !isTrue(verb) && !(isInsurer(who) && isRecorded(verb)))
  ) {
    return true;
  }
  return [...sentence.matchAll(PASSIVE), ...sentence.matchAll(PASSIVE_ES)].some(
    ([, been, was]) => !isTrue(been ?? was ?? "") && !isRecorded(been ?? was ?? ""),
  );
}

/** Does a Spanish text with its accents say in the past tense that we did something? */
export function claimsPastDeed(text: string): boolean {
  return PAST_ES.test(text.normalize("NFC").toLowerCase());
}

function isInsurer(who: string): boolean {
  return who === "we" || who === "hemos";
}
