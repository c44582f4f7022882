import type { Middleware } from "koa";
import type { InboundEvent } from "../../channels/events.ts";
import { unauthorized } from "../middleware/access.ts";
import type { Proofs } from "../middleware/access.ts";
import type { ValidationAnswer } from "../schemas.ts";
import type { z } from "zod";

/** CloudEvents' handshake: consent is given in headers, to whoever proves to be Event Grid. */
export function allowEventGrid(proofs: Proofs): Middleware {
  return async function handshake(ctx) {
    if (!(await proofs.isFromEventGrid(ctx))) throw unauthorized();
    const origin = ctx.get("webhook-request-origin");
    ctx.set("allow", "OPTIONS, GET, POST");
    if (origin !== "") {
      ctx.set("webhook-allowed-origin", origin);
      ctx.set("webhook-allowed-rate", ctx.get("webhook-request-rate") || "*");
    }
    ctx.status = 200;
    ctx.body = "";
  };
}

/** Event Grid's own handshake: the code comes back. */
export function validationAnswer(
  events: readonly InboundEvent[],
): z.infer<typeof ValidationAnswer> | undefined {
  const validation = events.find((event) => event.type === "validation");
  return validation && { validationResponse: validation.code };
}
