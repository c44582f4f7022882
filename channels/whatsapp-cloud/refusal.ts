import { z } from "zod";
import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { OptionalId, optionalObject } from "../fields.ts";
import { CREDENTIAL_WAIT_MS, readRetryAfter, refusalByStatus } from "../refusal.ts";

type Refusal = {
  readonly code: "rate_limited" | "upstream_unavailable" | "outcome_unknown" | "upstream_rejected";
  readonly why: string;
  /** When Meta names no wait of its own. */
  readonly waitMs?: number;
};

const MINUTE_MS = 60_000;
const temporary: Refusal = { code: "upstream_unavailable", why: "WhatsApp is out of order" };
/** Meta's own word for it is "unknown": the message may have left. */
const unknown: Refusal = { code: "outcome_unknown", why: "the message may have been taken" };
const credential: Refusal = {
  code: "upstream_unavailable",
  why: "our access token is not accepted; renew WHATSAPP_CLOUD_ACCESS_TOKEN",
  waitMs: CREDENTIAL_WAIT_MS,
};
const forbidden: Refusal = { code: "upstream_rejected", why: "our app lacks a permission" };

/** Meta's codes say more than the HTTP status, which it changes; what is not listed goes by status. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  "0": credential,
  "190": credential,
  "1": unknown,
  "2": temporary,
  "131000": temporary,
  "131016": temporary,
  "3": forbidden,
  "10": forbidden,
  "4": { code: "rate_limited", why: "our app calls too often", waitMs: MINUTE_MS },
  "80007": { code: "rate_limited", why: "our business account calls too often", waitMs: MINUTE_MS },
  "130429": { code: "rate_limited", why: "our number sends too fast", waitMs: 1_000 },
  /** One message in six seconds to the same customer. */
  "131056": { code: "rate_limited", why: "too many messages to one customer", waitMs: 6_000 },
  "131048": { code: "rate_limited", why: "our number is held for spam", waitMs: 15 * MINUTE_MS },
  "33": { code: "upstream_rejected", why: "a parameter is wrong" },
  "100": { code: "upstream_rejected", why: "a parameter is wrong" },
  "131008": { code: "upstream_rejected", why: "a parameter is missing" },
  "131009": { code: "upstream_rejected", why: "a parameter is wrong" },
  "131021": { code: "upstream_rejected", why: "sender and recipient are the same" },
  "131026": { code: "upstream_rejected", why: "the customer cannot be reached on WhatsApp" },
  "131030": { code: "upstream_rejected", why: "the number is not on the test list" },
  "131031": { code: "upstream_rejected", why: "our account is locked" },
  "368": { code: "upstream_rejected", why: "our account is blocked for its content" },
  "131042": { code: "upstream_rejected", why: "there is a problem with the payment method" },
  "131047": { code: "upstream_rejected", why: "the customer last wrote more than 24 hours ago" },
  "131049": { code: "upstream_rejected", why: "Meta withholds the message from this customer" },
  "131051": { code: "upstream_rejected", why: "this type of message is not supported" },
  "133010": { code: "upstream_rejected", why: "our number is not registered" },
};

const Body = z.looseObject({ error: optionalObject({ code: OptionalId }) });

/** What Meta's answer to a failed send says about another try; its words are not kept, its code is. */
export async function metaRefusal(response: Response, clock: Clock): Promise<AppError> {
  // Gateways answer in HTML; then the status alone decides.
  const body: unknown = await response.json().catch(() => undefined);
  const code = Body.safeParse(body).data?.error?.code;
  const retryAfterMs = readRetryAfter(response.headers.get("retry-after"), clock);
  const known = code === undefined ? undefined : knownRefusal(code);
  if (known === undefined) {
    return refusalByStatus({ provider: "WhatsApp", status: response.status, code, retryAfterMs });
  }
  const waitMs = retryAfterMs ?? known.waitMs;
  const says = `WhatsApp answered ${response.status}, code ${code}: ${known.why}.`;
  return new AppError(known.code, says, waitMs === undefined ? {} : { retryAfterMs: waitMs });
}

function knownRefusal(code: string): Refusal | undefined {
  const isPermission = /^2\d\d$/.test(code);
  return isPermission ? forbidden : REFUSALS[code];
}
