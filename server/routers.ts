import type { Router } from "@koa/router";
import type { Middleware } from "koa";
import house from "../package.json" with { type: "json" };
import type { Config } from "../core/config.ts";
import type { Clock } from "../core/conversation.ts";
import type { Store } from "../data/store.ts";
import type { Channels } from "./channels.ts";
import type { Metrics } from "./metrics.ts";
import { requireKey } from "./middleware/access.ts";
import type { Proofs } from "./middleware/access.ts";
import { buildDocument } from "./openapi.ts";
import { chatRoutes } from "./routes/chat.ts";
import { consoleFileRoutes } from "./routes/console-files.ts";
import { consoleMediaRoutes } from "./routes/console-media.ts";
import { consoleRoutes } from "./routes/console.ts";
import { contactCenterRoutes } from "./routes/contact-center.ts";
import { deadLetterRoutes } from "./routes/dead-letters.ts";
import { docsRoutes } from "./routes/docs.ts";
import { fileRoutes } from "./routes/files.ts";
import { healthRoutes } from "./routes/health.ts";
import { simulatorRoutes } from "./routes/simulator.ts";
import { webhookRoutes } from "./routes/webhook.ts";
import { makePersonSays } from "./person-says.ts";
import type { PersonSays } from "./person-says.ts";
import { makeTakeIn } from "./take-in.ts";
import type { Waiters } from "./waiters.ts";
import type { Workers } from "./workers/index.ts";

interface RouterParts {
  readonly config: Config;
  readonly store: Store;
  readonly channels: Channels;
  readonly metrics: Metrics;
  readonly proofs: Proofs;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly waiters: Waiters;
  readonly workers: Workers;
}

/** Every door of the house. */
export function makeRouters(parts: RouterParts): Router[] {
  const { config, store, proofs, newId, workers } = parts;
  const { mailbox, transcript, handoffs, records } = store;
  const { wait } = parts.waiters;
  const key = requireKey(proofs);
  const accepted = (door: string) => (): void => {
    parts.metrics.inputs.inc({ door });
    const isBusy = !workers.wake();
    if (isBusy) store.sql.hints.announce({ hasWork: true });
  };
  const personSays = makePersonSays({ mailbox, wait, newId, onAccepted: accepted("desk") });
  const takeIn = makeTakeIn({
    mailbox,
    deliveries: store.deliveries,
    quarantine: store.quarantine,
    channelOf: (door) => parts.channels.of(door).name,
    onAccepted: accepted("webhook"),
  });
  const routers = [
    healthRoutes({
      ping: store.ping,
      areWorkersRunning: workers.areRunning,
      metrics: parts.metrics.registry,
      hasSimulator: config.hasSimulator,
    }),
    webhookRoutes({ proofs, meta: metaProofs(config), takeIn }),
    chatRoutes({ mailbox, transcript, wait, newId, onAccepted: accepted("chat"), requireKey: key }),
    contactCenterRoutes({
      proofs,
      mailbox,
      personSays,
      wait,
      newId,
      quarantine: store.quarantine,
      isOpening: handoffs.isOpening,
      onAccepted: accepted("desk"),
      ownRawId: config.env.CHAT_COMMUNICATION_SERVICES_IDENTITY,
    }),
    deadLetterRoutes({
      deliveries: store.deliveries,
      requireKey: key,
      onSentAgain: workers.wakeSenders,
    }),
    ...deskRouters(parts, { personSays, key }),
    docsRoutes({ document: buildDocument(house.version) }),
  ];
  if (!config.hasSimulator) return routers;
  const { listCustomers } = records;
  return [...routers, simulatorRoutes({ listCustomers, transcript, requireKey: key })];
}

/** The console's own doors, and the one where a provider fetches what people send. */
function deskRouters(
  { config, store, clock, channels }: RouterParts,
  { personSays, key }: { readonly personSays: PersonSays; readonly key: Middleware },
): Router[] {
  const { handoffs, transcript, records, files } = store;
  return [
    consoleRoutes({
      handoffs,
      transcript,
      records,
      requireKey: key,
      clock,
      hasWindow: (door) => channels.of(door).hasWindow,
      canInvite: config.env.WHATSAPP_REOPEN_TEMPLATES.size > 0,
    }),
    consoleMediaRoutes({ handoffs, transcript, files, requireKey: key, channelOf: channels.of }),
    consoleFileRoutes({ handoffs, files, personSays, requireKey: key }),
    ...(config.env.PUBLIC_URL === undefined ? [] : [fileRoutes(files)]),
  ];
}

function metaProofs({ env }: Config) {
  const { WHATSAPP_CLOUD_APP_SECRET: secret, WHATSAPP_CLOUD_VERIFY_TOKEN: token } = env;
  if (!secret || !token) return undefined;
  return { appSecret: secret.reveal(), verifyToken: token.reveal() };
}
