import type {
  Accepted,
  CustomerMessage,
  DeskInput,
  DeskRefusal,
  InputBody,
} from "../core/ports.ts";
import { makeAudit } from "./audit.ts";
import { addressChanged, conversationOf } from "./addresses.ts";
import { insertDeskAct } from "./deliveries/insert.ts";
import { claimForPerson, holdHandoffRow } from "./handoff-rows.ts";
import { blindly, one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";
import { uuidOf } from "./uuid.ts";
import { nextSeq } from "./turns.ts";
import { hasWindow, openWindow } from "./windows.ts";

interface AcceptParts {
  readonly sql: Sql;
  readonly newId: () => string;
}

/** Who numbers what comes from the desk itself; programs have a source of their own and are answered at their door. */
const FROM_DESK = "desk";

const TOO_LATE = "This conversation is over: what you wrote here did not reach the customer.";

interface NewInput {
  readonly conversationId: string;
  readonly source: string;
  readonly externalId: string;
  readonly door: string;
  readonly body: InputBody;
  readonly seq: number;
}

/** Acceptance: what comes in is kept, once, in order, before anybody is told so. */
export function makeAcceptance(parts: AcceptParts) {
  const { sql, newId } = parts;
  return {
    acceptMessages: (messages: readonly CustomerMessage[]): Promise<Accepted[]> =>
      sql.transaction(function* () {
        const accepted: Accepted[] = [];
        for (const message of messages) accepted.push(yield* acceptMessage(parts, message));
        return accepted;
      }),

    acceptFromDesk: (input: DeskInput): Promise<Accepted | DeskRefusal> =>
      sql.transaction(function* () {
        const known = yield* findAccepted(input.source, input.externalId);
        if (known) return known;
        const handoff = yield* holdHandoffRow(sql, input.threadId);
        if (!handoff) return "unknown_thread";
        if (handoff.status === "closed") {
          yield* tellTooLate(parts, handoff, input);
          return "closed";
        }
        if (input.body.kind === "person_message" && handoff.status === "queued") {
          const claim = { do: "claim", by: input.body.senderName } as const;
          yield* claimForPerson(sql, handoff, claim.by);
          yield* makeAudit(sql, newId).handoffChanged(handoff.conversation_id, claim);
        }
        const conversationId = handoff.conversation_id;
        const seq = yield* nextSeq(sql, conversationId);
        return yield* insertInput(parts, { ...input, conversationId, door: "desk", seq });
      }),

    addressChanged: (source: string, externalId: string, address: string): Promise<void> =>
      sql.transaction(() => addressChanged(parts, address, `${source}|${externalId}`)),
  };
}

/** Whoever writes into a thread that is over would think that the customer reads it. Told once, however often it is reported. */
function* tellTooLate(
  { sql }: AcceptParts,
  handoff: { thread_id: string; conversation_id: string; desk_ref: string | null },
  { source, externalId, body }: DeskInput,
): Work<void> {
  if (source !== FROM_DESK || body.kind !== "person_message" || handoff.desk_ref === null) return;
  const id = uuidOf(`too late: ${externalId}`);
  if (yield* one("SELECT id FROM deliveries WHERE id = $1", id)) return;
  const seq = yield* nextSeq(sql, handoff.conversation_id);
  const notice = { to: "desk", act: "mirror", text: TOO_LATE, senderName: "" } as const;
  yield* insertDeskAct(
    { sql, newId: () => id },
    { threadId: handoff.thread_id, body: notice },
    { conversationId: handoff.conversation_id, seq },
  );
}

function* acceptMessage(parts: AcceptParts, message: CustomerMessage): Work<Accepted> {
  const { sql } = parts;
  const { source, externalId, door, text, choiceId, media, at } = message;
  const known = yield* findAccepted(source, externalId);
  if (known) return known;
  const conversationId = yield* conversationOf(parts, message);
  const seq = yield* nextSeq(sql, conversationId, door);
  const body: InputBody = { kind: "customer_message", text, choiceId, media };
  const input = { conversationId, source, externalId, door, body, seq };
  const accepted = yield* insertInput(parts, input);
  if (accepted.isDuplicate) return accepted;
  yield* blindly(function* () {
    yield* run(
      `INSERT INTO lines (id, conversation_id, seq, at, author, text, status, media)
       VALUES ($1, $2, $3, ${sql.now}, 'customer', $4, 'received', $5)`,
      // The customer's own line carries the input's id, so that whoever sent it can find it.
      accepted.inputId,
      conversationId,
      seq,
      text,
      media ? JSON.stringify(media) : null,
    );
    if (hasWindow(door)) yield* openWindow(sql, { conversationId, door, at });
  });
  return accepted;
}

function* insertInput({ sql, newId }: AcceptParts, input: NewInput): Work<Accepted> {
  const inputId = newId();
  const inserted = yield* run(
    `INSERT INTO inputs (id, conversation_id, seq, source, external_id, door, body, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, ${sql.now}) ON CONFLICT (source, external_id) DO NOTHING`,
    inputId,
    input.conversationId,
    input.seq,
    input.source,
    input.externalId,
    input.door,
    JSON.stringify(input.body),
  );
  if (inserted === 1) return { inputId, conversationId: input.conversationId, isDuplicate: false };
  return (yield* findAccepted(input.source, input.externalId))!;
}

function* findAccepted(source: string, externalId: string): Work<Accepted | undefined> {
  const row = yield* one<{ id: string; conversation_id: string }>(
    "SELECT id, conversation_id FROM inputs WHERE source = $1 AND external_id = $2",
    source,
    externalId,
  );
  return row && { inputId: row.id, conversationId: row.conversation_id, isDuplicate: true };
}
