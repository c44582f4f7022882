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
  /**
   * Event Grid's secret, in the query or a header, or its Entra token; neither configured: open likewise, but never where
   * others could reach it.
   * @throws AppError `upstream_unavailable` when a token cannot be checked now.
   */
  isFromEventGrid(ctx: Context): Promise<boolean>;
}

interface ProofParts {
  readonly keys: readonly Secret[];
  readonly webhookSecrets: readonly Secret[];
  /** Set when tokens are configured. */
  readonly isEventGridToken?: ((token: string) => Promise<boolean>) | undefined;
  /** The only subscriptions that may deliver; none: all. */
  readonly subscriptions?: readonly string[];
  readonly isExposed: boolean;
}

/** The proofs of this house; a comparison takes the same time whether right or wrong. */
export function makeProofs(parts: ProofParts): Proofs {
  const { isEventGridToken, isExposed } = parts;
  const keys = parts.keys.map((key) => key.reveal());
  const secrets = parts.webhookSecrets.map((secret) => secret.reveal());
  const isOpen = secrets.length === 0 && isEventGridToken === undefined;
  const isWelcome = makeSubscriptionCheck(parts.subscriptions ?? []);

  async function hasProof(ctx: Context): Promise<boolean> {
    if (isOpen) return !isExposed && isLoopbackName(ctx.hostname);
    const isKnown =
      isSecret(queryText(ctx, "code"), secrets) ||
      isSecret(ctx.get("x-contact-center-key") || undefined, secrets);
    if (isKnown) return true;
    const token = bearer(ctx);
    return isEventGridToken !== undefined && token !== undefined && isEventGridToken(token);
  }

  return {
    hasKey: (ctx) =>
      keys.length === 0 ? isLoopbackName(ctx.hostname) : isSecret(bearer(ctx), keys),
    isFromEventGrid: async (ctx) => isWelcome(ctx) && hasProof(ctx),
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

/** Event Grid writes the name in capitals, whatever it was given. */
function makeSubscriptionCheck(subscriptions: readonly string[]): (ctx: Context) => boolean {
  const welcome = new Set(subscriptions.map((name) => name.toUpperCase()));
  return (ctx) => {
    if (welcome.size === 0) return true;
    const name = ctx.get("aeg-subscription-name");
    // CloudEvents' handshake need not say for whom it asks; what is delivered afterwards must.
    return name === "" ? ctx.method === "OPTIONS" : welcome.has(name.toUpperCase());
  };
}

function bearer(ctx: Context): string | undefined {
  return /^Bearer (.+)$/i.exec(ctx.get("authorization"))?.[1];
}
