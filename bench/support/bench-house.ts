import { randomUUID } from "node:crypto";
import { makeSimulatorChannel } from "../../channels/simulator.ts";
import { makeBuiltInDesk } from "../../channels/desk.ts";
import { makeLog } from "../../core/log.ts";
import type { ClaimedTurn } from "../../core/ports.ts";
import type { Scope } from "../../core/records.ts";
import { migrate } from "../../data/migrate.ts";
import { makeStore, openSql } from "../../data/store.ts";
import type { Store } from "../../data/store.ts";
import { RECURSION_LIMIT, buildGraph } from "../../graph/index.ts";
import type { GraphParts } from "../../graph/index.ts";
import { makeUnderstanding } from "../../graph/understanding/index.ts";
import { makeFindPlace } from "../../server/desk-place.ts";
import { makeLoadFile } from "../../server/load-file.ts";
import { scopeOfTurn } from "../../server/scope-of-turn.ts";
import { makeDeliver } from "../../server/workers/deliver.ts";
import { makePacer } from "../../server/workers/pacer.ts";
import { makeRunTurn } from "../../server/workers/run-turn.ts";
import type { Committed } from "../../server/workers/run-turn.ts";
import { makeTools } from "../../tools/index.ts";
import { addressOf, insure } from "./insurer.ts";

const DOOR = "whatsapp-acs";
const LEASE_MS = 60_000;

/** A customer's next message. */
export interface Said {
  /** Which customer, counted from 0. */
  readonly customer: number;
  readonly text: string;
}

/** The house without its doors: the product's own store, graph and workers, moved by hand, one step after the other. */
export type BenchHouse = Awaited<ReturnType<typeof openBenchHouse>>;

/** Opens a house over a database file of its own, with an insurer in it. */
export async function openBenchHouse(file: string, customers: number) {
  const sql = openSql(`sqlite:${file}`, Date.now);
  await migrate(sql);
  await insure(sql, customers);
  const store = makeStore(sql, randomUUID);
  const parts = graphParts(store);
  const bareGraph = buildGraph(parts);
  const step = makeSteps(store, parts);

  /** Whole durable turns, so many side by side: accept, claim, think, commit, claim deliveries, send, mark. */
  async function turns(said: readonly Said[]): Promise<void> {
    const delivered = await unheardTurns(said);
    if (delivered !== said.length) throw new Error("Not every message was answered.");
  }

  /** The same where people may have the conversation, so that not every message has an answer. @returns how many left. */
  async function unheardTurns(said: readonly Said[]): Promise<number> {
    await Promise.all(said.map(step.accept));
    const claimed = await store.mailbox.claimTurns("bench", said.length, LEASE_MS);
    // Each turn leases its deliveries with its commit, as the server's turns do while there are hands free.
    await Promise.all(claimed.map(step.think));
    await step.send();
    return step.delivered();
  }

  /** The same thought without anything around it: `graph.invoke` of the product's graph, no checkpointer. */
  async function bare({ customer, text }: Said): Promise<void> {
    const inputs = [{ id: randomUUID(), kind: "customer_message", text } as const];
    const context = { scope: scopes[customer]! };
    const state = await bareGraph.invoke(
      { inputs, handoff: null },
      { context, recursionLimit: RECURSION_LIMIT },
    );
    if (state.replies.length !== 1) throw new Error("The bare graph did not answer.");
  }

  const scopes = await scopesOf(store, customers);
  return { sql, store, parts, turns, unheardTurns, bare, scopes, close: () => sql.close() };
}

function graphParts(store: Store): GraphParts {
  return {
    understand: makeUnderstanding({ now: Date.now }),
    tools: makeTools(store.records, { newNumber: () => randomUUID().slice(0, 6) }),
    newId: randomUUID,
    scopeFor: scopeOfTurn,
  };
}

/** The product's own steps of a turn, and how many of them went wrong. */
function makeSteps(store: Store, parts: GraphParts) {
  const channel = makeSimulatorChannel();
  const log = makeLog("warn");
  const pacer = makePacer(channel.pace, () => performance.now());
  let delivered = 0;
  const committed: Committed[] = [];
  const runTurn = makeRunTurn({
    mailbox: store.mailbox,
    checkpointer: store.checkpointer,
    graph: buildGraph(parts, store.checkpointer),
    records: store.records,
    channelOf: () => channel,
    templateFor: () => undefined,
    clock: Date.now,
    monotonic: () => performance.now(),
    readyChannels: () => [channel.name, "desk"],
    leaseMs: LEASE_MS,
    log,
    onCommitted: (turn) => void committed.push(turn),
    onEnded: () => {},
  });
  const deliver = makeDeliver({
    deliveries: store.deliveries,
    channels: new Map([[channel.name, channel]]),
    desk: makeBuiltInDesk(),
    findPlace: makeFindPlace(store),
    loadFile: makeLoadFile(store.files, undefined),
    keepDeskRef: store.handoffs.keepDeskRef,
    random: Math.random,
    monotonic: () => performance.now(),
    leaseMs: LEASE_MS,
    log,
    onSettled: (result) => (delivered += result === "sent" ? 1 : 0),
  });
  return {
    accept: ({ customer, text }: Said) =>
      store.mailbox.acceptMessages([
        { source: DOOR, externalId: randomUUID(), address: addressOf(customer), door: DOOR, text },
      ]),
    think: (turn: ClaimedTurn) => runTurn(turn, new AbortController().signal),
    /** Sends what the turns have leased with their commits. */
    async send(): Promise<void> {
      const turns = committed.splice(0);
      const sends = turns.flatMap(({ deliveries, askedAt }) =>
        deliveries.map((each) =>
          deliver(each, { askedAt, pacer, stop: new AbortController().signal }),
        ),
      );
      await Promise.all(sends);
    },
    /** How many messages left since this was last asked. */
    delivered: (): number => {
      const count = delivered;
      delivered = 0;
      return count;
    },
  };
}

async function scopesOf(store: Store, customers: number): Promise<Scope[]> {
  return Promise.all(
    Array.from({ length: customers }, async (_, customer): Promise<Scope> => {
      const found = await store.records.findCustomerByAddress(addressOf(customer));
      return {
        customer: found ?? null,
        now: Date.now(),
        stage: () => {},
        requestHandoff: () => {},
      };
    }),
  );
}
