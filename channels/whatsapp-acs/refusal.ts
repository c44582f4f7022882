import { z } from "zod";
import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { OptionalId, optionalObject } from "../fields.ts";
import { CREDENTIAL_WAIT_MS, readRetryAfter, refusalByStatus } from "../refusal.ts";

/** Whose name errors carry. */
export const PROVIDER = "Azure Communication Services";

const ErrorBody = z.looseObject({ error: optionalObject({ code: OptionalId }) });

interface Refused {
  readonly status: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Left out where it comes as a stream; its code is in the headers too. */
  readonly body?: unknown;
}

/** What an answer of ACS that is no success says about another try; its words are not kept, its code is. */
export function acsRefusal({ status, headers, body }: Refused, clock: Clock): AppError {
  const inMs = headers["retry-after-ms"] ?? headers["x-ms-retry-after-ms"];
  const seconds = inMs === undefined ? undefined : String(Number(inMs) / 1_000);
  const code = ErrorBody.safeParse(body).data?.error?.code ?? headers["x-ms-error-code"];
  const retryAfterMs = readRetryAfter(headers["retry-after"] ?? seconds, clock);
  if (status === "403") return forbidden(code, retryAfterMs);
  return refusalByStatus({
    provider: PROVIDER,
    status: Number(status),
    code,
    retryAfterMs,
    // The resource has had too many; what WhatsApp itself limits for one customer shows in reports only.
    tooMany: "all",
    fix: "renew WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING and set the server's clock right",
  });
}

/** It is about us and no message: all of them wait for whoever sets it right. */
function forbidden(code: string | undefined, retryAfterMs = CREDENTIAL_WAIT_MS): AppError {
  const says = `${PROVIDER} answered 403${code === undefined ? "" : `, code ${code}`}`;
  return new AppError(
    "upstream_unavailable",
    `${says}: we may not use this channel; check WHATSAPP_CHANNEL_ID, and whether the resource lets this server and access keys in.`,
    { retryAfterMs, concerns: "all" },
  );
}
