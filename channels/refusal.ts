import { AppError } from "../core/errors.ts";
import type { Clock } from "../core/conversation.ts";
import { present } from "./fields.ts";

/**
 * Longest wait we take from a provider. Knocking earlier than it asked makes it wait longer still, so its word is kept; but
 * after a day WhatsApp would not take the words any more, so whoever asks for more is asked again then.
 */
const MAX_WAIT_MS = 24 * 3_600_000;

/** Until someone has renewed a credential there is no use in knocking more often. */
export const CREDENTIAL_WAIT_MS = 60_000;

/**
 * Reads `Retry-After`: seconds or an HTTP date.
 * @returns milliseconds, at most 24 hours; `undefined` when the header says nothing we understand.
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
  /** Whom its 429 concerns, where that is known. */
  readonly tooMany?: "one" | "all";
  /** What to do about a credential it does not accept: "renew …". */
  readonly fix?: string;
}

/**
 * What an HTTP status says about another try. Nothing of the provider's text is kept, since it may quote the message.
 * 503 that names a reason or a time is the provider's own word that it took nothing; 500, 502, 504, a bare 503 and a success
 * of another kind than was expected, which gateways answer with too, say nothing about what happened behind them.
 */
export function refusalByStatus(answer: Answer): AppError {
  const { provider, status, code, retryAfterMs } = answer;
  const says = `${provider} answered ${status}${code === undefined ? "" : `, code ${code}`}`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) {
    const concerns = present("concerns", answer.tooMany);
    return new AppError("rate_limited", `${says}: too many messages.`, { ...wait, ...concerns });
  }
  if (status === 401) return notAccepted(says, answer);
  // A redirect is not followed, and whoever waited in vain for our request has not taken it.
  const isRefused = status === 503 && (code !== undefined || retryAfterMs !== undefined);
  if (isRefused || status === 408 || (status >= 300 && status < 400)) {
    return new AppError("upstream_unavailable", `${says}.`, wait);
  }
  if (status >= 500 || status < 300) {
    return new AppError("outcome_unknown", `${says}: the message may have been taken.`, wait);
  }
  return new AppError("upstream_rejected", `${says}.`);
}

/** The message is good and the credential is not; it waits for whoever renews it, and so does everything else. */
function notAccepted(says: string, { fix, retryAfterMs }: Answer): AppError {
  const todo = fix === undefined ? "" : `; ${fix}`;
  return new AppError("upstream_unavailable", `${says}: our credential is not accepted${todo}.`, {
    retryAfterMs: retryAfterMs ?? CREDENTIAL_WAIT_MS,
    concerns: "all",
  });
}

/** The error of a request that only reads: it can be made again whatever became of it, so nothing about it is unknown. */
export function whileReading(provider: string, thrown: unknown): AppError {
  if (thrown instanceof AppError && thrown.code !== "outcome_unknown") return thrown;
  return new AppError("upstream_unavailable", `${provider} did not give the file.`, {
    cause: thrown,
  });
}
