import { Router } from "@koa/router";
import type { Context, Middleware } from "koa";
import { AppError } from "../../core/errors.ts";
import type { Files, Handoffs } from "../../core/stores.ts";
import { neverStore } from "../assets.ts";
import { safeFileName } from "../files/media-type.ts";
import { MAX_SENT_BYTES, sendableKind, sendableType, tooLarge } from "../files/sendable.ts";
import { parseShape, rawBody } from "../middleware/body.ts";
import type { PersonSays } from "../person-says.ts";
import { mustFind } from "../present-handoff.ts";
import { SentFileQuery } from "../schemas.ts";

interface ConsoleFileParts {
  readonly handoffs: Pick<Handoffs, "find">;
  readonly files: Pick<Files, "keep">;
  readonly personSays: PersonSays;
  readonly requireKey: Middleware;
}

/** What people send besides words: the bytes alone, with everything about them in the address. */
export function consoleFileRoutes(parts: ConsoleFileParts): Router {
  const { handoffs, files, personSays } = parts;
  const router = new Router();
  const path = "/console/api/handoffs/:threadId/files";
  router.post(path, neverStore, parts.requireKey, async (ctx) => {
    const query = parseShape(ctx.query, SentFileQuery);
    const mimeType = sendableType(ctx.get("content-type"));
    const { threadId, status } = await mustFind(handoffs, ctx.params.threadId);
    if (status === "closed") throw new AppError("conflict", "This handoff is closed.");
    const bytes = await readFile(ctx);
    const kind = sendableKind(mimeType, bytes);
    const fileName = safeFileName(query.fileName, mimeType);
    const id = await files.keep({ mimeType, fileName, bytes });
    const file = { id, kind, mimeType, fileName, size: bytes.length };
    const said = { text: query.caption, senderName: query.name, file };
    const inputId = await personSays(threadId, { kind: "person_message", ...said });
    ctx.body = { status: "accepted", message_id: inputId };
  });
  return router;
}

/** @throws AppError `too_large`, before anything is read if its length is told. */
async function readFile(ctx: Context): Promise<Buffer> {
  if ((ctx.request.length ?? 0) > MAX_SENT_BYTES) {
    // What is left unread would be taken for the next request on this connection.
    ctx.set("connection", "close");
    throw tooLarge("files");
  }
  return rawBody(ctx, MAX_SENT_BYTES);
}
