import { createHmac, randomBytes } from "node:crypto";
import { fails, off, works } from "../../../core/finding.ts";
import type { Finding } from "../../../core/finding.ts";
import { ABOUT_PROXIES, ask } from "./ask.ts";
import type { Door } from "./ask.ts";

const RESTART = "restart the server with these settings";
/** Of a kind we ignore, so that nothing is stored. */
const BODY = `{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"doctor"}]}]}`;

/** Tries Meta's handshake and its signature, right and wrong. */
export async function checkMetaDoor(door: Door): Promise<Finding> {
  const { WHATSAPP_CLOUD_VERIFY_TOKEN: token, WHATSAPP_CLOUD_APP_SECRET: secret } = door.config.env;
  if (!token || !secret) return off("closed to Meta", "the four WHATSAPP_CLOUD_… open it");
  const wrong = randomBytes(16).toString("hex");
  const challenge = String(randomBytes(4).readUInt32BE());
  const [echoed, refused, taken, forged] = await Promise.all([
    askChallenge(door, token.reveal(), challenge),
    askChallenge(door, wrong, challenge),
    deliver(door, secret.reveal()),
    deliver(door, wrong),
  ]);
  if (echoed.status !== 200 || echoed.text !== challenge) {
    const found = `the challenge was answered ${echoed.status}: the server has another WHATSAPP_CLOUD_VERIFY_TOKEN`;
    return fails(found, `${RESTART}; ${ABOUT_PROXIES}`);
  }
  if (refused.status !== 403) return fails("a wrong verify token is not refused", RESTART);
  if (forged.status !== 401) return fails("a wrong signature is not refused", RESTART);
  if (taken.status === 200)
    return works("challenge echoed, signature taken; wrong ones are refused");
  const found = `a signature with WHATSAPP_CLOUD_APP_SECRET was answered ${taken.status}`;
  return fails(found, `${RESTART}; ${ABOUT_PROXIES}`);
}

function askChallenge({ base, path, signal }: Door, verifyToken: string, challenge: string) {
  const query = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.verify_token": verifyToken,
    "hub.challenge": challenge,
  });
  return ask(`${base}${path}?${query.toString()}`, { signal });
}

function deliver({ base, path, signal }: Door, appSecret: string) {
  const hash = createHmac("sha256", appSecret).update(BODY).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${hash}` };
  return ask(`${base}${path}`, { signal, method: "POST", headers, body: BODY });
}
