import type { ClaimedDelivery, Settlement, StatusReport } from "../../core/deliveries.ts";
import type { TestSql } from "./engines.ts";
import { rowsOf } from "./engines.ts";
import { ADA, aMessage, aPersonMessage, anAnswer, makeTestStore, opening } from "./turns.ts";

/** Where deliveries of these tests go. */
export const CHANNELS = ["simulator", "whatsapp-acs", "whatsapp-cloud", "desk"];

/** How long a sender of these tests may take. */
export const SEND_LEASE_MS = 60_000;

export const sent = (providerId: string): Settlement => ({
  is: "sent",
  providerId,
  status: "sent",
});
export const retry = (afterMs: number): Settlement => ({
  is: "retry",
  afterMs,
  error: "rate_limited",
});
export const uncertain = (afterMs: number): Settlement => ({
  is: "uncertain",
  afterMs,
  error: "outcome_unknown",
});
export const dead: Settlement = { is: "dead", error: "upstream_rejected", mayHaveArrived: false };

interface DeliveryRow {
  readonly id: string;
  readonly position: number;
  readonly status: string;
  readonly speaker: string;
  readonly resent_as: string | null;
}

/** What a delivery says or does. */
export function textOf({ body }: ClaimedDelivery): string {
  return body.to === "customer" ? body.text : body.act;
}

/** The stores of a database with the moves of those who send. */
export function makeSender(db: TestSql) {
  const store = makeTestStore(db.sql);
  const { deliveries } = store;
  const claim = (limit = 100): Promise<ClaimedDelivery[]> =>
    deliveries.claim({ channels: CHANNELS, limit, leaseMs: SEND_LEASE_MS });

  /** The head of the line; fails when there is none. */
  async function claimOne(): Promise<ClaimedDelivery> {
    const [head] = await claim(1);
    if (!head) throw new Error("nothing was due");
    return head;
  }

  /** Says something to an address: one line with these parts. */
  async function say(address: string, ...parts: string[]): Promise<void> {
    await store.mailbox.acceptMessages([aMessage({ address })]);
    await store.turn((turn) => ({ lines: [anAnswer(turn, { text: parts.join(" "), parts })] }));
  }

  return {
    ...store,
    say,
    claimDue: claim,
    claimOne,
    settle: deliveries.settle,

    /** Says something that is refused. @returns the dead letter's id. */
    async die(address: string, text: string): Promise<string> {
      await say(address, text);
      const [head] = await claim();
      await deliveries.settle(head!, dead);
      return head!.id;
    },

    /** Ada's message makes every turn fail until it is set aside. */
    async poison(text: string): Promise<void> {
      await store.accept(text);
      await store.mailbox.failTurn(await store.claim(), "internal", { retryMs: 0, maxAttempts: 1 });
    },

    report: (status: StatusReport["status"], providerId = "p-1", correlation?: string) =>
      deliveries.report({ channel: "simulator", providerId, correlation, status }),

    /** Where the newest line of an address stands. */
    lineStatus: async (address = ADA) =>
      (await store.transcript.read(address, undefined, 100))?.at(-1)?.status,

    /** All deliveries in the order they leave in. */
    async deliveryRows(): Promise<DeliveryRow[]> {
      const rows = await rowsOf<DeliveryRow>(db.sql, "deliveries");
      return rows.toSorted((a, b) => a.position - b.position);
    },

    /** The bot has answered and opened a handoff; its answer is being sent when a person claims. */
    async claimWhileSending(): Promise<ClaimedDelivery> {
      await store.mailbox.acceptMessages([aMessage()]);
      await store.turn((turn) => ({
        handoffChanges: [opening("thread-1")],
        lines: [
          anAnswer(turn, { text: "from the bot" }),
          anAnswer(turn, { text: "A person comes.", author: "system", agent: "human" }),
        ],
      }));
      const sending = await claimOne();
      await store.mailbox.acceptFromDesk(aPersonMessage("thread-1"));
      return sending;
    },
  };
}

export type Sender = ReturnType<typeof makeSender>;
