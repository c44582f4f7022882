import type { Context, Middleware } from "koa";
import { AppError } from "../../core/errors.ts";

/** Doors that prove every request by themselves; a tunnel from Meta, Event Grid or ACS comes in under its own name. */
const PROVEN = /^\/(webhook|contact-center\/\w+|files\/[\w-]+)$/;

/**
 * Keeps foreign web pages out of an open development server: without keys, whoever reaches it may act, so a page from
 * elsewhere (cross-site request) or a name that was pointed at loopback (DNS rebinding) must not reach it.
 */
export function sameSiteOnly(): Middleware {
  return async function sameSite(ctx, next) {
    if (!isLoopbackName(ctx.hostname) && !PROVEN.test(ctx.path)) {
      throw new AppError("forbidden", "Without keys this server answers on loopback names only.");
    }
    if (isForeign(ctx)) {
      throw new AppError("forbidden", "Without keys this server takes nothing from other sites.");
    }
    await next();
  };
}

function isForeign(ctx: Context): boolean {
  const origin = ctx.get("origin");
  if (origin !== "") return !URL.canParse(origin) || new URL(origin).host !== ctx.host;
  return ctx.get("sec-fetch-site") === "cross-site" && ctx.method !== "GET";
}

/** Is this a name only this machine itself uses for the server? */
export function isLoopbackName(name: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(name) || name === "";
}
