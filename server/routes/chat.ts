import { Router } from "@koa/router";
import type { Middleware } from "koa";
import { AppError } from "../../core/errors.ts";
import type { HandledInput, Mailbox } from "../../core/ports.ts";
import type { Transcript } from "../../core/stores.ts";
import { parseBody, parseShape } from "../middleware/body.ts";
import { iso } from "../present-line.ts";
import { queryText } from "../query-text.ts";
import { ChatRequest, UserId } from "../schemas.ts";
import type { ChatResponse, MessagesResponse } from "../schemas.ts";
import type { Wait } from "../waiters.ts";

/** How long a caller waits for a turn before getting 202. */
const WAIT_MS = 30_000;
/** Lines per answer of the transcript. */
const PAGE = 500;

interface ChatParts {
  readonly mailbox: Pick<Mailbox<never>, "acceptMessages">;
  readonly transcript: Transcript;
  readonly wait: Wait;
  readonly newId: () => string;
  readonly onAccepted: () => void;
  readonly requireKey: Middleware;
}

/** `POST /chat`: a customer's message by a program; the answer is the turn's. */
export function chatRoutes(parts: ChatParts): Router {
  const router = new Router();

  router.post("/chat", parts.requireKey, async (ctx) => {
    const request = await parseBody(ctx, ChatRequest);
    const { user_id: address, message: text } = request;
    // No address holds a space, so that no two customers' ids can be spelt alike.
    const externalId = `${address} ${request.message_id ?? parts.newId()}`;
    const message = { source: "chat", externalId, address, door: "chat", text } as const;
    const [accepted] = await parts.mailbox.acceptMessages([message]);
    if (!accepted) throw new AppError("internal", "Nothing was accepted.");
    parts.onAccepted();
    const messageId = request.message_id ?? accepted.inputId;
    const handled = await parts.wait(accepted.inputId, WAIT_MS);
    if (!handled) {
      ctx.status = 202;
      ctx.body = { message_id: messageId };
      return;
    }
    ctx.body = present(handled, {
      user_id: address,
      conversation_id: accepted.conversationId,
      message_id: messageId,
    });
  });

  router.get("/chat/:userId/messages", parts.requireKey, async (ctx) => {
    const address = parseShape(ctx.params["userId"], UserId);
    const after = queryText(ctx, "after");
    const lines = await parts.transcript.read(address, after, PAGE);
    if (!lines && after !== undefined) {
      throw new AppError("not_found", "There is no message with the id given as `after`.");
    }
    const messages: MessagesResponse = (lines ?? []).map(({ id, at, author, text, status }) => {
      return { id, at: iso(at), author, text, status };
    });
    ctx.body = messages;
  });
  return router;
}

function present(
  { outcome, replies }: HandledInput,
  ids: Pick<ChatResponse, "user_id" | "conversation_id" | "message_id">,
): ChatResponse {
  return {
    ...ids,
    reply: replies.length > 0 ? replies.map(({ text }) => text).join("\n\n") : null,
    replies: replies.map(({ text, agent }) => ({ text, agent })),
    agent: outcome.agent,
    intent: outcome.intent,
    handoff: outcome.handoff,
  };
}
