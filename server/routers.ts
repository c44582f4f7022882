import type { Router } from "@koa/router";
import house from "../package.json" with { type: "json" };
import type { Config } from "../core/config.ts";
import type { Store } from "../data/store.ts";
import type { Channels } from "./channels.ts";
import type { Metrics } from "./metrics.ts";
import { requireKey } from "./middleware/access.ts";
import type { Proofs } from "./middleware/access.ts";
import { buildDocument } from "./openapi.ts";
import { chatRoutes } from "./routes/chat.ts";
import { consoleRoutes } from "./routes/console.ts";
import { contactCenterRoutes } from "./routes/contact-center.ts";
import { deadLetterRoutes } from "./routes/dead-letters.ts";
import { docsRoutes } from "./routes/docs.ts";
import { healthRoutes } from "./routes/health.ts";
import { simulatorRoutes } from "./routes/simulator.ts";
import { webhookRoutes } from "./routes/webhook.ts";
import { makeTakeIn } from "./take-in.ts";
import type { Waiters } from "./waiters.ts";
import type { Workers } from "./workers/index.ts";

interface RouterParts {
  readonly config: Config;
  readonly store: Store;
  readonly channels: Channels;
  readonly metrics: Metrics;
  readonly proofs: Proofs;
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
    consoleRoutes({ handoffs, transcript, records, requireKey: key }),
    docsRoutes({ document: buildDocument(house.version) }),
  ];
  if (!config.hasSimulator) return routers;
  const { listCustomers } = records;
  return [...routers, simulatorRoutes({ listCustomers, transcript, requireKey: key })];
}

function metaProofs({ env }: Config) {
  const { WHATSAPP_CLOUD_APP_SECRET: secret, WHATSAPP_CLOUD_VERIFY_TOKEN: token } = env;
  if (!secret || !token) return undefined;
  return { appSecret: secret.reveal(), verifyToken: token.reveal() };
}
