import type { AppError } from "../../core/errors.ts";
import { CREDENTIAL_WAIT_MS } from "../refusal.ts";

/** What one of Meta's error codes means for the message it is about. */
export interface Refusal {
  readonly code: Extract<
    AppError["code"],
    | "rate_limited"
    | "upstream_unavailable"
    | "outcome_unknown"
    | "upstream_rejected"
    | "window_closed"
  >;
  /** For the operator: what happened and, where it helps, what to do. */
  readonly why: string;
  /** When Meta names no wait of its own. */
  readonly waitMs?: number;
  /** Whom the wait concerns. */
  readonly concerns?: "one" | "all";
}

const MINUTE_MS = 60_000;

/** The message is good; it waits for whoever sets our account right, and so does everything else. */
const waitsForUs = {
  code: "upstream_unavailable",
  waitMs: CREDENTIAL_WAIT_MS,
  concerns: "all",
} as const;
const credential: Refusal = {
  ...waitsForUs,
  why: "our access token is not accepted; renew WHATSAPP_CLOUD_ACCESS_TOKEN",
};
const permission: Refusal = {
  ...waitsForUs,
  why: "our access token lacks a permission; give its system user whatsapp_business_messaging and this number in Meta Business Suite",
};

const temporary: Refusal = { code: "upstream_unavailable", why: "WhatsApp is out of order" };
/** Meta's own word for it is "unknown": the message may have left. */
const unknown: Refusal = { code: "outcome_unknown", why: "the message may have been taken" };

const tooMany = (why: string, waitMs: number): Refusal => ({
  code: "rate_limited",
  why,
  waitMs,
  concerns: "all",
});
const final = (why: string): Refusal => ({ code: "upstream_rejected", why });
const template = (fault: string): Refusal => final(`${fault}; set it right in WhatsApp Manager`);

/**
 * What to try again, what to give up and what to tell whoever runs this server.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  "0": credential,
  "190": credential,
  "3": permission,
  "10": permission,

  "1": unknown,
  "2": temporary,
  "131000": temporary,
  "131016": temporary,

  "4": tooMany("our app calls too often", MINUTE_MS),
  "80007": tooMany("our business account calls too often", MINUTE_MS),
  "130429": tooMany("our number sends too fast", 1_000),
  "131048": tooMany(
    "our number is held for spam; see its quality in WhatsApp Manager",
    15 * MINUTE_MS,
  ),
  "131056": {
    code: "rate_limited",
    why: "too many messages to one customer",
    // One in six seconds to the same customer; nobody else waits for that.
    waitMs: 6_000,
    concerns: "one",
  },

  "131047": { code: "window_closed", why: "the customer last wrote more than 24 hours ago" },

  "33": final("a parameter is wrong"),
  "100": final("a parameter is wrong"),
  "131008": final("a parameter is missing"),
  "131009": final("a parameter is wrong"),
  "131021": final("sender and recipient are the same"),
  "131026": final("the customer cannot be reached on WhatsApp"),
  "131030": final("the number is not on the test list; add it in the app's WhatsApp settings"),
  "131049": final("Meta withholds the message from this customer"),
  "130472": final("Meta withholds the message for an experiment"),
  "131050": final("the customer wants no marketing"),
  "131051": final("this type of message is not supported"),
  "131052": final("the file could not be fetched"),
  "131053": final("WhatsApp does not take this file"),

  "131031": final("our account is locked; see Account Quality in Meta Business Suite"),
  "368": final(
    "our account is blocked for its content; see Account Quality in Meta Business Suite",
  ),
  "131042": final("Meta cannot be paid; add a payment method in its Billing Hub"),
  "133010": final("our number is not registered; register it in WhatsApp Manager"),
  "133016": final("our number was registered too often; wait 72 hours and register it again"),

  "132000": template("the template takes another number of parameters"),
  "132001": template("there is no such template in this language, or it is not approved"),
  "132005": template("the template is too long with these parameters"),
  "132007": template("the template breaks a rule of WhatsApp"),
  "132012": template("the template takes parameters of another form"),
  "132015": template("the template is paused for its quality"),
  "132016": template("the template is disabled for good"),
};

/** To a token that may not see our number it looks as if there were none. */
const notOurNumber: Refusal = {
  ...waitsForUs,
  why: "our access token does not see our number; check WHATSAPP_CLOUD_PHONE_NUMBER_ID, and what the token's system user may use",
};

/** What a code means; undefined for one that is not listed, which goes by its status. */
export function refusalOf(code: string, subcode: string | undefined): Refusal | undefined {
  if (code === "100" && subcode === "33") return notOurNumber;
  const isPermission = /^2\d\d$/.test(code);
  return isPermission ? permission : REFUSALS[code];
}
