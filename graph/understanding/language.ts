import type { Language } from "../../core/conversation.ts";
import { fold, wordsOf } from "./text/fold.ts";

/** Words only one of the languages has; folded. The short ones carry most sentences. */
const ENGLISH = new Set(
  `the i im ive id ill my mine me you your youre we our is are was were am be been do does did dont didnt doesnt have has had having not cant can could would will wont should shall
  what whats when where which who whos why how hows this that thats these those there here it its they them their he she his her and or but if then than with without from for of to at by on about into
  want need like know get got give show tell see look help please thanks thank hello hi hey hiya howdy bye goodbye good morning afternoon evening yes yeah yep nope sure okay right wrong
  insurance policy policies claim claims cover covered coverage car house home life health travel premium pay paid payment bill money address phone number name day today yesterday tomorrow
  someone somebody anyone person people human agent speak talk call back change cancel renew update new old first second third one two three last next much many more all any some every just also really very too so
  great perfect awesome cheers correct nothing else done broke broken stolen hit accident water fire am trip flat wife husband son daughter spanish english`.split(
    /\s+/u,
  ),
);
const SPANISH = new Set(
  `el la los las lo un una unos unas mi mis tu tus su sus me te se le les nos yo usted ustedes ella ellos es son esta estan estoy estamos soy eres fue era ser estar hay he ha han hemos tengo tiene tienen tenemos
  que cual cuales cuando cuanto cuanta cuantos cuantas como donde quien quienes por para con sin de del al en y o pero si entonces porque muy mas menos tambien ya aun todavia
  quiero quisiera necesito puedo puede pueden podria dame deme dime digame muestrame ver hacer ayuda ayudame gracias hola buenas buenos dias tardes noches adios chao luego hasta favor vale claro bueno bien mal
  seguro seguros poliza polizas siniestro siniestros reclamo reclamacion cobertura cubre cubierto coche carro casa hogar vida salud viaje prima pago pagar pagos cuota recibo factura dinero direccion telefono correo numero nombre hoy ayer manana
  alguien persona humano agente asesor hablar llamar llamen cambiar cancelar renovar actualizar nuevo nueva primero primera segundo segunda tercero uno dos tres ultimo proximo todo todos toda todas nada algo mucho muchas
  perfecto genial correcto listo cierto chocaron robaron accidente agua fuego esposa esposo marido mujer hijo hija espanol ingles eso ese esa esto este estos estas nunca jamas tampoco`.split(
    /\s+/u,
  ),
);

/** "no", "ok", "agenda": in both languages or in neither. */
const SHARED = new Set("no ok okay si me he son has sin son fire bye chat bot email a".split(" "));
/** How a word leans: 1 to Spanish, -1 to English. */
const LEANS = new Map([
  ...[...ENGLISH].map((word) => [word, -1] as const),
  ...[...SPANISH].map((word) => [word, ENGLISH.has(word) ? 0 : 1] as const),
  ...[...SHARED].map((word) => [word, 0] as const),
]);
const SPANISH_LETTERS = /[¿¡ñÑ]/u;
const SPANISH_SIGNS = /[¿¡ñ]|[a-z]c(?:ió|io)n(?:es)?\b/u;
const ACCENTED = /[^ -~]/u;
const YES = /(?:^|\s)sí(?:\s|$|[,.!])/iu;
/** By itself: "y" is a yes in one language and an "and" in the other, "yo" a greeting and an "I". */
const OF_EITHER = /^(?:.|yo)$/u;
/** How sure the trained head must be where no telling word stands. */
const HEAD_AT = 0.55;
const HEAD_WORDS = 3;

/**
 * The language a message is written in; undefined for names, numbers, "ok" and the like.
 * `spanishMargin` is the trained head's opinion, asked only where words are unknown.
 */
export function languageOf(text: string, spanishMargin: number): Language | undefined {
  const words = wordsOf(text);
  if (words.length === 1 && OF_EITHER.test(words[0]!)) return undefined;
  let lean = 0;
  for (const word of words) lean += LEANS.get(word) ?? 0;
  if (SPANISH_SIGNS.test(fold(text)) || SPANISH_LETTERS.test(text)) lean += 1;
  if (ACCENTED.test(text) && YES.test(text.normalize("NFC"))) lean += 1;
  if (lean !== 0) return lean < 0 ? "en" : "es";
  const letters = words.filter((word) => /^\p{L}{2,}$/u.test(word));
  if (letters.length < HEAD_WORDS) return undefined;
  if (Math.abs(spanishMargin) < HEAD_AT) return undefined;
  return spanishMargin > 0 ? "es" : "en";
}
