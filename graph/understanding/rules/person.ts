import { plain } from "../fold.ts";
import { wordsOfPatterns } from "./lexicon.ts";

const TALK = `talk|tlk|speak|spk|chat|connect|transfer|escalate|refer|put me|pass me|hand me|switch me|forward me|redirect me|route me|take me`;
const WHO = `humans?|human being|person|people|agents?|representatives?|rep|reps|operators?|some ?one|somebody|sombody|any ?one|anybody|supervisors?|manager|boss|advisors?|advisers?|employees?|staff|colleagues?|customer (?:service|support|care)|support|(?:contact|call) cent(?:er|re)|help ?desk|team member|specialist|department|claims team|your team|the office|sales|claims handler`;
const STAFF = `humans?|human being|live person|real person|actual person|person|agent|representative|rep|operator|supervisor|advisor|adviser|employee|colleague|staff member|team member|customer (?:service|support|care)(?: (?:agent|rep|representative))?`;

const HABLAR = `(?:h?ablar|h?ablarle|platicar|charlar|chatear|conversar|comunicar(?:me)?|comuniqu?en?me|comunicame|conectar(?:me)?|conectem?e|conectame|pas[ae]n?me|pasarme|transfier[ae]n?me|transferirme|derivame|deriveme|atienda|atender(?:me)?|atiendan|pong[ao]n?me con|ponme con|contactar(?:me)?(?: con)?|contacteme)`;
const QUIEN = `(?:personas?|person[ao]s? reales|seres? humanos?|human[oa]s?|agentes?|asesor(?:a|es)?|operador(?:a|es)?|representantes?|alguien|algien|ejecutiv[oa]s?|supervisor(?:a)?|encargad[oa]|responsable|gerente|jef[ea]|emplead[oa]s?|compañer[oa]s?|companer[oa]s?|atencion (?:al cliente|a clientes|humana)|servicio al cliente|centro de (?:atencion|contacto)|soporte|especialista|departamento|la oficina)`;
const PLANTILLA = `(?:persona (?:real|humana|de verdad|de carne y hueso)|persona|ser humano|human[oa]|agente(?: (?:real|humano|en vivo))?|asesor(?:a)?|operador(?:a)?|representante|ejecutiv[oa]|supervisor(?:a)?|emplead[oa]|atencion (?:al cliente|humana))`;

const ASKS = [
  new RegExp(String.raw`\b(?:${TALK})(?! about)(?: (?!about\b)\S+){0,6}? (?:${WHO})\b`, "u"),
  new RegExp(
    String.raw`\b(?:want|need|wanna|like|prefer|rather have|get me|gimme|give me|get|find me|send me|bring me|request|require|looking for|wish for|demand) (?:(?:a|an|the|one of your|your|to (?:have|get|see)|some|another|any|real|live|actual|proper|help from|assistance from|call from|a call from) ){0,5}(?:${STAFF})\b(?! (?:added|insured|covered|on my|to my|in my|listed|named))`,
    "u",
  ),
  /^(?:(?:please|pls|a|an|the|live|real|actual|human|to|now|asap|ok|just|talk|want|need|get|connect|help|hi|hello|hey|give|me|no|bot) )*(?:humans?|person|human being|agent|agents|representative|rep|operator|supervisor|real person|customer (?:service|support|care)|somebody|someone|live (?:agent|chat|person|support))(?: (?:please|pls|plz|now|asap|immediately|here|agent|representative|rep|person|thanks|thank you))*$/u,
  /\b(?:can|could|would|will|please|have|ask|get|let|want|need) (?:\S+ ){0,5}?(?:call|phone|ring|contact) me(?: back)?(?= please| now| asap| today| tomorrow| soon| on | at | when | about|$)/u,
  /^(?:call|phone|ring) me(?: back)?(?: please| now| asap| today| tomorrow)*$|\b(?:want|need|like|request|get|have|schedule|arrange) (?:a|to get a|to have a|the) (?:call ?back|phone ?call|call)\b|\bcall ?back (?:please|request)\b/u,
  /\b(?:stop|enough|no more|fed up|tired|sick|hate|dont want|do not want|dont like|not)\b(?: \S+){0,5} (?:bots?|robots?|machine|computer|chatbot|automated)\b/u,
  /\b(?:some ?one|somebody|any ?one|anybody|human|person) (?:real|human|alive|in charge|from your (?:team|office|company|side)|at your office|i can (?:talk|speak|chat)|who can (?:talk|speak|help)|to (?:talk|speak|help))\b/u,
  /\b(?:can|could|may|let|have|would) (?:a|an|some|one of your|your) ?(?:real |live )?(?:human|person|colleagues?|agent|someone|somebody|representative|supervisor|employee)\b.{0,12}\b(?:take over|help|look|handle|deal|assist|contact|reply|answer|check|write)/u,
  /\b(?:where|how) (?:can|do|could) i (?:reach|get|find|contact|get to) (?:a|an|some)? ?(?:real |live |actual )?(?:human|person|agent|someone|somebody|representative|operator)\b/u,
  new RegExp(
    String.raw`\b${HABLAR}(?! (?:de|del|sobre|acerca)\b)(?: (?!(?:sobre|acerca)\b)\S+){0,6}? ${QUIEN}\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:quiero|kiero|necesito|nesesito|deseo|quisiera|prefiero|dame|deme|busco|pido|solicito|exijo|me gustaria|mandame|mandeme|asistencia de|ayuda de|llamada (?:de|con)) (?:(?:a|un|una|algun|alguna|al|el|la|su|con|que me (?:atienda|ayude|conteste|escriba)) ){0,4}${PLANTILLA}\b(?! (?:asegurad|en mi|a mi|como|de mi))`,
    "u",
  ),
  /^(?:(?:por favor|porfa|con|un|una|el|la|al|a|hola|quiero|necesito|chat con|pasame|ya|no|bot|agente|soporte) )*(?:persona|persona real|ser humano|humano|humana|agente|asesor|asesora|operador|operadora|representante|ejecutivo|ejecutiva|supervisor|alguien|atencion al cliente|servicio al cliente|agente (?:en vivo|humano|real)|soporte humano|atencion humana)(?: (?:por favor|porfa|ya|ahora|real|humano|humana|aqui|gracias|de verdad))*$/u,
  /\bque (?:me|lo|la|los|nos) (?:llamen?|marquen?|contacten?|atiendan?|vea|ayude|resuelva|conteste)(?: (?:una persona|alguien|un humano|un agente|un asesor|por telefono))?\b/u,
  /\b(?:llamen?me|llamame|marquen?me|marcame|me (?:puede|pueden|podria|podrian|puedes) (?:llamar|marcar|telefonear)|me (?:llama|llaman) (?:alguien|por favor|porfa)|puede(?:n)? llamarme|quiero una llamada|una llamada con)\b/u,
  /\b(?:basta de|no mas|no quiero (?:un|una|mas|hablar con)|estoy hart[oa] de|odio|cansad[oa] de)\b(?: \S+){0,4} (?:robots?|bots?|maquinas?|contestador|automatico)\b/u,
  /\b(?:hay|habria|existe) (?:alguien|algun humano|alguna persona|un humano|una persona)\b(?! (?:en|que (?:gane|venda)))|\b(?:alguien|humano|persona) (?:real|de verdad|de su (?:equipo|oficina)|de la oficina|que me (?:atienda|ayude))\b/u,
  /\b(?:puede|podria|donde|cuando) (?:\S+ )?(?:atenderme|ayudarme|atiende|me atiende) (?:un|una|alguien)\b ?(?:persona|humano|companero|agente|asesor|colega)?/u,
  new RegExp(
    String.raw`\b(?:rather|prefer|prefer to|like to) (?:deal|work|do (?:this|it)|sort (?:this|it) out|handle (?:this|it)) (?:\S+ )?with (?:an? |the |your |one of your )?(?:real |live |actual )?(?:${STAFF})\b`,
    "u",
  ),
  /\b(?:any ?one|anybody|some ?one|somebody)(?: \S+){0,2} (?:who|that|thats|whos) (?:is |are )?(?:not |isnt |aint )?(?:an? )?(?:bot|robot|machine|computer)\b/u,
  /^(?:\S+ ){0,2}(?:(?:customer|service|support|sales) reps?|operadora)(?: \S+){0,3}$/u,
  /\b(?:escalar|escalen?|escalarlo|escalenlo|escale[sn]?) (?:el|la|mi|este|esta|esto|al?)\b|\b(?:comunicar(?:me)?|conectar(?:me)?|pasar(?:me)?|poner(?:me)?) con (?:un[oa]|alg\S+) (?:de|del) (?:los|las|sus?|ustedes|vosotros|equipo)\b/u,
];

const REFUSES =
  /\b(?:dont|do not|no need|not|didnt) (?:want|need|wish|have|transfer|connect|ask)?(?: \S+){0,4} (?:agent|human|person|someone|representative|advisor)\b|\bno (?:quiero|necesito|hace falta|deseo|me pases?|me transfieras?)(?: \S+){0,4} (?:agente|humano|persona|asesor|alguien|operador)\b/u;
const RATHER_NOT =
  /\b(?:rather|prefer) not (?:to )?(?:\S+ )?(?:talk|speak|chat|be called)\b|\bprefiero no (?:hablar|que me llamen)\b/u;
const REFUSES_ONLY =
  /^(?:no |please |por favor )?(?:i )?(?:dont|do not|no) (?:want|need|wish|quiero|necesito|deseo|transfer|connect)(?: \S+){0,5} (?:agent|human|person|someone|representative|advisor|agente|humano|persona|asesor|alguien|operador)(?: please| now| por favor| ahora)?$/u;
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

/** The words these rules look for. */
export const personWords = wordsOfPatterns([...ASKS, ...MANAGER]);

/** True when the customer asks for a person, in whatever words; wondering whether we are one is another matter. */
export function asksForPerson(text: string): boolean {
  const words = plain(text);
  if (TAXI.test(words) || RATHER_NOT.test(words)) return false;
  if (!ASKS.some((pattern) => pattern.test(words))) return false;
  return !REFUSES.test(words) || MACHINE.test(words) || NEGATED_WISH.test(words);
}

/** True when a message says that talking to somebody is not wanted, whatever else it says. */
export function wantsNoPerson(text: string): boolean {
  const words = plain(text);
  return RATHER_NOT.test(words) && !MACHINE.test(words);
}

/** True when all a message says is that no person is wanted. */
export function refusesPerson(text: string): boolean {
  const words = plain(text);
  return REFUSES_ONLY.test(words) && !MACHINE.test(words) && !NEGATED_WISH.test(words);
}

/** True when the customer wants their own manager, or the planning that is a manager's work. */
export function asksForManager(text: string): boolean {
  const words = plain(text);
  return MANAGER.some((pattern) => pattern.test(words));
}
