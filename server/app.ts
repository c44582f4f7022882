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
  app.on("error", (err: unknown) => log.error({ err }, "response failed"));
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
