import { join } from "node:path";
import { Router } from "@koa/router";
import type { Middleware } from "koa";
import { AppError } from "../../core/errors.ts";
import type { Handoffs, HandoffView, Transcript } from "../../core/ports.ts";
import type { Records } from "../../core/records.ts";
import { guardPage, neverStore, readAssets, sendAsset } from "../assets.ts";
import { parseBody } from "../middleware/body.ts";
import { iso, readLines } from "../present-line.ts";
import { queryText } from "../query-text.ts";
import { ClaimRequest } from "../schemas.ts";

/** Rows of the queue: all that wait in any ordinary hour, and the last closed ones. */
const MAX_HANDOFFS = 100;

/** What the console needs of the house. */
export interface ConsoleParts {
  readonly handoffs: Pick<Handoffs, "list" | "find" | "claim">;
  readonly transcript: Transcript;
  readonly records: Records;
  /** Refuses who has no access key; the page itself is open, because it holds nothing. */
  readonly requireKey: Middleware;
}

/** `/console`: the people's desk, and what its page asks for. Replies and ends go through the contact centre's doors. */
export function consoleRoutes({ handoffs, transcript, records, requireKey }: ConsoleParts): Router {
  const assets = readAssets(join(import.meta.dirname, "../console"));
  const router = new Router();

  router.get("/console", guardPage, (ctx) => sendAsset(ctx, assets, "index.html"));
  router.get("/console/:file", guardPage, (ctx) => sendAsset(ctx, assets, ctx.params.file ?? ""));

  router.get("/console/api/handoffs", neverStore, requireKey, async (ctx) => {
    const views = await handoffs.list(MAX_HANDOFFS);
    const names = await namesByAddress(records, views);
    ctx.body = {
      handoffs: views.map((view) => presentHandoff(view, names.get(view.address) ?? null)),
    };
  });

  router.get("/console/api/handoffs/:threadId", neverStore, requireKey, async (ctx) => {
    const view = await mustFind(handoffs, ctx.params.threadId);
    const customer = (await records.findCustomerByAddress(view.address)) ?? null;
    const policies = customer ? await records.listPolicies(customer.customerId) : [];
    ctx.body = { handoff: presentHandoff(view, customer?.name ?? null), customer, policies };
  });

  router.get("/console/api/handoffs/:threadId/lines", neverStore, requireKey, async (ctx) => {
    const { address } = await mustFind(handoffs, ctx.params.threadId);
    ctx.body = await readLines(transcript, address, queryText(ctx, "after"));
  });

  router.post("/console/api/handoffs/:threadId/claim", neverStore, requireKey, async (ctx) => {
    const { name } = await parseBody(ctx, ClaimRequest);
    const claimedBy = await handoffs.claim(ctx.params.threadId ?? "", name);
    if (claimedBy !== name) {
      throw new AppError("conflict", `${claimedBy} already has this conversation.`);
    }
    ctx.body = { claimedBy };
  });

  return router;
}

async function mustFind(handoffs: ConsoleParts["handoffs"], threadId = ""): Promise<HandoffView> {
  const view = await handoffs.find(threadId);
  if (!view) throw new AppError("not_found", "There is no such conversation with people.");
  return view;
}

/** One look-up per address: several handoffs of one customer stand in the list together. */
async function namesByAddress(records: Records, views: readonly HandoffView[]) {
  const addresses = [...new Set(views.map((view) => view.address))];
  const customers = await Promise.all(addresses.map((each) => records.findCustomerByAddress(each)));
  return new Map(addresses.map((address, index) => [address, customers[index]?.name ?? null]));
}

function presentHandoff(view: HandoffView, customerName: string | null) {
  return {
    threadId: view.threadId,
    conversationId: view.conversationId,
    kind: view.kind,
    status: view.status,
    reason: view.reason,
    summary: view.summary,
    offeredTo: view.offeredTo,
    claimedBy: view.claimedBy,
    queuedAt: iso(view.queuedAt),
    claimedAt: iso(view.claimedAt),
    closedAt: iso(view.closedAt),
    lastText: view.lastText,
    lastAt: iso(view.lastAt),
    customerName,
    address: view.address,
  };
}
