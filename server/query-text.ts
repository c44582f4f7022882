import type { Context } from "koa";

/** One value of the query string; given twice or empty, it counts as not given. */
export function queryText(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
