import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import type { ErrorCode } from "../../core/errors.ts";

/** How one call to the model ended, for counting. */
export type CallResult =
  | "answered"
  | "timeout"
  | "rate_limited"
  | "rejected"
  | "unavailable"
  /** Not asked at all. */
  | "spared"
  /** The house itself let go: it is leaving, or the turn was lost. */
  | "abandoned";

/**
 * Whatever the client threw, as an AppError; nothing of the provider's text is kept, since it may quote what people wrote.
 * @param signal the caller's own; what it cut short for another reason than time says nothing about the provider.
 */
export function toModelFailure(cause: unknown, signal: AbortSignal, clock: Clock): AppError {
  if (signal.aborted && !isTimeout(signal.reason)) {
    return new AppError("internal", "The turn was given up while the model thought.", { cause });
  }
  if (signal.aborted || isTimeout(cause)) {
    return new AppError("outcome_unknown", "The model did not answer in time.", { cause });
  }
  const status = statusOf(cause);
  const retryAfterMs = retryAfterOf(cause, clock);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const says = `The model's provider answered ${status ?? "nothing that can be read"}.`;
  return new AppError(codeOf(status), says, { cause, ...wait });
}

function codeOf(status: number | undefined): ErrorCode {
  if (status === 429) return "rate_limited";
  if (status === 401 || status === 403 || status === 404) return "misconfigured";
  const isRefusal = status !== undefined && status >= 400 && status < 500 && status !== 408;
  return isRefusal ? "upstream_rejected" : "upstream_unavailable";
}

/** The word a failure is counted under. */
export function resultOf(failure: unknown): CallResult {
  if (!(failure instanceof AppError) || failure.code === "internal") return "abandoned";
  if (failure.code === "outcome_unknown") return "timeout";
  if (failure.code === "rate_limited") return "rate_limited";
  return failure.code === "upstream_rejected" ? "rejected" : "unavailable";
}

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "TimeoutError";
}

function statusOf(thrown: unknown): number | undefined {
  const status = thrown instanceof Error && "status" in thrown ? thrown.status : undefined;
  return typeof status === "number" ? status : undefined;
}

/** `Retry-After` in seconds or as an HTTP date, or OpenAI's own in milliseconds. */
function retryAfterOf(thrown: unknown, clock: Clock): number | undefined {
  const headers = thrown instanceof Error && "headers" in thrown ? thrown.headers : undefined;
  if (!(headers instanceof Headers)) return undefined;
  const inMs = headers.get("retry-after-ms");
  if (inMs !== null && /^\d+$/.test(inMs)) return Number(inMs);
  const value = headers.get("retry-after")?.trim() ?? "";
  if (value === "") return undefined;
  const waitMs = /^\d+(?:\.\d+)?$/.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - clock();
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
