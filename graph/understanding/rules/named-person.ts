import { anyOf } from "../any-of.ts";
import { isGivenName } from "../concepts.ts";
import { plain } from "../fold.ts";

const TITLE = String.raw`mr|mrs|ms|miss|dr|sr|sra|srta|senor|senora|senorita|don|dona|lic|licenciad[oa]|ing|inspector`;
/** Somebody by name: one we know for a name, or whatever follows a title. */
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
  String.raw`\b(?:hablar|ablar|charlar|conversar|platicar|chatear|comunicarme|contactar(?:me)?|entenderme|seguir|continuar|tratarlo|verlo) (?:(?:por telefono|de nuevo|otra vez|directamente|directo|mejor) )*(?:con|a) ${NAME}`,
  String.raw`\b(?:pas[ae]n?me|pon(?:me|gan?me)|comuni(?:ca|que|quen)me|conect[ae]n?me|transfier[ae]n?me|deriv[ae]n?me|me (?:pasas?|pones?|comunicas?|conectas?|transfieres?|derivas?|(?:puedes?|podrias?|podria|puede) (?:pasar|comunicar|poner|conectar|transferir|derivar))) (?:con|a) ${NAME}`,
  String.raw`\b(?:pregunt(?:o|aba|ando)|busco|buscaba|ando buscando|estoy buscando) (?:por|a) ${NAME}`,
  // Ask him to ring.
  String.raw`\b(?:ask|tell|have|let|get) ${NAME} (?:to )?(?:please )?(?:call|ring|phone|contact|message|text|get (?:back|in touch)|hit me up|give me|write (?:to )?me|reach out)(?: me| us| back|\b)`,
  String.raw`\b(?:could|can|may|would|will) ${NAME} (?:please )?(?:call|ring|phone|contact|message|text|visit|get (?:back|in touch)|give) (?:me|us|back|in touch)\b`,
  String.raw`\b(?:que|dile a|digale a|diganle a|avisa(?:le)? a|avisele a|pide(?:le)? a|pidale a) ${NAME} (?:que )?me (?:llame|marque|escriba|contacte|atienda|devuelva|busque|hable)\b`,
  String.raw`\bque me (?:llame|marque|escriba|contacte|atienda|hable) ${NAME}`,
  // Only the name, as one calls across a counter.
  String.raw`^(?:hi |hello |hey |hola |buenas )?(?:(?:i )?(?:want|need)|get me|give me|quiero a|con|quiero con|me comunica con|me pasas a|ponme a) ${NAME}(?: (?:please|pls|plz|back|back here|on the line|again|por favor|porfa|porfi|otra vez))*$`,
].map((pattern) => new RegExp(pattern, "u"));

const MAY_ASK = anyOf(ASKS);

/** True when the customer asks for somebody by name: whom they spoke to before, whom a letter came from. */
export function asksForNamedPerson(text: string): boolean {
  const words = plain(text);
  if (!MAY_ASK.test(words)) return false;
  return ASKS.some((pattern) => {
    const groups = pattern.exec(words)?.groups;
    return groups !== undefined && (groups["title"] !== undefined || isGivenName(groups["name"]!));
  });
}
