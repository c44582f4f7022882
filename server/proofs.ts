import { makeEventGridToken } from "../channels/event-grid-token.ts";
import type { Config } from "../core/config.ts";
import type { Clock } from "../core/conversation.ts";
import { makeProofs } from "./middleware/access.ts";
import type { Proofs } from "./middleware/access.ts";

/** The proofs that the settings ask for. */
export function proofsOf({ env, isExposed }: Config, clock: Clock): Proofs {
  const tenantId = env.WEBHOOK_ENTRA_TENANT_ID;
  const audience = env.WEBHOOK_ENTRA_AUDIENCE;
  return makeProofs({
    keys: env.API_KEYS,
    webhookSecrets: env.WEBHOOK_SECRETS,
    subscriptions: env.WEBHOOK_SUBSCRIPTIONS,
    isExposed,
    isEventGridToken:
      tenantId !== undefined && audience !== undefined
        ? makeEventGridToken({
            authority: env.WEBHOOK_ENTRA_AUTHORITY,
            clientId: env.WEBHOOK_ENTRA_CLIENT_ID,
            tenantId,
            audience,
            clock,
          })
        : undefined,
  });
}
