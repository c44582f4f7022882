import type { Context, Middleware } from "koa";
import { AppError, toAppError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";

/** The outermost layer: whatever is thrown below becomes the one JSON error shape; the cause goes to the log only. */
export function answerErrors(log: Log): Middleware {
  return async function errors(ctx, next) {
    try {
      await next();
    } catch (thrown) {
      answer(ctx, thrown, log);
      return;
    }
    if (ctx.body === undefined && ctx.respond !== false && ctx.status >= 400) {
      answer(ctx, notServed(ctx.status), log);
    }
  };
}

function answer(ctx: Context, thrown: unknown, log: Log): void {
  const error = toAppError(isClientFault(thrown) ? tooMuch(thrown) : thrown);
  if (error.status >= 500) log.error({ err: error, route: routeOf(ctx) }, "request failed");
  ctx.status = error.status;
  if (error.retryAfterMs !== undefined) {
    ctx.set("retry-after", String(Math.ceil(error.retryAfterMs / 1_000)));
  } else if (error.status === 503) {
    ctx.set("retry-after", "5");
  }
  ctx.body = { error: { code: error.code, message: error.message } };
}

/** The pattern of the route: the path itself can hold a phone number, which no log should. */
function routeOf(ctx: Context): string {
  const { _matchedRoute: route } = ctx as { readonly _matchedRoute?: string | RegExp };
  return String(route ?? "none");
}

function notServed(status: number): AppError {
  if (status === 405 || status === 501) {
    return new AppError("method_not_allowed", "This method is not served here.");
  }
  return new AppError("not_found", "There is nothing here.");
}

/** Body readers and the router throw http-errors with a status of their own. */
function isClientFault(thrown: unknown): thrown is { status: number } {
  return (
    thrown instanceof Error &&
    !(thrown instanceof AppError) &&
    "status" in thrown &&
    typeof thrown.status === "number" &&
    thrown.status < 500
  );
}

function tooMuch({ status }: { status: number }): AppError {
  if (status === 413) return new AppError("too_large", "The body is too large.");
  if (status === 405) return notServed(status);
  return new AppError("invalid_request", "The request cannot be read.");
}
