import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import type { ErrorCode } from "../../core/errors.ts";

const FAILURES_IN_A_ROW = 3;
const PAUSE_MS = 30_000;
/** Azure asks for a day when its quota is used up; who asks for more is tried again then. */
const LONGEST_PAUSE_MS = 24 * 3_600_000;

/** What says that the provider is in trouble, and not that it did not like one request. */
const TROUBLE: ReadonlySet<ErrorCode> = new Set([
  "rate_limited",
  "upstream_unavailable",
  "outcome_unknown",
  "misconfigured",
]);

/** Spares a provider in trouble, and our customers the wait for it. */
export interface Breaker {
  /**
   * Makes a call, unless the provider is being spared.
   * @throws AppError `upstream_unavailable` without calling while it is; else what the call throws.
   */
  run<T>(call: () => Promise<T>): Promise<T>;
}

/**
 * Makes one. After three failures in a row, or when the provider names a time to wait, nobody calls until the time is
 * over; then a single call finds out whether it is back.
 */
export function makeBreaker(clock: Clock): Breaker {
  let failures = 0;
  /** Null while all is well. */
  let sparedUntil: number | null = null;
  let isProbing = false;

  function succeeded(): void {
    failures = 0;
    sparedUntil = null;
  }

  function failed(error: AppError, isProbe: boolean): void {
    failures += 1;
    const asked = error.retryAfterMs;
    if (asked === undefined && failures < FAILURES_IN_A_ROW && !isProbe) return;
    const pauseMs = Math.min(Math.max(asked ?? PAUSE_MS, 1_000), LONGEST_PAUSE_MS);
    sparedUntil = Math.max(sparedUntil ?? 0, clock() + pauseMs);
  }

  return {
    async run(call) {
      const isProbe = sparedUntil !== null;
      if (sparedUntil !== null && (isProbing || clock() < sparedUntil)) {
        const retryAfterMs = Math.max(0, sparedUntil - clock());
        throw new AppError("upstream_unavailable", "The model is being spared.", { retryAfterMs });
      }
      isProbing = isProbe;
      try {
        const result = await call();
        // A call from before the trouble that ends well says nothing about now.
        if (isProbe || sparedUntil === null) succeeded();
        return result;
      } catch (thrown) {
        const code = thrown instanceof AppError ? thrown.code : undefined;
        if (thrown instanceof AppError && TROUBLE.has(thrown.code)) failed(thrown, isProbe);
        // It is well enough to read our request and refuse it.
        if (code === "upstream_rejected" && (isProbe || sparedUntil === null)) succeeded();
        throw thrown;
      } finally {
        if (isProbe) isProbing = false;
      }
    },
  };
}
