import type { HandoffChange } from "../core/handoff.ts";
import type { RecordChange } from "../core/records.ts";
import { run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";

interface Entry {
  readonly actor: string;
  readonly action: string;
  readonly conversationId: string;
  readonly customerId: string | null;
  readonly detail: object;
}

/** The record of who did what; only ever appended to. */
export function makeAudit(sql: Sql, newId: () => string) {
  const append = makeAppend(sql, newId);
  /** What changes no customer's record. */
  const note = (entry: Omit<Entry, "customerId">): Work<void> =>
    append({ ...entry, customerId: null });
  return {
    /** A write the customer confirmed, with what was there before. */
    *recordChanged(conversationId: string, change: RecordChange): Work<void> {
      const customerId = change.change === "claim" ? change.claim.customerId : change.customerId;
      yield* append({
        actor: "customer",
        action: `record.${change.change}`,
        conversationId,
        customerId,
        detail: change,
      });
    },

    /** A handoff opened, moved or closed; timers being set are not worth an entry. */
    *handoffChanged(conversationId: string, change: HandoffChange): Work<void> {
      if (change.do === "wait") return;
      const actor = "by" in change ? change.by : "bot";
      const { do: action, ...detail } = change;
      yield* note({ actor, action: `handoff.${action}`, conversationId, detail });
    },

    /** An address belongs to somebody else now: the conversation under it is over. */
    *addressRetired(conversationId: string, address: string): Work<void> {
      yield* note({
        actor: "system",
        action: "address.retired",
        conversationId,
        detail: { address },
      });
    },

    /** A person made sure who writes from an address that had changed hands. */
    *identityConfirmed(conversationId: string, by: string, address: string): Work<void> {
      yield* note({ actor: by, action: "identity.confirmed", conversationId, detail: { address } });
    },

    /** A person sent a dead letter again. */
    *letterSentAgain(
      conversationId: string,
      by: string,
      deliveries: { readonly of: string; readonly as: string },
    ): Work<void> {
      yield* note({ actor: by, action: "delivery.sent_again", conversationId, detail: deliveries });
    },

    /** A person decided that a dead letter needs nothing more. */
    *letterPutAway(conversationId: string, by: string, id: string): Work<void> {
      yield* note({ actor: by, action: "dead_letter.put_away", conversationId, detail: { id } });
    },
  };
}

function makeAppend(sql: Sql, newId: () => string) {
  return function* append(entry: Entry): Work<void> {
    yield* run(
      `INSERT INTO audit (id, at, actor, action, conversation_id, customer_id, detail)
       VALUES ($1, ${sql.now}, $2, $3, $4, $5, $6)`,
      newId(),
      entry.actor,
      entry.action,
      entry.conversationId,
      entry.customerId,
      JSON.stringify(entry.detail),
    );
  };
}
