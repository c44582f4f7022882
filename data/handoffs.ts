import type { Door } from "../core/conversation.ts";
import { AppError } from "../core/errors.ts";
import type { DeskView, Handoffs, HandoffView } from "../core/stores.ts";
import { proveAddress } from "./addresses.ts";
import { makeAudit } from "./audit.ts";
import { OPEN } from "./deliveries/status.ts";
import { claimForPerson, holdHandoffRow, toHandoff } from "./handoff-rows.ts";
import type { HandoffRow } from "./handoff-rows.ts";
import { all, one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";
import { insertNote } from "./turns.ts";

interface ViewRow extends HandoffRow {
  address: string;
  is_proven: number;
  open_until: number | null;
  last_door: Door;
  last_text: string | null;
  last_at: number | null;
}

const VIEW = `SELECT handoffs.*, conversations.address, is_proven, last_door,
    (SELECT open_until FROM windows WHERE windows.conversation_id = conversations.id AND door = last_door) AS open_until,
    (SELECT text FROM lines WHERE lines.conversation_id = handoffs.conversation_id ORDER BY seq DESC LIMIT 1) AS last_text,
    (SELECT at FROM lines WHERE lines.conversation_id = handoffs.conversation_id ORDER BY seq DESC LIMIT 1) AS last_at
  FROM handoffs JOIN conversations ON conversations.id = handoffs.conversation_id`;

/** Stays with people, for the desk. */
export function makeHandoffs(sql: Sql, newId: () => string): Handoffs {
  return {
    list: (limit) =>
      sql.read(function* () {
        const rows = yield* all<ViewRow>(
          `${VIEW} ORDER BY CASE WHEN status = 'closed' THEN 1 ELSE 0 END, COALESCE(closed_at * -1, queued_at) LIMIT $1`,
          limit,
        );
        return rows.map(toView);
      }),

    find: (threadId) =>
      sql.read(function* () {
        const row = yield* one<ViewRow>(`${VIEW} WHERE thread_id = $1 OR desk_ref = $1`, threadId);
        return row && toView(row);
      }),

    claim: (threadId, person) =>
      sql.transaction(function* () {
        const row = yield* holdOpen(sql, threadId);
        if (row.status !== "queued") return row.claimed_by ?? person;
        yield* claimForPerson(sql, row, person);
        yield* makeAudit(sql, newId).handoffChanged(row.conversation_id, {
          do: "claim",
          by: person,
        });
        return person;
      }),

    confirmIdentity: (threadId, person) =>
      sql.transaction(function* () {
        const row = yield* holdOpen(sql, threadId);
        if (row.claimed_by !== person) throw notTheirs(row);
        const address = yield* proveAddress(row.conversation_id);
        if (address === undefined) return;
        yield* makeAudit(sql, newId).identityConfirmed(row.conversation_id, person, address);
      }),

    keepDeskRef: (threadId, deskRef) =>
      sql.transaction(function* () {
        yield* run("UPDATE handoffs SET desk_ref = $2 WHERE thread_id = $1", threadId, deskRef);
      }),

    findForDesk: (threadId) => sql.read(() => findForDesk(threadId)),

    isOpening: () =>
      sql.read(function* () {
        const opening = yield* one(
          `SELECT 1 AS found FROM deliveries JOIN handoffs ON thread_id = deliveries.address
           WHERE deliveries.channel = 'desk' AND deliveries.status IN ${OPEN} AND attempts > 0
             AND desk_ref IS NULL`,
        );
        return opening !== undefined;
      }),
  };
}

function* findForDesk(threadId: string): Work<DeskView | undefined> {
  const row = yield* one<HandoffRow & { address: string; is_proven: number }>(
    `SELECT handoffs.*, address, is_proven FROM handoffs
     JOIN conversations ON conversations.id = conversation_id WHERE thread_id = $1`,
    threadId,
  );
  if (!row) return undefined;
  const { address, is_proven: isProven, desk_ref: deskRef } = row;
  return { ...toHandoff(row), address, isProven: isProven === 1, deskRef };
}

/** Timers of handoffs that are due become inputs of their conversation. */
export function makeTimers(sql: Sql, newId: () => string) {
  return (): Promise<number> =>
    sql.transaction(function* () {
      const due = yield* all<HandoffRow>(
        // Held with their conversations; one that is in somebody's hands is looked at again the next time.
        `SELECT handoffs.* FROM handoffs JOIN conversations ON conversations.id = handoffs.conversation_id
         WHERE timer_at <= ${sql.now} ORDER BY timer_at LIMIT 50 ${sql.lock}`,
      );
      for (const handoff of due) {
        yield* run("UPDATE handoffs SET timer_at = NULL WHERE thread_id = $1", handoff.thread_id);
        if (!handoff.timer) continue;
        yield* insertNote(sql, {
          id: newId(),
          conversationId: handoff.conversation_id,
          externalId: `${handoff.thread_id}:${handoff.timer}:${handoff.timer_at}`,
          body: { kind: "timer", timer: handoff.timer },
        });
      }
      return due.length;
    });
}

function* holdOpen(sql: Sql, threadId: string): Work<HandoffRow> {
  const row = yield* holdHandoffRow(sql, threadId);
  if (!row) throw new AppError("not_found", "There is no such thread.");
  if (row.status === "closed") throw new AppError("conflict", "This handoff is over.");
  return row;
}

/** Only who talks with somebody can have asked who it is. */
function notTheirs({ claimed_by: claimedBy }: HandoffRow): AppError {
  return new AppError(
    "conflict",
    claimedBy === null ? "Claim this conversation first." : `${claimedBy} has this conversation.`,
  );
}

function toView(row: ViewRow): HandoffView {
  return {
    ...toHandoff(row),
    address: row.address,
    lastText: row.last_text ?? "",
    lastAt: row.last_at ?? row.queued_at,
    isProven: row.is_proven === 1,
    openUntil: row.open_until,
    lastDoor: row.last_door,
  };
}
