import { Router } from "@koa/router";
import type { Context } from "koa";
import { isEventGrid, parseEventGrid } from "../../channels/event-grid.ts";
import type { InboundEvent } from "../../channels/events.ts";
import { isMeta, parseMeta } from "../../channels/whatsapp-cloud/parse.ts";
import { answerChallenge, isSignedByMeta } from "../../channels/whatsapp-cloud/signature.ts";
import { AppError } from "../../core/errors.ts";
import { unreadableBytes } from "../keep-unreadable.ts";
import { unauthorized } from "../middleware/access.ts";
import type { Proofs } from "../middleware/access.ts";
import { WEBHOOK_BODY_BYTES, rawBody, tryParseJson } from "../middleware/body.ts";
import type { TakeIn } from "../take-in.ts";
import { allowEventGrid, validationAnswer } from "./event-grid-handshake.ts";

interface WebhookParts {
  readonly proofs: Proofs;
  /** Set when WhatsApp Cloud API is configured. */
  readonly meta: { readonly appSecret: string; readonly verifyToken: string } | undefined;
  readonly takeIn: TakeIn;
}

/** `/webhook`: WhatsApp, in whichever shape its provider speaks, each with that provider's own proof. */
export function webhookRoutes(parts: WebhookParts): Router {
  const router = new Router();
  router.options("/webhook", allowEventGrid(parts.proofs));

  router.get("/webhook", (ctx) => {
    const challenge = parts.meta && answerChallenge(ctx.query, parts.meta.verifyToken);
    if (challenge === undefined) {
      throw new AppError("forbidden", "The verify token is wrong, or none is configured.");
    }
    ctx.type = "text/plain";
    ctx.body = challenge;
  });

  router.post("/webhook", async (ctx) => {
    const bytes = await rawBody(ctx, WEBHOOK_BODY_BYTES);
    // What cannot be read is kept as it came, never refused, if its sender proved themselves.
    const body = tryParseJson(bytes);
    if (!(await isProven(ctx, bytes, body, parts))) throw unauthorized();
    const events = eventsOf(body, bytes);
    const answer = validationAnswer(events);
    const counts = await parts.takeIn(events, bytes);
    ctx.body = answer ?? counts;
  });
  return router;
}

async function isProven(
  ctx: Context,
  bytes: Buffer,
  body: unknown,
  parts: WebhookParts,
): Promise<boolean> {
  const { meta, proofs } = parts;
  const header = ctx.get("x-hub-signature-256") || undefined;
  const isSigned = meta !== undefined && isSignedByMeta(bytes, header, meta.appSecret);
  if (isMeta(body) && meta) return isSigned;
  if (!isEventGrid(body) && isSigned) return true;
  return proofs.isFromEventGrid(ctx);
}

function eventsOf(body: unknown, bytes: Buffer): InboundEvent[] {
  if (isMeta(body)) return parseMeta(body);
  if (isEventGrid(body)) return parseEventGrid(body);
  if (body === undefined) return [unreadableBytes(bytes)];
  return [{ type: "unreadable", reason: "no provider's shape", item: body }];
}
