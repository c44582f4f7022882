/** What went wrong, in a closed list. The HTTP status and the retry rule hang on this code alone. */
export type ErrorCode = keyof typeof traits;

interface Trait {
  /** HTTP status sent when the error reaches a route. */
  readonly status: number;
  /** May the same work be tried again unchanged? Workers read this; nothing else decides retries. */
  readonly retryable: boolean;
}

/** One table gives each code its HTTP status and whether it may be retried. */
export const traits = {
  invalid_request: { status: 400, retryable: false },
  unauthorized: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  conflict: { status: 409, retryable: false },
  too_large: { status: 413, retryable: false },
  unsupported_media_type: { status: 415, retryable: false },
  rate_limited: { status: 429, retryable: true },
  upstream_rejected: { status: 502, retryable: false },
  /** The customer last wrote too long ago: only a template would be taken, free words wait until they write again. */
  window_closed: { status: 409, retryable: false },
  upstream_unavailable: { status: 503, retryable: true },
  /** Whether the other side did it, nobody knows: it was asked, and no usable answer came. */
  outcome_unknown: { status: 503, retryable: true },
  store_unavailable: { status: 503, retryable: true },
  lease_lost: { status: 503, retryable: true },
  misconfigured: { status: 500, retryable: false },
  internal: { status: 500, retryable: false },
} as const satisfies Record<string, Trait>;

interface Details {
  /** The error underneath, kept for the log and never sent to a client. */
  cause?: unknown;
  /** How long the other side asked us to wait, in milliseconds. */
  retryAfterMs?: number;
  /** Whom a wait concerns: only what goes to this one address, or everything that goes this way. */
  concerns?: "one" | "all";
}

/** The one error class of the house: a code, a sentence for people, and what caused it. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly concerns: "one" | "all" | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.retryAfterMs = details.retryAfterMs;
    this.concerns = details.concerns;
  }

  /** LangGraph's own retry reads this too: 4xx is not tried again. */
  get status(): number {
    return traits[this.code].status;
  }

  get retryable(): boolean {
    return traits[this.code].retryable;
  }
}

/** Wraps anything thrown so that every caller above a boundary sees an AppError. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError("internal", "Something went wrong.", { cause: thrown });
}
