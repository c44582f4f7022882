/** Longest text taken from one WhatsApp message, in UTF-16 code units; both providers stop here. */
export const MAX_TEXT = 4_096;

/** Longest name taken from outside; it is shown to people and customers on one line. */
const MAX_NAME = 128;

// All of C0 but tab and line feed, and DEL: invisible, and NUL is what Postgres refuses in text.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/**
 * Text from outside as the house keeps it: well-formed, NFC, no control characters but tab and line feed.
 * @returns at most `maxLength` code units, never ending in half a character; may be empty.
 */
export function cleanText(text: string, maxLength: number = MAX_TEXT): string {
  // Normalising takes quadratic time on megabytes of stacked accents, so the bulk goes first.
  const bounded = text.slice(0, maxLength * 4);
  const clean = bounded.replaceAll(/\r\n?/g, "\n").replaceAll(CONTROLS, "");
  return cutAt(clean.toWellFormed().normalize("NFC"), maxLength);
}

/** A name from outside on one line; `undefined` when nothing visible is left. */
export function cleanName(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const line = cleanText(name, MAX_NAME).replaceAll(/\s+/g, " ").trim();
  return isBlank(line) ? undefined : line;
}

/** Is there nothing to see: no character, or only white space and invisible format characters? */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}]/u.test(text);
}

function cutAt(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // In well-formed text a high surrogate at the edge has its other half just behind it.
  const last = text.charCodeAt(maxLength - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? maxLength - 1 : maxLength);
}
