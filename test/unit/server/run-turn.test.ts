import { expect, test, vi } from "vitest";
import { AppError } from "../../../core/errors.ts";
import { makeLog } from "../../../core/log.ts";
import type { ClaimedTurn } from "../../../core/ports.ts";
import { makeRunTurn } from "../../../server/workers/run-turn.ts";
import type { TurnParts } from "../../../server/workers/run-turn.ts";

const turn: ClaimedTurn = {
  lease: { conversationId: "conversation", fence: 1 },
  address: "+14255550101",
  isProven: true,
  epoch: 0,
  lastDoor: "chat",
  inputs: [
    {
      id: "input",
      seq: 1,
      source: "chat",
      externalId: "m-1",
      door: "chat",
      attempts: 0,
      body: { kind: "customer_message", text: "hello" },
    },
  ],
  handoff: null,
};

test("a turn that cannot even be given back, since the store is away, has ended all the same", async () => {
  const away = new AppError("store_unavailable", "Away.");
  const onEnded = vi.fn();
  const parts = {
    mailbox: { failTurn: async () => Promise.reject(away), renewLease: async () => {} },
    records: { findCustomerByAddress: async () => Promise.reject(away) },
    checkpointer: { take: () => undefined },
    clock: () => 0,
    leaseMs: 60_000,
    log: makeLog("silent"),
    onEnded,
  };
  const runTurn = makeRunTurn(parts as unknown as TurnParts);
  await expect(runTurn(turn, new AbortController().signal)).rejects.toBe(away);
  expect(onEnded).toHaveBeenCalledExactlyOnceWith("retried", 0);
});
