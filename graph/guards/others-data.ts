import { squeezed } from "./facts.ts";
import type { Guard } from "./guard.ts";
import { namesStranger, streetsIn } from "./names-in.ts";

/** Fewer digits than a local number's name nobody. */
const MIN_PHONE = 7;

/** No name, e-mail, phone number, street or web address but this customer's own and those the tools gave. */
export const othersData: Guard = ({ reading, facts, evidence: { customer } }) => {
  const own = [customer?.name, customer?.relationshipManager].filter(Boolean).join(" ");
  const isKnownPhone = (phone: string) =>
    facts.phones.some(
      (known) =>
        (phone.length >= MIN_PHONE && known.endsWith(phone)) ||
        (known.length >= MIN_PHONE && phone.endsWith(known)),
    );
  const faults: readonly (readonly [isFault: boolean, says: string])[] = [
    [
      reading.emails.some((email) => !facts.emails.includes(email)),
      "The reply gives an e-mail address that is not in the tool results. Leave it out.",
    ],
    [
      reading.links.some((link) => !facts.links.includes(link)),
      "The reply gives a web address that is not in the tool results. Leave it out.",
    ],
    [
      reading.phones.some((phone) => !isKnownPhone(phone)),
      "The reply gives a phone or account number that is not in the tool results. Leave it out.",
    ],
    [
      streetsIn(reading.cased).some((street) => !facts.squeezed().includes(squeezed(street))),
      "The reply gives a street address that is not in the tool results. Leave it out.",
    ],
    [
      namesStranger(reading.cased, facts.words, own),
      "The reply names a person or product that is not in the tool results. Speak only of this customer, and call nobody by an invented name.",
    ],
  ];
  return faults.filter(([isFault]) => isFault).map(([, says]) => says);
};
