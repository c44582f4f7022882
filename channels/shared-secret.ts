import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Is this one of our secrets? Takes the same time for every candidate, so that it cannot be guessed letter by letter.
 * @param secrets all that are valid now, the old and the new one during a rotation; empty ones never match.
 */
export function isSecret(candidate: string | undefined, secrets: readonly string[]): boolean {
  if (candidate === undefined || candidate === "") return false;
  const hashed = sha256(candidate);
  let isKnown = false;
  for (const secret of secrets) {
    // Hashes have one length, which timingSafeEqual asks for; no early exit, for the same reason.
    isKnown = timingSafeEqual(hashed, sha256(secret)) || isKnown;
  }
  return isKnown;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
