import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Router } from "@koa/router";
import { guardPage, readAssets, sendAsset } from "../assets.ts";

const require = createRequire(import.meta.url);

/** `/openapi.json` and `/docs`, which draws it with Swagger UI from this server alone. */
export function docsRoutes({ document }: { readonly document: object }): Router {
  const swagger = dirname(require.resolve("swagger-ui-dist/package.json"));
  const assets = new Map([
    ...readAssets(join(import.meta.dirname, "../docs")),
    ...readAssets(swagger, ["swagger-ui.css", "swagger-ui-bundle.js"]),
  ]);
  const router = new Router();

  router.get("/openapi.json", (ctx) => {
    ctx.body = document;
  });
  router.get("/docs", guardPage, (ctx) => sendAsset(ctx, assets, "index.html"));
  router.get("/docs/:file", guardPage, (ctx) => sendAsset(ctx, assets, ctx.params.file ?? ""));

  return router;
}
