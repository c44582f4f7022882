import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Context, Middleware } from "koa";
import { AppError } from "../core/errors.ts";

/** One file as it is sent; kept in memory because there are few and they are small. */
export interface Asset {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
}

/** Known files by name. What is not in the map does not exist, so no path can lead out of it. */
export type Assets = ReadonlyMap<string, Asset>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  // Pictures that a script fetched with the access key come as blobs.
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Reads files once, at start. @param names which of the folder's files; all that a page may use when left out. */
export function readAssets(folder: string, names = readdirSync(folder)): Assets {
  const known = names.filter((name) => extname(name) in TYPES);
  return new Map(known.map((name) => [name, readAsset(join(folder, name))]));
}

function readAsset(path: string): Asset {
  const body = readFileSync(path);
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  return { body, type: TYPES[extname(path)] ?? "application/octet-stream", etag: `"${hash}"` };
}

/**
 * Answers with a known file, or 304 when the browser has it already.
 * @throws AppError `not_found`.
 */
export function sendAsset(ctx: Context, assets: Assets, name: string): void {
  const asset = assets.get(name);
  if (!asset) throw new AppError("not_found", "There is no such file.");
  ctx.status = 200;
  ctx.set("cache-control", "no-cache");
  ctx.set("etag", asset.etag);
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.type = asset.type;
  ctx.body = asset.body;
}

/** Headers that keep a page to itself: only our own scripts and styles, in nobody's frame. */
export const guardPage: Middleware = async (ctx, next) => {
  ctx.set("content-security-policy", POLICY);
  ctx.set("x-content-type-options", "nosniff");
  ctx.set("referrer-policy", "no-referrer");
  await next();
};

/** Keeps what people wrote out of caches between the server and the page. */
export const neverStore: Middleware = async (ctx, next) => {
  ctx.set("cache-control", "no-store");
  ctx.set("x-content-type-options", "nosniff");
  await next();
};
