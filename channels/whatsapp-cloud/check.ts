import { z } from "zod";
import { fails, oneLine, unreachable, warns, works } from "../../core/finding.ts";
import type { Finding } from "../../core/finding.ts";
import { OptionalId, OptionalText, optionalObject } from "../fields.ts";

/** The version that is sent with, too. */
const GRAPH_VERSION = "v26.0";

interface Checked {
  readonly baseUrl: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
}

const PhoneNumber = z.looseObject({
  display_phone_number: z.string(),
  verified_name: OptionalText,
  quality_rating: OptionalText,
});
const Refusal = z.looseObject({ error: optionalObject({ code: OptionalId }) });

/** Asks Meta about the number that sends, which takes the token and the number's id to be right, and sends nothing. */
export async function checkWhatsAppCloud(checked: Checked, signal: AbortSignal): Promise<Finding> {
  const { baseUrl, phoneNumberId, accessToken } = checked;
  const id = encodeURIComponent(phoneNumberId);
  const fields = "display_phone_number,verified_name,quality_rating";
  const url = `${baseUrl.replace(/\/+$/, "")}/${GRAPH_VERSION}/${id}?fields=${fields}`;
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, {
      // Following a redirect would hand the token to another host.
      redirect: "manual",
      signal,
      headers: { authorization: `Bearer ${accessToken}` },
    });
    body = await response.json().catch((thrown: unknown) => {
      // Gateways answer in HTML; then the status alone decides.
      if (signal.aborted) throw thrown;
    });
  } catch (thrown) {
    return unreachable("Meta", thrown, "WHATSAPP_CLOUD_API_URL");
  }
  if (!response.ok) return refused(response.status, Refusal.safeParse(body).data?.error?.code);
  const number = PhoneNumber.safeParse(body).data;
  if (!number) return fails("what answers is not Meta", "check WHATSAPP_CLOUD_API_URL");
  const { display_phone_number, verified_name, quality_rating } = number;
  const named = [display_phone_number, verified_name].filter(Boolean).join(", ");
  const found = oneLine(`${named}; quality ${quality_rating ?? "unknown"}`);
  if (quality_rating !== "RED") return works(found);
  return warns(found, "customers block or report this number: see WhatsApp Manager");
}

interface Cause {
  readonly isCode: (code: string) => boolean;
  readonly found: string;
  readonly fix: string;
}

/** What an operator can mend, by Meta's code. */
const CAUSES: readonly Cause[] = [
  {
    isCode: (code) => code === "190" || code === "0",
    found: "the access token is not accepted, or has expired",
    fix: "make a new token for the system user and set WHATSAPP_CLOUD_ACCESS_TOKEN",
  },
  {
    isCode: (code) => code === "100" || code === "33",
    found: "there is no such phone number for this token",
    fix: "set WHATSAPP_CLOUD_PHONE_NUMBER_ID to the number's id (not the number itself), and assign its account to the system user",
  },
  {
    isCode: (code) => code === "3" || code === "10" || /^2\d\d$/.test(code),
    found: "the token lacks a permission",
    fix: "make a token with whatsapp_business_messaging and whatsapp_business_management and set WHATSAPP_CLOUD_ACCESS_TOKEN",
  },
];

function refused(status: number, code: string | undefined): Finding {
  const says = `Meta answered ${status}${code === undefined ? "" : `, code ${oneLine(code)}`}`;
  // Without a code the status has to do.
  const byCode = code ?? (status === 401 ? "190" : "");
  const cause = CAUSES.find(({ isCode }) => isCode(byCode));
  if (cause) return fails(`${says}: ${cause.found}`, cause.fix);
  if (code === "4" || code === "80007" || status === 429) {
    return warns(`${says}: asked too often`, "try again in a few minutes");
  }
  if (status >= 500) return fails(`${says}: out of order`, "try again; see Meta's status page");
  return fails(says, "check the four WHATSAPP_CLOUD_… settings and WHATSAPP_CLOUD_API_URL");
}
