import { randomUUID } from "node:crypto";
import { emptyCheckpoint } from "@langchain/langgraph-checkpoint";
import type { HandoffChange } from "../../core/handoff.ts";
import type {
  ClaimedTurn,
  CustomerMessage,
  DeskAct,
  DeskInput,
  OutgoingLine,
  TurnCommit,
  TurnOutcome,
} from "../../core/ports.ts";
import type { RecordChange } from "../../core/records.ts";
import type { StagedCheckpoint } from "../../data/checkpoints/checkpointer.ts";
import { makeStore } from "../../data/store.ts";
import type { Sql } from "../../data/sql.ts";

export const ADA = "+14255550101";
export const BEN = "+14255550103";
export const LEASE_MS = 60_000;

/** A customer's message; each has an id of its own unless told otherwise. */
export function aMessage(changes: Partial<CustomerMessage> = {}): CustomerMessage {
  const door = changes.door ?? "whatsapp-acs";
  return { source: door, externalId: randomUUID(), address: ADA, door, text: "hello", ...changes };
}

/** What a person wrote in a thread. */
export function aPersonMessage(threadId: string, changes: Partial<DeskInput> = {}): DeskInput {
  return {
    source: "desk",
    externalId: randomUUID(),
    threadId,
    body: { kind: "person_message", text: "Hello, I am here.", senderName: "Dana" },
    ...changes,
  };
}

export const anOutcome: TurnOutcome = { agent: "customer", intent: null, handoff: null };

/** A commit that marks the turn's inputs handled and writes what is given. */
export function commitOf(
  turn: ClaimedTurn,
  changes: Partial<TurnCommit<StagedCheckpoint>> = {},
): TurnCommit<StagedCheckpoint> {
  return {
    lease: turn.lease,
    epoch: turn.epoch,
    checkpoint: undefined,
    inputs: turn.inputs.map(({ id }) => ({ id, outcome: anOutcome })),
    lines: [],
    handoffChanges: [],
    recordChanges: [],
    deskActs: [],
    ...changes,
  };
}

/** An answer to the turn's first input, by the bot, in one part. */
export function anAnswer(turn: ClaimedTurn, changes: Partial<OutgoingLine> = {}): OutgoingLine {
  const text = changes.text ?? "[Customer Service] Hello.";
  return {
    inputId: turn.inputs[0]!.id,
    author: "customer_agent",
    agent: "customer",
    senderName: null,
    text,
    trace: null,
    channel: "simulator",
    parts: [text],
    choices: [],
    ...changes,
  };
}

/** Opens a handoff. */
export function opening(threadId: string): Extract<HandoffChange, { do: "open" }> {
  return {
    do: "open",
    threadId,
    kind: "contact_center",
    reason: "asked",
    summary: "Asked for a person.",
    offeredTo: null,
  };
}

/** A new claim on a policy of the demo insurer, unless told of another. */
export function newClaim(policyNumber = "AUT-1042"): Extract<RecordChange, { change: "claim" }> {
  return {
    change: "claim",
    claim: {
      claimId: "CL-900001",
      policyNumber,
      customerId: "C-1001",
      status: "received",
      reportedOn: "2026-11-22",
      occurredOn: "2026-11-21",
      description: "A scratched door.",
      nextStep: { en: "We look at it.", es: "Lo revisamos." },
      paidCents: null,
    },
  };
}

/** The desk is told of the handoff. */
export function tellDesk(threadId: string): DeskAct {
  const body = { to: "desk", act: "open", summary: "Asked.", kind: "contact_center" } as const;
  return { threadId, body };
}

/** The stores of a database with the moves that most tests need. */
export function makeTestStore(sql: Sql) {
  const store = makeStore(sql, randomUUID);
  const { mailbox, checkpointer } = store;

  /** Claims what is ready, as a worker does; fails when nothing is. */
  async function claim(holder = "worker"): Promise<ClaimedTurn> {
    const [turn] = await mailbox.claimTurns(holder, 1, LEASE_MS);
    if (!turn) throw new Error("nothing was ready to be claimed");
    return turn;
  }

  return {
    ...store,
    claim,
    claimAll: (holder = "worker") => mailbox.claimTurns(holder, 100, LEASE_MS),
    accept: (...texts: string[]) => mailbox.acceptMessages(texts.map((text) => aMessage({ text }))),

    /** A whole turn: what waits is claimed and committed with what is given. */
    async turn(
      commit: (turn: ClaimedTurn) => Partial<TurnCommit<StagedCheckpoint>>,
    ): Promise<ClaimedTurn> {
      const turn = await claim();
      await mailbox.commitTurn(commitOf(turn, commit(turn)));
      return turn;
    },

    /** Ada asks for a person and waits in the queue. */
    async queue(threadId = "thread-1"): Promise<ClaimedTurn> {
      await mailbox.acceptMessages([aMessage({ text: "a person please" })]);
      const turn = await claim();
      const announcement = anAnswer(turn, {
        author: "system",
        agent: "human",
        text: "One moment.",
      });
      await mailbox.commitTurn(
        commitOf(turn, { handoffChanges: [opening(threadId)], lines: [announcement] }),
      );
      return turn;
    },

    /** What a graph would have saved for this conversation. */
    async stage(conversationId: string): Promise<StagedCheckpoint> {
      const configurable = { thread_id: conversationId, turn_id: randomUUID() };
      const metadata = { source: "loop", step: 1, parents: {} } as const;
      await checkpointer.put({ configurable }, emptyCheckpoint(), metadata, {});
      return checkpointer.take(configurable.turn_id)!;
    },
  };
}

export type TestStore = ReturnType<typeof makeTestStore>;

/** The texts of a turn's inputs. */
export function textsOf(turn: ClaimedTurn): string[] {
  return turn.inputs.map(({ body }) => ("text" in body ? body.text : body.kind));
}
