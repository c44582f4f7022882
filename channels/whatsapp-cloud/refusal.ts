import { z } from "zod";
import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { OptionalId, optionalObject, present } from "../fields.ts";
import { noSuchFile } from "../media-id.ts";
import { readRetryAfter, refusalByStatus, whileReading } from "../refusal.ts";
import { refusalOf } from "./refusals.ts";

/** Whose name errors carry. */
export const PROVIDER = "WhatsApp";

const Body = z.looseObject({ error: optionalObject({ code: OptionalId }) });

/** What Meta's answer that is no success says about another try; its words are not kept, its code is. */
export async function metaRefusal(response: Response, clock: Clock): Promise<AppError> {
  return toError(response, await readCode(response), clock);
}

/** How the Graph API says that there is no such object, and WhatsApp that the file is lost. */
const GONE = new Set(["33", "100", "131052"]);

/** The same where a file was asked for. */
export async function metaFileRefusal(response: Response, clock: Clock): Promise<AppError> {
  const code = await readCode(response);
  const isGone = code === undefined ? response.status === 404 : GONE.has(code);
  return isGone ? noSuchFile() : whileReading(PROVIDER, toError(response, code, clock));
}

/** Gateways answer in HTML; then there is no code, and the status alone decides. */
async function readCode(response: Response): Promise<string | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  return Body.safeParse(body).data?.error?.code;
}

/** Meta's codes say more than the HTTP status, which it changes; what is not listed goes by status. */
function toError({ status, headers }: Response, code: string | undefined, clock: Clock): AppError {
  const retryAfterMs = readRetryAfter(headers.get("retry-after"), clock);
  const known = code === undefined ? undefined : refusalOf(code);
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
