/** A country, a dot, up to 128 letters and digits; business groups put "ENT." in between. */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

const PHONE = /^\+[1-9]\d{6,14}$/;

/** Is this a phone number in E.164 with "+"? */
export function isPhone(address: string): boolean {
  return PHONE.test(address);
}

/** Is this the id WhatsApp gives to users who hide their number (BSUID)? It stays as it is. */
export function isUserId(address: string): boolean {
  return USER_ID.test(address);
}

/**
 * The first of several identities that is an address: a phone number becomes E.164, a WhatsApp user id stays.
 * @param candidates as providers send them, best first; digits come with or without "+".
 */
export function firstAddress(candidates: readonly (string | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    const address = toAddress(candidate ?? "");
    if (address !== undefined) return address;
  }
  return undefined;
}

function toAddress(raw: string): string | undefined {
  const identity = raw.trim();
  if (isUserId(identity)) return identity;
  const phone = identity.startsWith("+") ? identity : `+${identity}`;
  return isPhone(phone) ? phone : undefined;
}
