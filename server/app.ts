import Koa from "koa";
import type { Router } from "@koa/router";
import type { Middleware } from "koa";
import type { Log } from "../core/log.ts";
import { answerErrors } from "./middleware/errors.ts";

interface AppParts {
  readonly routers: readonly Router[];
  /** Runs before every route, inside the error answer. */
  readonly guards: readonly Middleware[];
  readonly log: Log;
}

/** The HTTP application: errors outermost, then guards, then each router. */
export function makeApp({ routers, guards, log }: AppParts): Koa {
  const app = new Koa();
  app.on("error", (err: unknown) => {
    if (isGone(err)) log.debug({ err }, "nobody waits for the rest of an answer");
    else log.error({ err }, "response failed");
  });
  app.use(answerErrors(log));
  app.use(async function hardened(ctx, next) {
    ctx.set("x-content-type-options", "nosniff");
    await next();
  });
  for (const guard of guards) app.use(guard);
  for (const router of routers) {
    app.use(router.routes());
    app.use(router.allowedMethods());
  }
  return app;
}

/** Whoever closes a page in the middle of a picture has done nothing wrong. */
function isGone(err: unknown): boolean {
  const code = err instanceof Error && "code" in err ? err.code : undefined;
  return code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET" || code === "EPIPE";
}
