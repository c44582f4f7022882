import { AppError } from "../core/errors.ts";
import type { Clock } from "../core/conversation.ts";

/** Longest wait we take from a provider: one asked for a day, and a conversation does not last that long. */
const MAX_WAIT_MS = 3_600_000;

/** Until someone has renewed a credential there is no use in knocking more often. */
export const CREDENTIAL_WAIT_MS = 60_000;

/**
 * Reads `Retry-After`: seconds or an HTTP date.
 * @returns milliseconds, at most one hour; `undefined` when the header says nothing we understand.
 */
export function readRetryAfter(
  header: string | null | undefined,
  clock: Clock,
): number | undefined {
  const value = header?.trim() ?? "";
  if (value === "") return undefined;
  const waitMs = /^\d+(?:\.\d+)?$/.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - clock();
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), MAX_WAIT_MS);
}

interface Answer {
  /** Who answered, for the sentence. */
  readonly provider: string;
  readonly status: number;
  /** The provider's own error code, if it gave one. */
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;
}

/**
 * What an HTTP status says about another try. Nothing of the provider's text is kept, since it may quote the message.
 * 503 that names a reason or a time is the provider's own word that it took nothing; 500, 502, 504 and a bare 503, which
 * gateways answer with too, say nothing about what happened behind them.
 */
export function refusalByStatus(answer: Answer): AppError {
  const { provider, status, retryAfterMs } = answer;
  const says = `${provider} answered ${status}${answer.code === undefined ? "" : `, code ${answer.code}`}`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return new AppError("rate_limited", `${says}: too many messages.`, wait);
  if (status === 401) {
    // The message is good and the credential is not; it waits for whoever renews it.
    return new AppError("upstream_unavailable", `${says}: our credential is not accepted.`, {
      retryAfterMs: retryAfterMs ?? CREDENTIAL_WAIT_MS,
    });
  }
  // A redirect is not followed, and whoever waited in vain for our request has not taken it.
  const isRefused = status === 503 && (answer.code !== undefined || retryAfterMs !== undefined);
  if (isRefused || status === 408 || (status >= 300 && status < 400)) {
    return new AppError("upstream_unavailable", `${says}.`, wait);
  }
  if (status >= 500) {
    return new AppError("outcome_unknown", `${says}: the message may have been taken.`, wait);
  }
  return new AppError("upstream_rejected", `${says}.`);
}
