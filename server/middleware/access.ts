import type { Context, Middleware } from "koa";
import { isSecret } from "../../channels/shared-secret.ts";
import { AppError } from "../../core/errors.ts";
import type { Secret } from "../../core/secret.ts";
import { queryText } from "../query-text.ts";
import { isLoopbackName } from "./same-site.ts";

/** Says whether a request carries what a door asks for. */
export interface Proofs {
  /** A program's bearer key; none configured: open to who calls us by a loopback name. */
  hasKey(ctx: Context): boolean;
  /** Event Grid's secret, in the query or a header; none configured: open likewise, but never where others could reach it. */
  hasWebhookSecret(ctx: Context): boolean;
}

/** The proofs of this house; a comparison takes the same time whether right or wrong. */
export function makeProofs(parts: {
  readonly keys: readonly Secret[];
  readonly webhookSecrets: readonly Secret[];
  readonly isExposed: boolean;
}): Proofs {
  const keys = parts.keys.map((key) => key.reveal());
  const secrets = parts.webhookSecrets.map((secret) => secret.reveal());
  return {
    hasKey: (ctx) =>
      keys.length === 0 ? isLoopbackName(ctx.hostname) : isSecret(bearer(ctx), keys),
    hasWebhookSecret: (ctx) =>
      secrets.length === 0
        ? !parts.isExposed && isLoopbackName(ctx.hostname)
        : isSecret(queryText(ctx, "code"), secrets) ||
          isSecret(ctx.get("x-contact-center-key") || undefined, secrets),
  };
}

/** Lets a request through only with a program's key. */
export function requireKey(proofs: Proofs): Middleware {
  return async function key(ctx, next) {
    if (!proofs.hasKey(ctx)) throw unauthorized();
    await next();
  };
}

/** The answer to a missing or wrong proof; it does not say which. */
export function unauthorized(): AppError {
  return new AppError("unauthorized", "This door needs a valid key.");
}

function bearer(ctx: Context): string | undefined {
  return /^Bearer (.+)$/i.exec(ctx.get("authorization"))?.[1];
}
