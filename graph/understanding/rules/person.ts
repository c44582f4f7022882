import { anyOf } from "../text/any-of.ts";
import { plain } from "../text/fold.ts";
import { wordsOfPatterns } from "./lexicon.ts";
import { asksForNamedPerson } from "./named-person.ts";
import { BARE_ASKS, DOER_ASKS, PERSON_ASKS } from "./person-asks.ts";

/** Between a refusal and what is refused; "no quiero opciones, quiero a alguien" wants somebody. */
const BETWEEN = String.raw`(?: (?!want\b|need\b|get\b|give\b|prefer\b|rather\b|but\b|quiero\b|necesito\b|dame\b|pas[ae]\w*\b|prefier\w*\b|mejor\b|sino\b|pero\b)\S+)`;
const REFUSES = new RegExp(
  String.raw`\b(?:dont|do not|no need|not|didnt) (?:want|need|wish|have|transfer|connect|ask)?${BETWEEN}{0,4} (?:agent|human|person|someone|representative|advisor)\b|\bno (?:quiero|necesito|hace falta|deseo|me pases?|me transfieras?)${BETWEEN}{0,4} (?:agente|humano|persona|asesor|alguien|operador)\b`,
  "u",
);
const RATHER_NOT =
  /\b(?:rather|prefer) not (?:to )?(?:\S+ )?(?:talk|speak|chat|be called)\b|\bprefiero no (?:hablar|que me llamen)\b/u;
const NO_CALL =
  /\b(?<!\b(?:you|u|they|why|people) )(?:dont|do not|no need to) (?:call|phone|ring|transfer|connect) me\b|\b(?<!\bque )no (?:quiero que )?me (?:llamen|llames|transfieran|pasen|conecten)\b|\bno quiero (?:una |ninguna )?(?:llamadas?|videollamadas?)\b|\bno (?:hace falta|es necesario) que me (?:llam|marqu|contact|pas)\w*/u;
const REFUSES_ONLY = new RegExp(
  String.raw`^(?:no |please |por favor )?(?:i )?(?:dont|do not|no) (?:want|need|wish|quiero|necesito|deseo|transfer|connect)${BETWEEN}{0,5} (?:agent|human|person|someone|representative|advisor|agente|humano|persona|asesor|alguien|operador)(?: please| now| por favor| ahora)?$`,
  "u",
);
/** "No, I want a person" says no to what was before. */
const NO_TO_BEFORE = /^\s*(?:no|nope|nah|not that)\s*[,.;:!…]+\s*(?=\S)/iu;
const MACHINE = /\b(?:bots?|chatbot|robots?|machine|computer|maquina)\b/u;

const NEGATED_WISH = /\b(?:why|cant|cannot|wont|not able|unable|no puedo|por que no)\b/u;

const TAXI =
  /\bcall me (?:an?|the) (?:taxi|cab|uber)\b|\bllamame un (?:taxi|uber)\b|\bif you call me\b/u;

const MANAGER = [
  /\b(?:relationship|wealth|portfolio|account|personal|private|dedicated|vip) (?:manager|mgr|advis[oe]r|adviser|banker)\b|\bmy (?:rm|dedicated contact)\b/u,
  /\bportfolio (?:review|check|check ?up|rebalanc\w+|analysis|meeting)\b|\b(?:review|rebalance|check|analy[sz]e|go over|look (?:over|at)|revisit)(?: \S+){0,4} portfolio\b|\breview of my (?:whole |entire |full )?(?:insurance )?(?:portfolio|assets)\b/u,
  /\b(?:financial|retirement|estate|succession|pension|wealth|investment|inheritance) (?:plan|plans|planning|planner|management)\b|\bfinancial (?:advice|advis[oe]r|review|consult\w+)\b|\bplan(?:ning)? (?:for )?my (?:retirement|finances|estate)\b/u,
  /\b(?:mi|su|al|un|el|la) (?:gestor(?:a)?|gerente|ejecutiv[oa]) (?:personal|privad[oa]|dedicad[oa]|vip|asignad[oa]|patrimonial|financier[oa]|de (?:patrimonio|cuenta|relacion(?:es)?|cartera|inversiones))\b|\bmi gestor(?:a)?\b|\b(?:gestor|gerente|ejecutiv[oa]) (?:vip|personal|de (?:relacion(?:es)?|cuenta|patrimonio))\b/u,
  /\basesor(?:a)? (?:personal|privad[oa]|dedicad[oa]|vip|financier[oa]|patrimonial|de inversiones)\b|\b(?:asesoria|asesoramiento|planificacion|planeacion|planificar|plan|consejo|consulta) (?:financier[oa]|patrimonial|de (?:la |mi |mis )?(?:jubilacion|retiro|pension|herencia|patrimonio|inversiones))\b/u,
  /\b(?:revision|repaso|analisis|chequeo) (?:anual )?(?:de|completa de|a) (?:mi |la |toda mi |mis )?(?:cartera|portafolio|activos)\b|\b(?:revis\w+|repas\w+|analiz\w+|mir\w+)(?: \S+){0,3} (?:cartera|portafolio)\b|\bgestion de patrimonio\b/u,
];

const CLAUSE_END = /[.,;:!?¿¡…()"\n]+|\s[-–—]\s/u;
const LETTER = /\p{L}/u;
const BARE = anyOf(BARE_ASKS);
const ASKED = anyOf([...BARE_ASKS, ...PERSON_ASKS]);
const ASKED_TO_DO = anyOf(DOER_ASKS);
/** "Thanks, agent" and "anyone?" only address somebody. */
const ADDRESSES =
  /^(?:thanks?|thank you|cheers|ta|hi|hello|hey|dear|good|bye|yes|yeah|affirmative|negative|right|correct|thatll|thats all|how are|rhyme|rima|asi es|si |gracias|hola|buen|adios|querid)|(?:one|body|alguien)$/u;
const OF_MANAGER = anyOf(MANAGER);

/** Pictures: somebody at a desk or a robot crossed out, wherever they stand; a telephone by itself. */
const PICTURED =
  /[\u{1F9D1}\u{1F468}\u{1F469}]\p{EMod}?\u{200D}\u{1F4BC}|\u{1F916}\s*\u{274C}|\u{274C}\s*\u{1F916}|^(?:[\s!?.]*[\u{1F4DE}\u{260E}\u{1F4F2}]\u{FE0F}?)+[\s!?.]*$/u;

/** The words these rules look for. */
export const personWords = wordsOfPatterns([
  ...BARE_ASKS,
  ...PERSON_ASKS,
  ...DOER_ASKS,
  ...MANAGER,
]);

/** True when the customer asks for a person, in whatever words; wondering whether we are one is another matter. */
export function asksForPerson(text: string): boolean {
  const words = plain(withoutNo(text));
  const isAsked =
    PICTURED.test(text) ||
    ASKED.test(words) ||
    ASKED_TO_DO.test(words) ||
    endsInAsk(text, words) ||
    asksForNamedPerson(text);
  if (!isAsked) return false;
  if (TAXI.test(words) || RATHER_NOT.test(words)) return false;
  return !REFUSES.test(words) || MACHINE.test(words) || NEGATED_WISH.test(words);
}

/** True when a message says that talking to somebody is not wanted, whatever else it says. */
export function wantsNoPerson(text: string): boolean {
  const words = plain(text);
  if (!words.includes("no") && !words.includes("dont")) return false;
  const isUnwanted = RATHER_NOT.test(words) || (NO_CALL.test(words) && !asksForPerson(text));
  return isUnwanted && !MACHINE.test(words);
}

/** True when all a message says is that no person is wanted. */
export function refusesPerson(text: string): boolean {
  const words = plain(withoutNo(text));
  return REFUSES_ONLY.test(words) && !MACHINE.test(words) && !NEGATED_WISH.test(words);
}

/** True when the customer wants their own manager, or the planning that is a manager's work. */
export function asksForManager(text: string): boolean {
  return OF_MANAGER.test(plain(text));
}

function withoutNo(text: string): string {
  return NO_TO_BEFORE.test(text) ? text.replace(NO_TO_BEFORE, "") : text;
}

/** "Hopeless, this chat. An adviser, please." */
function endsInAsk(text: string, words: string): boolean {
  // A clause by itself was looked at before.
  const clauses = text.split(CLAUSE_END).filter((clause) => LETTER.test(clause));
  if (clauses.length < 2 || ADDRESSES.test(words)) return false;
  return BARE.test(plain(clauses.at(-1)!));
}
