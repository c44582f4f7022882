import { join } from "node:path";
import { Router } from "@koa/router";
import type { Middleware } from "koa";
import { AppError } from "../../core/errors.ts";
import type { Transcript } from "../../core/stores.ts";
import type { Customer } from "../../core/records.ts";
import { guardPage, neverStore, readAssets, sendAsset } from "../assets.ts";
import { readLines } from "../present-line.ts";
import { queryText } from "../query-text.ts";

/** What the simulator needs of the house. */
export interface SimulatorParts {
  /** Customers to choose from. */
  readonly listCustomers: () => Promise<readonly Customer[]>;
  readonly transcript: Transcript;
  /** Refuses who has no access key; the page itself is open, because it holds nothing. */
  readonly requireKey: Middleware;
}

/** `/simulator`: a customer's phone beside what happened. Its page writes to the real `/webhook`. */
export function simulatorRoutes({ listCustomers, transcript, requireKey }: SimulatorParts): Router {
  const assets = readAssets(join(import.meta.dirname, "../simulator"));
  const router = new Router();

  router.get("/simulator", guardPage, (ctx) => sendAsset(ctx, assets, "index.html"));
  router.get("/simulator/:file", guardPage, (ctx) => sendAsset(ctx, assets, ctx.params.file ?? ""));

  router.get("/simulator/api/customers", neverStore, requireKey, async (ctx) => {
    const customers = await listCustomers();
    ctx.body = customers.map(({ name, phoneNumber, customerType, preferredLanguage }) => ({
      name,
      phoneNumber,
      customerType,
      preferredLanguage,
    }));
  });

  router.get("/simulator/api/lines", neverStore, requireKey, async (ctx) => {
    const address = queryText(ctx, "address");
    if (address === undefined) throw new AppError("invalid_request", "address is missing.");
    ctx.body = await readLines(transcript, address, queryText(ctx, "after"));
  });

  return router;
}
