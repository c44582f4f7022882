import { isRestError } from "@azure/communication-common";
import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { present } from "../fields.ts";
import { CREDENTIAL_WAIT_MS, readRetryAfter, refusalByStatus } from "../refusal.ts";
import { noUsableAnswer, unanswered } from "../unanswered.ts";

/** Who it is, in our sentences. */
export const PROVIDER = "Azure Communication Services chat";

const FIX =
  "check CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING and CHAT_COMMUNICATION_SERVICES_IDENTITY";

/** What was asked for when it went wrong. */
export interface Asked {
  /** The service counts some calls for each thread and others for all we do. */
  readonly concerns: "one" | "all";
  /** Only looked: whatever went wrong, nothing has happened. */
  readonly isRead?: boolean;
}

/** The error of a call to the chat service. Nothing of its text is kept, since it may quote what people wrote. */
export function chatError(thrown: unknown, { concerns, isRead }: Asked, clock: Clock): AppError {
  if (thrown instanceof AppError) return thrown;
  const error = refused(thrown, concerns, clock);
  if (isRead !== true || error.code !== "outcome_unknown") return withCause(error, thrown);
  return new AppError("upstream_unavailable", `${PROVIDER} gave no answer we can use.`, {
    cause: thrown,
    ...present("retryAfterMs", error.retryAfterMs),
  });
}

/** The error of a call for a token: whatever it was, no message has left, and every message needs one. */
export function tokenError(thrown: unknown, clock: Clock): AppError {
  const error = refused(thrown, "all", clock);
  if (error.code === "rate_limited" || isTokenRefused(thrown)) return withCause(error, thrown);
  // A key or an identity that is refused waits for whoever renews it; the messages are good.
  const isRejected = error.code === "upstream_rejected";
  const waitMs = isRejected ? CREDENTIAL_WAIT_MS : error.retryAfterMs;
  const says = `${PROVIDER} gave us no token${isRejected ? `; ${FIX}` : ""}.`;
  return new AppError("upstream_unavailable", says, {
    cause: thrown,
    concerns: "all",
    ...present("retryAfterMs", waitMs),
  });
}

/** The cause is for the log, and for `isGone`. */
function withCause({ code, message, retryAfterMs, concerns }: AppError, cause: unknown): AppError {
  const wait = { ...present("retryAfterMs", retryAfterMs), ...present("concerns", concerns) };
  return new AppError(code, message, { cause, ...wait });
}

/** Did the service refuse our token? */
export function isTokenRefused(thrown: unknown): boolean {
  return statusOf(thrown) === 401;
}

/** Is the thread gone, or closed to us? */
export function isGone(error: unknown): boolean {
  const status = error instanceof AppError ? statusOf(error.cause) : undefined;
  return status === 403 || status === 404;
}

function refused(thrown: unknown, tooMany: Asked["concerns"], clock: Clock): AppError {
  const status = statusOf(thrown);
  if (!isRestError(thrown) || status === undefined) return unanswered(PROVIDER, thrown);
  if (status < 300) return noUsableAnswer(PROVIDER, thrown);
  const headers = thrown.response?.headers;
  const inMs = headers?.get("retry-after-ms") ?? headers?.get("x-ms-retry-after-ms");
  const seconds = inMs === undefined ? undefined : String(Number(inMs) / 1_000);
  return refusalByStatus({
    provider: PROVIDER,
    status,
    code: codeOf(thrown.code),
    retryAfterMs: readRetryAfter(headers?.get("retry-after") ?? seconds, clock),
    tooMany,
    fix: FIX,
  });
}

function statusOf(thrown: unknown): number | undefined {
  return isRestError(thrown) ? thrown.statusCode : undefined;
}

/** The service's own word; `PARSE_ERROR` is the SDK's for a body that is none of the service's. */
function codeOf(code: string | undefined): string | undefined {
  return code === "PARSE_ERROR" || !/^[\w.-]{1,64}$/.test(code ?? "") ? undefined : code;
}
