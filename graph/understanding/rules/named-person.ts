import { conceptsOf, isGivenName } from "../model/concepts.ts";
import { anyOf } from "../text/any-of.ts";
import { plain } from "../text/fold.ts";

const TITLE = String.raw`mr|mrs|ms|miss|dr|sr|sra|srta|senor|senora|senorita|don|dona|lic|licenciad[oa]|ing|inspector`;
/** Somebody by name: one we know for a name, one written as names are, or whatever follows a title. */
const NAME = String.raw`(?:(?:the|el|la) )?(?<title>(?:${TITLE}) )*(?<name>\p{L}{2,})`;
/** Who talks of somebody else's talk, or of not wanting it, asks for nobody. */
const NOT = String.raw`(?<!\b(?:dont|not|never|to|didnt|did|when i) \S+)`;

const ASKS = [
  // Is she there?
  String.raw`\bis ${NAME} (?:in|around|there|about|available|free|back|on (?:shift|duty|today)|working|still (?:there|around|here|on))\b(?! (?:the|a|my|your|for|to)\b)`,
  String.raw`^(?:hola |buenas |buenos dias |buenas tardes |disculpe |oiga |ahi )*(?:esta|se encuentra|anda|sigue|estara|atiende|puede ponerse|se puede poner) ${NAME}(?: \S+)?(?: por ahi| ahi| disponible| hoy| libre| todavia| trabajando)*$`,
  // Let me talk with him, put me through to her.
  String.raw`(?:^|\b(?:want|wanna|need|needs|like|love|can i|could i|may i|can we|let me|please|pls|prefer|rather|hoping|hope|have|got|must|gotta|ask) (?:to )?)(?:talk|speak|chat|spk|tlk|continue|carry on|be (?:put through|connected|transferred)) (?:to|with|2|w) ${NAME}`,
  String.raw`\b(?:put|patch|pass|transfer|connect|switch|hand|redirect|get|send)${NOT} (?:me|us) (?:(?:through|over|back|on|up|straight|again) )*(?:to|with|onto) ${NAME}`,
  String.raw`\b(?:hablar|ablar|charlar|conversar|platicar|chatear|comunicarme|contactar(?:me)?|localizar|ubicar|entenderme|seguir|continuar|tratarlo|verlo) (?:(?:por telefono|de nuevo|otra vez|directamente|directo|mejor) )*(?:con|al?) ${NAME}`,
  String.raw`\b(?:pas[ae]n?me|pon(?:me|gan?me)|comuni(?:ca|que|quen)me|conect[ae]n?me|transfier[ae]n?me|deriv[ae]n?me|me (?:pasas?|pones?|comunicas?|conectas?|transfieres?|derivas?|(?:puedes?|podrias?|podria|puede) (?:pasar|comunicar|poner|conectar|transferir|derivar))) (?:con|a) ${NAME}`,
  String.raw`\b(?:pregunt(?:o|aba|ando)|preguntara|preguntase|busco|buscaba|ando buscando|estoy buscando) (?:por|al?) ${NAME}`,
  String.raw`(?:\b(?:im|i am|was|were|we are) |^(?:hi |hello |still )?)(?:after|looking for|trying to (?:reach|find|get hold of|get through to)) ${NAME}`,
  // Somebody to be brought.
  String.raw`\b(?:can|could|may|please|pls) (?:(?:you|u|i|we) )?(?:please )?(?:get|grab|fetch|find|get hold of|page|borrow|have) ${NAME}(?: (?:for (?:me|us)|back|on (?:here|the line|the phone)|please|pls|now))*$`,
  String.raw`^(?:(?:please|pls) )?(?:get|fetch|grab|page|bring) ${NAME}(?: (?:ji|for (?:me|us)|back|on (?:here|the line|the phone)|please|pls|now))*$`,
  String.raw`\btell ${NAME} (?:that )?(?:im|i am|were|we are) (?:looking for|after|waiting for|trying to reach)\b`,
  // With whom: by name and department.
  String.raw`\b(?:con|al?|por|with|for) (?:(?:la|el|mi) (?:\S+ )?)?${NAME} (?:de|del|in|from|at) (?:(?:la|el|the|your) )?(?:contabilidad|cobranzas?|cobros|atencion|siniestros|reclamos|reclamaciones|facturacion|administracion|recepcion|oficina|agencia|sucursal|accounts|accounting|claims|billing|sales|reception|renewals|underwriting|branch|office)\b`,
  String.raw`^(?:(?:i )?(?:need|want)|necesito|quiero|busco) (?:a |al )?(?=(?:(?:the|el|la) )?(?:${TITLE}) )${NAME}`,
  // Ask him to ring.
  String.raw`\b(?:ask|tell|have|let|get) ${NAME} (?:to )?(?:please )?(?:call|ring|phone|contact|message|text|get (?:back|in touch)|hit me up|give me|write (?:to )?me|reach out)(?: me| us| back|\b)`,
  String.raw`\b(?:could|can|may|would|will) ${NAME} (?:please )?(?:call|ring|phone|contact|message|text|visit|get (?:back|in touch)|give) (?:me|us|back|in touch)\b`,
  String.raw`\b(?:que|dile a|digale a|diganle a|avisa(?:le)? a|avisele a|pide(?:le)? a|pidale a) ${NAME} (?:que )?me (?:llame|marque|escriba|contacte|atienda|devuelva|busque|hable)\b`,
  String.raw`\bque me (?:llame|marque|escriba|contacte|atienda|hable) ${NAME}`,
  // Only the name, as one calls across a counter.
  String.raw`^(?:hi |hello |hey |hola |buenas )?(?:(?:i )?(?:want|need)|get me|give me|quiero a|con|quiero con|me comunica con|me pasas a|ponme a) ${NAME}(?: (?:please|pls|plz|back|back here|on the line|again|por favor|porfa|porfi|otra vez))*$`,
].map((pattern) => new RegExp(pattern, "u"));

const MAY_ASK = anyOf(ASKS);

/** "What key is Hallelujah in" asks for nobody. */
const OF_THE_WORLD = /^(?:how|what|which|when|why|where|que|cual|cuando|por que|como) /u;
/** Within a message only names are written so, in the languages we read. */
const CAPITALISED = /(?<=[\p{L}\p{N}][,;]? )\p{Lu}\p{Ll}+/gu;

/** True when the customer asks for somebody by name: whom they spoke to before, whom a letter came from. */
export function asksForNamedPerson(text: string): boolean {
  const words = plain(text);
  if (!MAY_ASK.test(words)) return false;
  const capitalised = OF_THE_WORLD.test(words) ? undefined : capitalisedIn(text);
  return ASKS.some((pattern) => {
    const { title, name } = pattern.exec(words)?.groups ?? {};
    if (name === undefined) return false;
    return title !== undefined || isGivenName(name) || capitalised?.has(name) === true;
  });
}

/** Names nobody told us of; those of companies and places mostly are known for what they are. */
function capitalisedIn(text: string): ReadonlySet<string> {
  const found = text.normalize("NFC").match(CAPITALISED)?.map(plain) ?? [];
  return new Set(found.filter((name) => conceptsOf(name).length === 0));
}
