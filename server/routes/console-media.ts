import { Router } from "@koa/router";
import type { Middleware } from "koa";
import type { Channel, Download } from "../../core/channel.ts";
import type { Door } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import type { Files, Handoffs, LineMedia, StoredFile, Transcript } from "../../core/stores.ts";
import { neverStore } from "../assets.ts";
import { shownType } from "../files/media-type.ts";
import { sendFile } from "../files/send-file.ts";
import { mustFind } from "../present-handoff.ts";

/** How long a provider may think before the first byte; a person waits for it. */
const PATIENCE_MS = 20_000;

interface ConsoleMediaParts {
  readonly handoffs: Pick<Handoffs, "find">;
  readonly transcript: Pick<Transcript, "findMedia">;
  readonly files: Pick<Files, "load">;
  readonly channelOf: (door: Door) => Channel;
  readonly requireKey: Middleware;
}

/** What customers sent, fetched from their provider while it is looked at, and what people sent, from where we keep it. */
export function consoleMediaRoutes(parts: ConsoleMediaParts): Router {
  const router = new Router();
  const path = "/console/api/handoffs/:threadId/media/:lineId";
  router.get(path, neverStore, parts.requireKey, async (ctx) => {
    const { conversationId } = await mustFind(parts.handoffs, ctx.params.threadId);
    const found = await parts.transcript.findMedia(conversationId, ctx.params.lineId ?? "");
    if (!found) throw noFile();
    const leaving = new AbortController();
    const giveUp = () => leaving.abort();
    // Whoever closes the page wants no more of it.
    ctx.res.once("close", giveUp);
    const file = await openFile(parts, found, leaving);
    const { fileName } = found.media;
    const mimeType = shownType(file.mimeType, found.media.mimeType);
    const content = "token" in file ? file.bytes : file;
    sendFile(ctx, { mimeType, fileName, content, isShown: true, giveUp });
  });
  return router;
}

/** @throws AppError `not_found` when it is gone, or what the provider answered. */
async function openFile(
  { files, channelOf }: ConsoleMediaParts,
  { media, door }: LineMedia,
  leaving: AbortController,
): Promise<StoredFile | Download> {
  if (media.id === undefined) throw noFile();
  if (door === null) {
    const kept = await files.load(media.id);
    if (!kept) throw noFile();
    return kept;
  }
  const channel = channelOf(door);
  if (!channel.download) throw noFile();
  const patience = setTimeout(() => leaving.abort(), PATIENCE_MS);
  try {
    return await channel.download(media.id, leaving.signal);
  } finally {
    clearTimeout(patience);
  }
}

function noFile(): AppError {
  return new AppError("not_found", "There is no such file, or not any more.");
}
