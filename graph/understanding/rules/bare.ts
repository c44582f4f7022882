import type { IntentName } from "../../../core/conversation.ts";
import { plain } from "../fold.ts";
import type { Mentions } from "../reading.ts";

const AROUND = new Set(
  `policy policies claim number numbers no nr num id the my it its is this that one for on about of please pls hi hello and details detail info show me open see e mail email address new
  poliza polizas siniestro reclamo reclamacion expediente caso numero la el mi es esta este una un de sobre por favor hola y detalles ver abrir muestrame correo electronico nuevo a to`.split(
    /\s+/u,
  ),
);

/** What a message means that holds nothing but a policy number, a claim number, an e-mail address, or a place in a list. */
export function meaningOfBareMention(text: string, mentions: Mentions): IntentName | undefined {
  const { policyNumbers, claimIds, email } = mentions;
  const rest = plain(text)
    .split(" ")
    .filter((word) => !AROUND.has(word));
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
