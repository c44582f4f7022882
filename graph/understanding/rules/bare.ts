import type { IntentName } from "../../../core/conversation.ts";
import type { Mentions } from "../reading.ts";
import { plain, wordsOf } from "../text/fold.ts";

const AROUND = new Set(
  `policy policies claim number numbers no nr num id the my it its is this that one for on about of please pls hi hello and details detail info show me open see e mail email address new
  poliza polizas siniestro reclamo reclamacion expediente caso numero la el mi es esta este una un de sobre por favor hola y detalles ver abrir muestrame correo electronico nuevo a to`.split(
    /\s+/u,
  ),
);

/** Around a kind of insurance that is named and nothing asked: "my car insurance", "and the house?". */
const AROUND_KIND = new Set(
  `ok okay only just my the our your one ones a for and what about please pls insurance insurances policy policies plan cover coverage contract show me open see other of in number kind actually no
  car cars auto autos vehicle motor truck van suv home house flat apartment condo homeowners household life health healthcare medical dental travel trip
  vale solo solamente mi el la lo del de al un una para y que hay por favor porfa seguro seguros poliza polizas cobertura contrato ver abrir muestrame otro otra tipo
  coche coches carro carros vehiculo automovil camioneta casa hogar piso vivienda apartamento departamento vida salud medico medica viaje viajes`.split(
    /\s+/u,
  ),
);

/** Whose it is, and nothing more: which one is asked about next. */
const MINE =
  /^(?:(?:hi|hello|hola|please|por favor|show me|see|open|ver|muestrame) )*(?:my|mi) (?:insurance )?(?:policy|poliza)(?: (?:please|pls|por favor|porfa))*$/u;

/** What a message means that holds nothing but a policy number, a claim number, an e-mail address, a kind, or "my policy". */
export function meaningOfBareMention(text: string, mentions: Mentions): IntentName | undefined {
  const { policyNumbers, claimIds, email, kinds } = mentions;
  if (MINE.test(plain(text))) return "policy_details";
  const words = wordsOf(text);
  if (kinds.length === 1 && words.every((word) => AROUND_KIND.has(word))) return "policy_details";
  const rest = words.filter((word) => !AROUND.has(word));
  if (email !== undefined && isMadeOf(rest, plain(email))) return "update_contact";
  if (claimIds.length > 0 && isMadeOf(rest, claimIds.map(plain).join(" "))) return "claim_status";
  if (policyNumbers.length > 0 && isMadeOf(rest, policyNumbers.map(plain).join(" "))) {
    return "policy_details";
  }
  return undefined;
}

/** True when the words left are those of the mention, however they were parted. */
function isMadeOf(rest: readonly string[], mention: string): boolean {
  const whole = mention.replaceAll(" ", "");
  return rest.length > 0 && rest.every((word) => whole.includes(word));
}
