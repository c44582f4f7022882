import type { Server } from "node:http";
import { Router } from "@koa/router";
import Koa from "koa";
import { parseEventGrid } from "../../channels/event-grid.ts";
import { makeLog } from "../../core/log.ts";
import { Secret } from "../../core/secret.ts";
import { makeProofs, requireKey } from "../../server/middleware/access.ts";
import { WEBHOOK_BODY_BYTES, parseBody, parseJson, rawBody } from "../../server/middleware/body.ts";
import { answerErrors } from "../../server/middleware/errors.ts";
import { sameSiteOnly } from "../../server/middleware/same-site.ts";
import { buildDocument } from "../../server/openapi.ts";
import { consoleFileRoutes } from "../../server/routes/console-files.ts";
import { consoleMediaRoutes } from "../../server/routes/console-media.ts";
import { consoleRoutes } from "../../server/routes/console.ts";
import { deadLetterRoutes } from "../../server/routes/dead-letters.ts";
import { docsRoutes } from "../../server/routes/docs.ts";
import { fileRoutes } from "../../server/routes/files.ts";
import { simulatorRoutes } from "../../server/routes/simulator.ts";
import { ContactCenterMessage, Disconnect } from "../../server/schemas.ts";
import { makeSimulatorChannel } from "../../channels/simulator.ts";
import type { PersonSays } from "../../server/person-says.ts";
import type { FakeHouse } from "./fake-house.ts";

/** A running server and where to reach it. */
export interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Serves the pages over a fake house, with the house's own errors, keys and same-site rule around them. */
export async function servePages(house: FakeHouse, keys: readonly string[] = []): Promise<Running> {
  const secrets = keys.map((key) => new Secret(key));
  const proofs = makeProofs({ keys: secrets, webhookSecrets: [], isExposed: false });
  const parts = { ...house, requireKey: requireKey(proofs) };
  const app = new Koa();
  app.on("error", () => {});
  app.use(answerErrors(makeLog("silent")));
  if (keys.length === 0) app.use(sameSiteOnly());
  const routers = [
    consoleRoutes({ ...parts, hasWindow: () => true }),
    consoleMediaRoutes({ ...parts, channelOf: () => channelOf(house) }),
    consoleFileRoutes({ ...parts, personSays: makeSay(house) }),
    fileRoutes(house.files),
    deadLetterRoutes({ ...parts, onSentAgain: () => {} }),
    simulatorRoutes({ ...parts, listCustomers: async () => house.customers }),
    docsRoutes({ document: buildDocument("0.0.0") }),
    fakeDoors(house),
  ];
  for (const router of routers) app.use(router.routes()).use(router.allowedMethods());
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, stop: () => stop(server) };
}

/** What a person says is in the transcript at once; while the customer's window is closed it waits there. */
function makeSay(house: FakeHouse): PersonSays {
  return async (threadId, { text, senderName, file }) => {
    await house.handoffs.claim(threadId, senderName);
    const { address = "", openUntil = null } = (await house.handoffs.find(threadId)) ?? {};
    const isClosed = openUntil !== null && openUntil <= house.clock();
    const status = isClosed && text !== "/template" ? "held" : "sent";
    const media = file ?? null;
    const words = text === "/template" ? "We have news for you." : text;
    const said = `[Contact Center Agent] ${senderName}: ${words}`.trimEnd();
    return house.say(address, { author: "human_agent", senderName, text: said, status, media }).id;
  };
}

function channelOf({ provider }: FakeHouse) {
  return { ...makeSimulatorChannel(), ...provider.channel };
}

/** The doors the pages write to: what comes in stands in the transcript at once, and nobody thinks about it. */
function fakeDoors(house: FakeHouse): Router {
  const router = new Router();
  router.post("/contact-center/chat", async (ctx) => {
    const { threadId, message, senderDisplayName } = await parseBody(ctx, ContactCenterMessage);
    const words = { text: message, senderName: senderDisplayName };
    const id = await makeSay(house)(threadId, { kind: "person_message", ...words });
    ctx.body = { status: "accepted", message_id: id };
  });
  router.post("/contact-center/disconnect", async (ctx) => {
    const { threadId } = await parseBody(ctx, Disconnect);
    house.change(threadId, { status: "closed", closedAt: Date.now(), closedBy: "desk" });
    ctx.body = { status: "success" };
  });
  const seen = new Set<string>();
  router.post("/webhook", async (ctx) => {
    const counts = { accepted: 0, duplicates: 0, statuses: 0, ignored: 0, quarantined: 0 };
    for (const event of parseEventGrid(parseJson(await rawBody(ctx, WEBHOOK_BODY_BYTES)))) {
      if (event.type !== "message") counts.quarantined++;
      else if (seen.has(event.externalId)) counts.duplicates++;
      else {
        counts.accepted++;
        seen.add(event.externalId);
        house.say(event.address, { text: event.text, media: event.media ?? null });
      }
    }
    ctx.body = counts;
  });
  return router;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address.port;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
