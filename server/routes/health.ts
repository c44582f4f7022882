import { Router } from "@koa/router";
import { AppError } from "../../core/errors.ts";

interface HealthParts {
  /** Resolves when storage answers. */
  readonly ping: () => Promise<void>;
  readonly areWorkersRunning: () => boolean;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
  readonly hasSimulator: boolean;
}

/** `/`, `/healthz`, `/readyz`, `/metrics`: for those who look after the house. */
export function healthRoutes(parts: HealthParts): Router {
  const router = new Router();
  const places = ["console", ...(parts.hasSimulator ? ["simulator"] : []), "docs", "openapi.json"];

  router.get("/", (ctx) => {
    const links = Object.fromEntries(places.map((place) => [place, `/${place}`]));
    if (ctx.accepts("html", "json") === "json") {
      ctx.body = { name: "contact center", ...links };
      return;
    }
    const items = places.map((place) => `<li><a href="/${place}">/${place}</a></li>`).join("");
    ctx.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    ctx.type = "text/html";
    ctx.body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact center</title><h1>Contact center</h1><ul>${items}</ul></html>`;
  });

  router.get("/healthz", (ctx) => {
    ctx.body = { status: "alive" };
  });

  router.get("/readyz", async (ctx) => {
    await parts.ping();
    if (!parts.areWorkersRunning()) {
      throw new AppError("store_unavailable", "The workers are not running.");
    }
    ctx.body = { status: "ready" };
  });

  router.get("/metrics", async (ctx) => {
    ctx.set("content-type", parts.metrics.contentType);
    ctx.body = await parts.metrics.metrics();
  });
  return router;
}
