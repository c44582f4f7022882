import type { Middleware } from "koa";
import type { Clock } from "../core/conversation.ts";
import type { Config } from "../core/config.ts";
import type { Log } from "../core/log.ts";
import type { ClaimedTurn } from "../core/ports.ts";
import { migrate } from "../data/migrate.ts";
import { seedDemoInsurer } from "../data/seed.ts";
import type { Seeded } from "../data/seed.ts";
import { makeStore, openSql } from "../data/store.ts";
import { buildGraph } from "../graph/index.ts";
import type { ModelLimits } from "../graph/models/model.ts";
import { makeUnderstanding } from "../graph/understanding/index.ts";
import { makeTools } from "../tools/index.ts";
import { makeApp } from "./app.ts";
import { makeChannels, makeDesk } from "./channels.ts";
import { makeFindPlace } from "./desk-place.ts";
import { makeLoadFile } from "./load-file.ts";
import { makeMetrics } from "./metrics.ts";
import { sameSiteOnly } from "./middleware/same-site.ts";
import { countedBy, modelOf } from "./model.ts";
import { proofsOf } from "./proofs.ts";
import { makeRouters } from "./routers.ts";
import { scopeOfTurn } from "./scope-of-turn.ts";
import { makeTemplates } from "./templates.ts";
import { makeWaiters } from "./waiters.ts";
import type { Waiters } from "./waiters.ts";
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
  /** How long a model may take; the house's own limits if left out. */
  readonly modelLimits?: ModelLimits | undefined;
}

/** Wires the whole house, top to bottom, and starts its workers. */
export async function compose(ground: Ground) {
  const { config, clock, newId, random, log, modelLimits: limits } = ground;
  const sql = openSql(config.env.DATABASE_URL.reveal(), clock);
  await migrate(sql);
  const seeded: Seeded | undefined = config.hasDemoData ? await seedDemoInsurer(sql) : undefined;
  const store = makeStore(sql, newId);
  await store.recover();

  const metrics = makeMetrics({ countDead: store.deliveries.countDead });
  const model = await modelOf(config, { ...countedBy(metrics, log), clock, limits });
  const newNumber = (): string => String(100_000 + Math.floor(random() * 900_000));
  const graph = buildGraph(
    {
      understand: makeUnderstanding({ now: clock }),
      tools: makeTools(store.records, { newNumber }),
      model,
      newId,
      scopeFor: scopeOfTurn,
    },
    store.checkpointer,
  );

  const channels = await makeChannels(config, clock);
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
    desk: await makeDesk(config, clock, log),
    templateFor: makeTemplates(config.env),
    findPlace: makeFindPlace(store),
    loadFile: makeLoadFile(store.files, config.env.PUBLIC_URL?.replace(/\/+$/, "")),
    leaseMs: config.env.LEASE_MS,
    onHandled: (inputs) => sql.hints.announce({ handled: awaitedElsewhere(inputs, waiters) }),
  });
  sql.hints.listen(({ hasWork, handled }) => {
    if (hasWork) workers.wake();
    if (handled) waiters.notify(handled);
  });

  const proofs = proofsOf(config, clock);
  // With keys, the keys keep strangers out; without, only what comes from this machine's own pages may enter.
  const guards: Middleware[] = config.env.API_KEYS.length > 0 ? [] : [sameSiteOnly()];
  const routers = makeRouters({
    config,
    store,
    channels,
    metrics,
    proofs,
    clock,
    newId,
    waiters,
    workers,
  });
  return { app: makeApp({ routers, guards, log }), store, workers, seeded, channels };
}

/** Who wrote by WhatsApp waits at no door; who waits for the rest may do so at another process's. */
function awaitedElsewhere(inputs: ClaimedTurn["inputs"], waiters: Waiters): string[] {
  const others = new Set(waiters.notify(inputs.map(({ id }) => id)));
  return inputs
    .filter(({ id, door }) => others.has(id) && !door.startsWith("whatsapp"))
    .map(({ id }) => id);
}

export type House = Awaited<ReturnType<typeof compose>>;
