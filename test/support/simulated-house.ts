import type { Channel, Desk } from "../../core/channel.ts";
import type { ClaimedDelivery } from "../../core/deliveries.ts";
import type { Clock } from "../../core/conversation.ts";
import { makeLog } from "../../core/log.ts";
import { makeStore } from "../../data/store.ts";
import type { Store } from "../../data/store.ts";
import type { Sql } from "../../data/sql.ts";
import { buildGraph } from "../../graph/index.ts";
import type { Graph } from "../../graph/index.ts";
import { makeUnderstanding } from "../../graph/understanding/index.ts";
import { makeFindPlace } from "../../server/desk-place.ts";
import { makeLoadFile } from "../../server/load-file.ts";
import { scopeOfTurn } from "../../server/scope-of-turn.ts";
import { makeDeliver } from "../../server/workers/deliver.ts";
import { makePacer } from "../../server/workers/pacer.ts";
import { makeRunTurn } from "../../server/workers/run-turn.ts";
import { makeTools } from "../../tools/index.ts";
import { TODAY } from "./house.ts";
import { mortalSql } from "./life.ts";
import type { Life } from "./life.ts";
import type { World } from "./simulated-world.ts";
import { LEASE_MS } from "./turns.ts";

/** Reading its weights takes longer than all a simulated house does in its life. */
const understand = makeUnderstanding({ now: () => TODAY });
const log = makeLog("silent");

interface HouseParts {
  readonly sql: Sql;
  readonly life: Life;
  readonly world: World;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Stands in for the graph where thinking is not the point. */
  readonly graph?: Pick<Graph, "invoke">;
  /** Hands that are free to send when a turn commits. */
  readonly freeSenders?: number;
}

/** One process of the house without loops and timers: whoever holds it says what happens next. */
export interface SimulatedHouse {
  readonly store: Store;
  readonly life: Life;
  /** Leases the next conversation and runs its turn. @returns false when nothing was ready. */
  runOneTurn(stop?: AbortSignal): Promise<boolean>;
  /** Sends once what a turn's commit leased, else the next that is due. @returns false when there is nothing. */
  deliverOne(stop?: AbortSignal): Promise<boolean>;
  /** Sends what the commits of its turns leased, as their process does at once. */
  deliverInHand(): Promise<void>;
}

/** A delivery that is leased and not sent yet. */
interface InHand {
  readonly delivery: ClaimedDelivery;
  readonly askedAt: number;
}

/** What is for the desk is claimed then. */
const LEASED_BY_COMMIT = ["simulator"];
const CHANNELS = ["simulator", "desk"];

/** Wires the product's own store, graph and workers, as `server/compose.ts` does, around ports that die with the life. */
export function openHouse(parts: HouseParts): SimulatedHouse {
  const { life, world, clock, newId } = parts;
  const store = makeStore(mortalSql(parts.sql, life), newId);
  // Built when first asked: most processes of a test only ever send.
  let built: Pick<Graph, "invoke"> | undefined = parts.graph;
  const graph = (): Pick<Graph, "invoke"> => (built ??= theGraph(store, newId));
  const channel = mortalChannel(world.channel, life);
  const holder = newId();
  // It stands still while a test turns the clock back.
  let latest = 0;
  const monotonic = (): number => (latest = Math.max(latest, clock()));
  const pacer = makePacer(channel.pace, monotonic);
  const inHand: InHand[] = [];

  const runTurn = makeRunTurn({
    mailbox: store.mailbox,
    checkpointer: store.checkpointer,
    records: store.records,
    channelOf: () => channel,
    templateFor: () => undefined,
    graph: mortalGraph(graph, life, world),
    clock,
    monotonic,
    leaseMs: LEASE_MS,
    log,
    readyChannels: () => (parts.freeSenders === 0 ? [] : LEASED_BY_COMMIT),
    onCommitted: ({ deliveries, askedAt }) => {
      for (const delivery of deliveries) inHand.push({ delivery, askedAt });
    },
    onEnded: () => {},
  });
  const deliver = makeDeliver({
    deliveries: store.deliveries,
    channels: new Map([[channel.name, channel]]),
    findPlace: makeFindPlace(store),
    loadFile: makeLoadFile(store.files, undefined),
    keepDeskRef: store.handoffs.keepDeskRef,
    desk: mortalDesk(world.desk, life),
    random: () => 0.5,
    monotonic,
    leaseMs: LEASE_MS,
    log,
    onSettled: () => {},
  });

  async function claimOne(): Promise<InHand | undefined> {
    const askedAt = monotonic();
    const [delivery] = await store.deliveries.claim({
      channels: CHANNELS,
      limit: 1,
      leaseMs: LEASE_MS,
    });
    return delivery && { delivery, askedAt };
  }

  return {
    store,
    life,
    async runOneTurn(stop = new AbortController().signal) {
      const [turn] = await store.mailbox.claimTurns(holder, 1, LEASE_MS);
      if (turn) await runTurn(turn, stop);
      return turn !== undefined;
    },
    async deliverOne(stop = new AbortController().signal) {
      const next = inHand.shift() ?? (await claimOne());
      if (next) await deliver(next.delivery, { askedAt: next.askedAt, pacer, stop });
      return next !== undefined;
    },
    async deliverInHand() {
      for (let next = inHand.shift(); next; next = inHand.shift()) {
        await deliver(next.delivery, {
          askedAt: next.askedAt,
          pacer,
          stop: new AbortController().signal,
        });
      }
    },
  };
}

function theGraph(store: Store, newId: () => string): Graph {
  const tools = makeTools(store.records, { newNumber: () => "100001" });
  return buildGraph({ understand, tools, newId, scopeFor: scopeOfTurn }, store.checkpointer);
}

function mortalGraph(
  graph: () => Pick<Graph, "invoke">,
  life: Life,
  world: World,
): Pick<Graph, "invoke"> {
  const invoke = async (...asked: Parameters<Graph["invoke"]>) => {
    await life.step("before thinking");
    world.think(JSON.stringify(asked[0]));
    const state: unknown = await graph().invoke(...asked);
    await life.step("after thinking");
    return state;
  };
  return { invoke: invoke as Graph["invoke"] };
}

function mortalChannel(channel: Channel, life: Life): Channel {
  return {
    ...channel,
    send: (message, signal) => around(life, "send", () => channel.send(message, signal)),
  };
}

function mortalDesk(desk: Desk, life: Life): Desk {
  return {
    ...desk,
    openThread: (handoff, signal) =>
      around(life, "opening a thread", () => desk.openThread(handoff, signal)),
    mirror: (message, signal) => around(life, "mirroring", () => desk.mirror(message, signal)),
    closeThread: (deskRef, signal) =>
      around(life, "closing a thread", () => desk.closeThread(deskRef, signal)),
  };
}

async function around<T>(life: Life, what: string, act: () => Promise<T>): Promise<T> {
  await life.step(`before ${what}`);
  const done = await act();
  await life.step(`after ${what}`);
  return done;
}
