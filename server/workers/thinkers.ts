import { startLoop } from "./loop.ts";
import type { Loop } from "./loop.ts";
import type { WorkTools, WorkerParts } from "./parts.ts";
import { makeReadReceipts } from "./read-receipts.ts";
import { makeRunTurn } from "./run-turn.ts";
import type { Senders } from "./senders.ts";

const SLOTS = 16;
const IDLE_MS = 500;

/** Starts those who think: each turn of theirs goes straight to the senders as far as they have hands free. */
export function startThinkers(parts: WorkerParts, tools: WorkTools, senders: Senders): Loop {
  const { store, metrics, log, leaseMs } = parts;
  const { mailbox } = store;
  const { monotonic, patiently, interruptible } = tools;
  const holder = parts.newId();
  const greet = makeReadReceipts(parts);
  const runTurn = makeRunTurn({
    mailbox: {
      ...mailbox,
      failTurn: (...failed) => patiently(() => mailbox.failTurn(...failed)),
      releaseTurn: (...released) => patiently(() => mailbox.releaseTurn(...released)),
    },
    checkpointer: store.checkpointer,
    records: store.records,
    channelOf: parts.channels.of,
    templateFor: parts.templateFor,
    graph: parts.graph,
    clock: parts.clock,
    monotonic,
    leaseMs,
    log,
    readyChannels: senders.readyChannels,
    onCommitted: ({ inputs, deliveries, askedAt, channels }) => {
      parts.onHandled(inputs);
      senders.send(deliveries, askedAt);
      // What was not leased with the turn is behind something, or nobody had a hand free.
      senders.wake(channels);
    },
    onEnded: (result, elapsedMs) => {
      metrics.turns.inc({ result });
      metrics.turnSeconds.observe(elapsedMs / 1_000);
      metrics.activeTurns.dec();
    },
  });
  return startLoop({
    name: "turns",
    slots: SLOTS,
    idleMs: IDLE_MS,
    log,
    claim: async (free) => {
      const claimed = await mailbox.claimTurns(holder, free, leaseMs);
      metrics.activeTurns.inc(claimed.length);
      for (const turn of claimed) greet(turn);
      return claimed.map((turn) => () => interruptible((signal) => runTurn(turn, signal)));
    },
  });
}
