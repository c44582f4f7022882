import { wordsOf } from "../../understanding/index.ts";
import { kept } from "../answer.ts";

/** Words that ask for a claim to be taken, name what is insured or a day, and tell nothing of what happened. */
const ASKING = new Set(
  `a about accident accidents again also am an and another are as ask at be been begin can car cars claim claims could damage damages day days did do does due evening file filed filing flat for from get give go going good got had happen happened has have health hello help hey hi hope home house how i id im in incident insurance is issue it its ive just know last lets life loss like make making me medical month morning my need needed new night no not note notify of on one open opening or our out please pls policy problem put register report reporting reports said send start starting submit submitting sure tell thank thanks that the there this to today travel trip us vehicle via want wanna was we week weekend were what when where which will wish with would year yes yesterday you your
  abrir accidente ahora al algo alta anoche aseguradora asi auto avisar ayer ayuda ayudar buen buenas bueno buenos carro casa caso coche como con cosa cual cuando dano danos dar de declarar del denunciar dia dias donde el ella en enviar era es esta estaba estan este esto fue gracias ha haber hacer hay he hice hogar hola hoy la las le lo los lunes manana me mes mi mis muy necesito no noche nuevo o otra otro para parte paso pasado poliza poner por porfavor problema puede pueden pues que querria quiero quisiera reclamacion reclamar reclamo registrar reportar salud se seguro semana si siniestro sobre solicitar su sus tarde te tengo todo tramitar tu tuve un una uno usted vehiculo viaje vida y ya yo`.split(
    /\s+/u,
  ),
);
/** So many other words, and a message may tell what happened. */
const TELLING = 2;
/** What of it is shown; the rest is kept as well. */
const SHOWN = 200;

/** The words in which a claim was asked for, where they may tell what happened as well; null where they only ask. */
export function toldIn(text: string): string | null {
  const telling = wordsOf(text).filter((word) => /^\p{L}{2,}$/u.test(word) && !ASKING.has(word));
  return new Set(telling).size >= TELLING ? kept(text) : null;
}

/** The beginning of them, as they are shown to the customer. */
export function shownOf(told: string): string {
  const line = told.replaceAll(/\s+/gu, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN).trimEnd()}…` : line;
}
