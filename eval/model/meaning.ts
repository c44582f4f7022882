import type { IntentName } from "../../core/conversation.ts";
import { fold } from "../../tools/fold.ts";

/** What the scripted model takes a message for: the first that fits, in this order. */
const MEANINGS: readonly (readonly [IntentName, RegExp])[] = [
  [
    "unsafe",
    /ignore .*(?:instruction|rule)|system prompt|administrator|every customer|other customers?|ignora .*instrucciones|otros clientes/u,
  ],
  [
    "human_agent",
    /\b(?:human|a person|real person|somebody|someone to (?:talk|speak)|representative|una persona|un humano|un agente|complain|queja)\b/u,
  ],
  ["relationship_manager", /portfolio|financial planning|relationship manager|cartera|gestora/u],
  ["update_contact", /\b(?:change|update|new|cambi\w+|nuevo)\b.*\b(?:e-?mail|address|correo)\b/u],
  [
    "policy_change",
    /\b(?:cancel|renew|upgrade|add .*cover|dar de baja|cancelar|renovar|rescindir)\b(?!ation date)/u,
  ],
  [
    "claim_report",
    /\b(?:report|file|open|make|new)\b.*\bclaim\b|want to claim|\b(?:reportar|abrir|dar parte)\b|\b(?:dented|crashed|scratched|rammed) (?:my|into)\b|me (?:chocaron|rayaron)/u,
  ],
  ["claim_status", /\bclaims?\b|\b(?:so|how) long\b|\bcl-?\d{4}|siniestros?|reclamos?/u],
  [
    "coverage_question",
    /\bcover(?:ed|s)?\b|insured against|would you pay|do you pay|is .* included|^and lost\b|cubier\w+|cubre|incluid[oa]/u,
  ],
  [
    "billing",
    /premium|payment|\bpay\b|\bcosts?\b|\bdue\b|how much is|cuanto (?:pago|cuesta)|\bpago\b|\bprima\b/u,
  ],
  ["identity", /who am i|my details|details .*about me|quien soy|mis datos/u],
  ["capabilities", /what can you do|how can you help|que puede hacer|en que .*ayudar/u],
  ["smalltalk", /\b(?:robot|bot|thanks|thank you|gracias|how are you|nice|weather)\b/u],
  ["policy_details", /deductible|limits?\b|deducible|\bends?\b|running|starts?\b|vence/u],
  [
    "policy_list",
    /\b(?:policies|polizas)\b|what insurance|which insurance|insurances|que seguros|mis seguros/u,
  ],
  ["greeting", /^(?:hi|hello|hey|hola|good (?:morning|day)|buenos dias)\b/u],
];

/** What a message means to the scripted model; undefined when none of its words tell. */
export function meaningOf(text: string): IntentName | undefined {
  const folded = fold(text);
  return MEANINGS.find(([, pattern]) => pattern.test(folded))?.[0];
}
