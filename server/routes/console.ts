import { join } from "node:path";
import { Router } from "@koa/router";
import type { Middleware } from "koa";
import type { Clock, Door } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import type { Handoffs, HandoffView, Transcript } from "../../core/stores.ts";
import type { Records } from "../../core/records.ts";
import { guardPage, neverStore, readAssets, sendAsset } from "../assets.ts";
import { parseBody } from "../middleware/body.ts";
import { mustFind, presentHandoff } from "../present-handoff.ts";
import { iso, readLines } from "../present-line.ts";
import { queryText } from "../query-text.ts";
import { ClaimRequest, ConfirmIdentityRequest } from "../schemas.ts";

/** Rows of the queue: all that wait in any ordinary hour, and the last closed ones. */
const MAX_HANDOFFS = 100;

/** What the console needs of the house. */
export interface ConsoleParts {
  readonly handoffs: Pick<Handoffs, "list" | "find" | "claim" | "confirmIdentity">;
  readonly transcript: Transcript;
  readonly records: Records;
  /** Refuses who has no access key; the page itself is open, because it holds nothing. */
  readonly requireKey: Middleware;
  readonly clock: Clock;
  /** Do words to this door reach customers only for a while after they wrote? */
  readonly hasWindow: (door: Door) => boolean;
  /** Is there a template by which a silent customer can be asked to write? */
  readonly canInvite: boolean;
}

/** Why a customer cannot be invited to write again. */
const NO_TEMPLATE =
  "No template is set up for this: whoever runs the server sets WHATSAPP_REOPEN_TEMPLATES.";

/** `/console`: the people's desk, and what its page asks for. Replies and ends go through the contact centre's doors. */
export function consoleRoutes(parts: ConsoleParts): Router {
  const { handoffs, transcript, records, requireKey, canInvite } = parts;
  const assets = readAssets(join(import.meta.dirname, "../console"));
  const router = new Router();
  const present = (view: HandoffView, name: string | null) =>
    presentHandoff(view, { customerName: name, hasWindow: parts.hasWindow(view.lastDoor) });

  router.get("/console", guardPage, (ctx) => sendAsset(ctx, assets, "index.html"));
  router.get("/console/:file", guardPage, (ctx) => sendAsset(ctx, assets, ctx.params.file ?? ""));

  router.get("/console/api/handoffs", neverStore, requireKey, async (ctx) => {
    const views = await handoffs.list(MAX_HANDOFFS);
    const names = await namesByAddress(records, views);
    ctx.body = {
      handoffs: views.map((view) =>
        present(view, view.isProven ? (names.get(view.address) ?? null) : null),
      ),
      // A window is measured by our clock, whatever the reader's says.
      now: iso(parts.clock()),
    };
  });

  router.get("/console/api/handoffs/:threadId", neverStore, requireKey, async (ctx) => {
    const view = await mustFind(handoffs, ctx.params.threadId);
    // Whose number it was once is nobody's business now.
    const known = view.isProven ? await records.findCustomerByAddress(view.address) : undefined;
    const customer = known ?? null;
    const policies = customer ? await records.listPolicies(customer.customerId) : [];
    const cannotInvite = canInvite ? null : NO_TEMPLATE;
    const handoff = present(view, customer?.name ?? null);
    ctx.body = { handoff, customer, policies, cannotInvite };
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

  const CONFIRM = "/console/api/handoffs/:threadId/confirm-identity";
  router.post(CONFIRM, neverStore, requireKey, async (ctx) => {
    const { name } = await parseBody(ctx, ConfirmIdentityRequest);
    await handoffs.confirmIdentity(ctx.params.threadId ?? "", name);
    ctx.body = { isProven: true };
  });
  return router;
}

/** One look-up per address: several handoffs of one customer stand in the list together. */
async function namesByAddress(records: Records, views: readonly HandoffView[]) {
  const proven = views.filter(({ isProven }) => isProven);
  const addresses = [...new Set(proven.map((view) => view.address))];
  const customers = await Promise.all(addresses.map((each) => records.findCustomerByAddress(each)));
  return new Map(addresses.map((address, index) => [address, customers[index]?.name ?? null]));
}
