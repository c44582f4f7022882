import { Router } from "@koa/router";
import { AppError } from "../../core/errors.ts";
import type { Files } from "../../core/stores.ts";
import { neverStore } from "../assets.ts";
import { sendFile } from "../files/send-file.ts";

/** `/files/:token`: where a provider that takes no bytes fetches what a person sends. Who knows the token may, for a day. */
export function fileRoutes({ findByToken }: Pick<Files, "findByToken">): Router {
  const router = new Router();
  router.get("/files/:token", neverStore, async (ctx) => {
    const file = await findByToken(ctx.params.token ?? "");
    if (!file) throw new AppError("not_found", "There is no such file, or not any more.");
    const { mimeType, fileName, bytes } = file;
    sendFile(ctx, { mimeType, fileName, content: bytes, isShown: false });
  });
  return router;
}
