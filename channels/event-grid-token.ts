import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import type { JWTPayload, JWTVerifyGetKey } from "jose";
import type { Clock } from "../core/conversation.ts";
import { AppError } from "../core/errors.ts";

/** The role that Microsoft's instructions give to Event Grid, and to nobody else. */
const ROLE = "AzureEventGridSecureWebhookSubscriber";

/** How far the two clocks may differ. */
const SKEW_SECONDS = 60;

/** Event Grid waits 30 s for us; what it hears after this long is to try again. */
const KEYS_TIMEOUT_MS = 5_000;

export interface EntraOptions {
  /** Where Entra is, `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** The tenant's id, a GUID. */
  readonly tenantId: string;
  /** What the subscription names as its application: an id, or an App ID URI. */
  readonly audience: string;
  /** Event Grid's own application. */
  readonly clientId: string;
  readonly clock: Clock;
}

/**
 * Makes the check of Event Grid's Entra token: signed with RS256 by a key of the tenant, for us, valid now, and in the hands
 * of Event Grid's application in its role. Keys are kept for ten minutes and fetched anew when a token names an unknown one.
 * @returns whether the token is one; it throws AppError `upstream_unavailable` when the tenant's keys cannot be had: 401 would
 * make Event Grid drop what it brings.
 * @see https://learn.microsoft.com/azure/event-grid/secure-webhook-delivery
 */
export function makeEventGridToken(options: EntraOptions): (token: string) => Promise<boolean> {
  const { audience, clientId, clock } = options;
  const keys = makeKeys(options);
  const issuer = issuersOf(options);
  return async function isEventGridToken(token) {
    try {
      const { payload } = await jwtVerify(token, keys, {
        // Named, or a token could choose "none", or a public key as the secret of an HMAC.
        algorithms: ["RS256"],
        issuer,
        audience,
        requiredClaims: ["exp"],
        clockTolerance: SKEW_SECONDS,
        currentDate: new Date(clock()),
      });
      return isInRole(payload, clientId);
    } catch (thrown) {
      if (thrown instanceof AppError) throw thrown;
      return false;
    }
  };
}

/** The tenant's keys; a token that names none of them is at fault itself, everything else went wrong on the way to them. */
function makeKeys(options: EntraOptions): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(keysUrl(options), { timeoutDuration: KEYS_TIMEOUT_MS });
  return async function keyFor(header, token) {
    try {
      return await remote(header, token);
    } catch (cause) {
      const isTokenAtFault =
        cause instanceof errors.JWKSNoMatchingKey ||
        cause instanceof errors.JWKSMultipleMatchingKeys;
      if (isTokenAtFault) throw cause;
      throw new AppError("upstream_unavailable", "The keys of Entra cannot be had now.", { cause });
    }
  };
}

/** Where the tenant's public keys are. */
export function keysUrl({ authority, tenantId }: Pick<EntraOptions, "authority" | "tenantId">) {
  return new URL(`${withoutSlash(authority)}/${tenantId}/discovery/v2.0/keys`);
}

/** Tokens of version 1 and of version 2; the subscription's application decides which it gets. */
function issuersOf({ authority, tenantId }: EntraOptions): string[] {
  return [`https://sts.windows.net/${tenantId}/`, `${withoutSlash(authority)}/${tenantId}/v2.0`];
}

/** Version 1 names the caller in `appid`, version 2 in `azp`. */
function isInRole({ appid, azp, roles }: JWTPayload, clientId: string): boolean {
  return (azp ?? appid) === clientId && Array.isArray(roles) && roles.includes(ROLE);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
