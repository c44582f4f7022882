import { AppError } from "../../../core/errors.ts";
import { fails } from "../../../core/finding.ts";
import type { Finding } from "../../../core/finding.ts";

/** One thing to look at. */
export interface Check {
  readonly what: string;
  /** Looks, within the signal's time; `undefined` when another check has already said why there is nothing to see. */
  readonly look: (signal: AbortSignal) => Promise<Finding | undefined>;
}

/** One line of the report. */
export type Result = Finding & { readonly what: string };

/** Looks at everything side by side; each has its own time, and what fails or hangs hides nothing else. */
export async function runChecks(checks: readonly Check[], timeoutMs: number): Promise<Result[]> {
  const results = await Promise.all(
    checks.map(async ({ what, look }) => {
      const finding = await lookInTime(look, timeoutMs);
      return finding && { what, ...finding };
    }),
  );
  return results.filter((result) => result !== undefined);
}

async function lookInTime(look: Check["look"], timeoutMs: number): Promise<Finding | undefined> {
  const { promise: over, resolve } = Promise.withResolvers<Finding>();
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(new DOMException("too late", "TimeoutError"));
    // Some ask again for a moment before they give up; they may say so better than we do.
    setTimeout(() => resolve(tooLate(timeoutMs)), GRACE_MS).unref();
  }, timeoutMs);
  try {
    return await Promise.race([look(late.signal), over]);
  } catch (thrown) {
    return broken(thrown);
  } finally {
    clearTimeout(timer);
  }
}

const GRACE_MS = 250;

function tooLate(timeoutMs: number): Finding {
  const seconds = timeoutMs / 1_000;
  return fails(`no answer within ${seconds} s`, "check its address, and what stands between");
}

/** Our own errors have a sentence for people; anybody else's may quote a secret. */
function broken(thrown: unknown): Finding {
  const found = thrown instanceof AppError ? thrown.message : `failed (${nameOf(thrown)})`;
  return fails(found, "see docs/operating.md");
}

function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  return "code" in thrown ? String(thrown.code) : thrown.name;
}
