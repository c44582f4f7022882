import { Router } from "@koa/router";
import type { Middleware } from "koa";
import type { DeadLetter, DeadLetterPlace, Deliveries } from "../../core/deliveries.ts";
import { neverStore } from "../assets.ts";
import { parseBody, parseShape } from "../middleware/body.ts";
import { iso } from "../present-line.ts";
import { DeadLettersQuery, DecisionRequest } from "../schemas.ts";

interface DeadLetterParts {
  readonly deliveries: Pick<Deliveries, "listDead" | "countDead" | "sendAgain" | "putAway">;
  readonly requireKey: Middleware;
  /** Something is due to leave. */
  readonly onSentAgain: () => void;
}

/** `/contact-center/dead-letters`: what nobody will try again by itself, for people to read, to send again and to put away. */
export function deadLetterRoutes({ deliveries, requireKey, onSentAgain }: DeadLetterParts): Router {
  const router = new Router({ prefix: "/contact-center/dead-letters" });

  router.get("/", neverStore, requireKey, async (ctx) => {
    const { limit, before } = parseShape(ctx.query, DeadLettersQuery);
    const letters = await deliveries.listDead(limit, before ? placeOf(before) : undefined);
    const last = letters.length === limit ? letters.at(-1) : undefined;
    ctx.body = {
      total: await deliveries.countDead(),
      deadLetters: letters.map(present),
      next: last ? `${last.diedAt}~${last.id}` : null,
    };
  });

  router.post("/:id/send-again", neverStore, requireKey, async (ctx) => {
    const { by } = await parseBody(ctx, DecisionRequest);
    const deliveryId = await deliveries.sendAgain(ctx.params.id ?? "", by);
    onSentAgain();
    ctx.body = { status: "accepted", deliveryId };
  });

  router.post("/:id/put-away", neverStore, requireKey, async (ctx) => {
    const { by } = await parseBody(ctx, DecisionRequest);
    await deliveries.putAway(ctx.params.id ?? "", by);
    ctx.body = { status: "accepted" };
  });
  return router;
}

/** The inverse of `next`; the schema has looked at its shape. */
function placeOf(before: string): DeadLetterPlace {
  const end = before.indexOf("~");
  return { diedAt: Number(before.slice(0, end)), id: before.slice(end + 1) };
}

function present(letter: DeadLetter) {
  return { ...letter, createdAt: iso(letter.createdAt), diedAt: iso(letter.diedAt) };
}
