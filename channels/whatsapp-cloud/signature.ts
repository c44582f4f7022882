import { createHmac, timingSafeEqual } from "node:crypto";
import { isSecret } from "../shared-secret.ts";

const HEADER = /^sha256=([0-9a-f]{64})$/i;

/**
 * Did Meta sign these bytes with our app's secret?
 * @param rawBody the body as it came in: Meta escapes `é`, `/` and `@`, so parsed and re-written JSON never matches.
 * @param header `X-Hub-Signature-256`.
 */
export function isSignedByMeta(
  rawBody: Buffer,
  header: string | undefined,
  appSecret: string,
): boolean {
  const claimed = HEADER.exec(header ?? "")?.[1];
  if (claimed === undefined || appSecret === "") return false;
  const expected = createHmac("sha256", appSecret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(claimed, "hex"));
}

/** Short visible ASCII only: it is echoed to whoever asks. */
const CHALLENGE = /^[\x21-\x7e]{1,512}$/;

/**
 * What to answer when Meta checks that this webhook is ours: the challenge, as plain text.
 * @returns `undefined` when the token is wrong or anything else is not as it should be.
 */
export function answerChallenge(
  query: Readonly<Record<string, unknown>>,
  verifyToken: string,
): string | undefined {
  const { "hub.mode": mode, "hub.verify_token": token, "hub.challenge": challenge } = query;
  if (mode !== "subscribe" || typeof token !== "string" || typeof challenge !== "string") {
    return undefined;
  }
  return isSecret(token, [verifyToken]) && CHALLENGE.test(challenge) ? challenge : undefined;
}
