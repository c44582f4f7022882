import type { Middleware } from "koa";
import type { Clock } from "../core/conversation.ts";
import type { Config } from "../core/config.ts";
import type { Log } from "../core/log.ts";
import { migrate } from "../data/migrate.ts";
import { seedDemoInsurer } from "../data/seed.ts";
import type { Seeded } from "../data/seed.ts";
import { makeStore, openSql } from "../data/store.ts";
import { buildGraph } from "../graph/index.ts";
import { makeUnderstanding } from "../graph/understanding/index.ts";
import { makeTools } from "../tools/index.ts";
import { makeApp } from "./app.ts";
import { makeChannels, makeDesk } from "./channels.ts";
import { makeMetrics } from "./metrics.ts";
import { makeProofs } from "./middleware/access.ts";
import { sameSiteOnly } from "./middleware/same-site.ts";
import { makeRouters } from "./routers.ts";
import { scopeOfTurn } from "./scope-of-turn.ts";
import { makeWaiters } from "./waiters.ts";
import { startWorkers } from "./workers/index.ts";

/** What the house is made of besides its settings: time, chance and a place to write. */
export interface Ground {
  readonly config: Config;
  readonly clock: Clock;
  /** A new UUID. */
  readonly newId: () => string;
  /** 0..1. */
  readonly random: () => number;
  readonly log: Log;
}

/** Wires the whole house, top to bottom, and starts its workers. */
export async function compose(ground: Ground) {
  const { config, clock, newId, random, log } = ground;
  const sql = openSql(config.env.DATABASE_URL.reveal(), clock);
  await migrate(sql);
  const seeded: Seeded | undefined = config.hasDemoData ? await seedDemoInsurer(sql) : undefined;
  const store = makeStore(sql, newId);
  await store.recover();

  const newNumber = (): string => String(100_000 + Math.floor(random() * 900_000));
  const graph = buildGraph(
    {
      understand: makeUnderstanding({ now: clock }),
      tools: makeTools(store.records, { newNumber }),
      newId,
      scopeFor: scopeOfTurn,
    },
    store.checkpointer,
  );

  const metrics = makeMetrics();
  const channels = makeChannels(config, clock);
  const waiters = makeWaiters(store.mailbox.findOutcome);
  const workers = startWorkers({
    store,
    graph,
    channels,
    metrics,
    clock,
    newId,
    random,
    log,
    desk: makeDesk(),
    onHandled: waiters.notify,
  });

  const { WEBHOOK_SECRETS: webhookSecrets, API_KEYS: keys } = config.env;
  const proofs = makeProofs({ keys, webhookSecrets, isExposed: config.isExposed });
  // With keys, the keys keep strangers out; without, only what comes from this machine's own pages may enter.
  const guards: Middleware[] = keys.length > 0 ? [] : [sameSiteOnly()];
  const routers = makeRouters({
    config,
    store,
    channels,
    metrics,
    proofs,
    newId,
    waiters,
    workers,
  });
  return { app: makeApp({ routers, guards, log }), store, workers, seeded, channels };
}

export type House = Awaited<ReturnType<typeof compose>>;
