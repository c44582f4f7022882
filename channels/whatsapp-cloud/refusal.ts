import { z } from "zod";
import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { OptionalId, optionalObject, present } from "../fields.ts";
import { noSuchFile } from "../media-id.ts";
import { readRetryAfter, refusalByStatus, whileReading } from "../refusal.ts";
import { refusalOf } from "./refusals.ts";

/** Whose name errors carry. */
export const PROVIDER = "WhatsApp";

const Body = z.looseObject({
  error: optionalObject({ code: OptionalId, error_subcode: OptionalId }),
});

/** What Meta's answer that is no success says about another try; its words are not kept, its code is. */
export async function metaRefusal(response: Response, clock: Clock): Promise<AppError> {
  return toError(response, await readCodes(response), clock);
}

/** How the Graph API says that there is no such object, and WhatsApp that the file is lost. */
const GONE = new Set(["33", "100", "131052"]);

/** The same where a file was asked for. */
export async function metaFileRefusal(response: Response, clock: Clock): Promise<AppError> {
  const codes = await readCodes(response);
  const isGone = codes.code === undefined ? response.status === 404 : GONE.has(codes.code);
  return isGone ? noSuchFile() : whileReading(PROVIDER, toError(response, codes, clock));
}

interface Codes {
  readonly code: string | undefined;
  readonly subcode: string | undefined;
}

/** Gateways answer in HTML; then there are none, and the status alone decides. */
async function readCodes(response: Response): Promise<Codes> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = Body.safeParse(body).data?.error;
  return { code: error?.code, subcode: error?.error_subcode };
}

/** Meta's codes say more than the HTTP status, which it changes; what is not listed goes by status. */
function toError({ status, headers }: Response, codes: Codes, clock: Clock): AppError {
  const { code, subcode } = codes;
  const retryAfterMs = readRetryAfter(headers.get("retry-after"), clock);
  const known = code === undefined ? undefined : refusalOf(code, subcode);
  if (known === undefined) {
    const fix = "renew WHATSAPP_CLOUD_ACCESS_TOKEN";
    return refusalByStatus({ provider: PROVIDER, status, code, retryAfterMs, tooMany: "all", fix });
  }
  const says = `${PROVIDER} answered ${status}, code ${code}: ${known.why}.`;
  return new AppError(known.code, says, {
    ...present("retryAfterMs", retryAfterMs ?? known.waitMs),
    ...present("concerns", known.concerns),
  });
}
