import { AppError } from "../../core/errors.ts";
import { makeAudit } from "../audit.ts";
import { isRetired } from "../retired.ts";
import type { DeliveryBody } from "../../core/deliveries.ts";
import { decidedAlready, noSuchLetter, UNDECIDED_DELIVERY } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { insertDelivery, PARTS_PER_LINE } from "./insert.ts";
import type { Destination } from "./insert.ts";
import { leadInstead } from "./merge.ts";
import { moveLine } from "./status.ts";
import { one } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";

interface Conversation {
  id: string;
  address: string;
  last_seq: number;
  owner: string;
}

interface Letter {
  conversation_id: string;
  line_id: string | null;
  channel: string;
  address: string;
  body: string;
  speaker: Destination["speaker"];
}

/**
 * Sends a dead letter again as a new delivery, at the end of its destination's line. It has a new id, since the person who
 * wants it takes the risk that the customer reads it twice; the old one points to it.
 * @returns the new delivery's id.
 */
export function* sendAgain(sql: Sql, newId: () => string, { id, by }: Decision): Work<string> {
  const known = yield* one<{ conversation_id: string; speaker: string }>(
    "SELECT conversation_id, speaker FROM deliveries WHERE id = $1",
    id,
  );
  if (!known) throw yield* unknown(id);
  // Holds the conversation before anything that hangs on it, as whoever claims it does: one of the two comes first.
  const conversation = yield* one<Conversation>(
    "UPDATE conversations SET last_seq = last_seq + 1 WHERE id = $1 RETURNING id, address, last_seq, owner",
    known.conversation_id,
  );
  refuse(conversation!, known.speaker);
  const newDeliveryId = newId();
  const letter = yield* one<Letter>(
    `UPDATE deliveries SET resent_as = $2 WHERE id = $1 AND ${UNDECIDED_DELIVERY}
     RETURNING conversation_id, line_id, channel, address, body, speaker`,
    id,
    newDeliveryId,
  );
  if (!letter) throw decidedAlready();
  const { conversation_id: conversationId, line_id: lineId, channel, address, speaker } = letter;
  const position = conversation!.last_seq * PARTS_PER_LINE;
  // The customer may have shown a number since that was hidden then; a thread at the desk keeps its name.
  const to = speaker === "desk" ? address : conversation!.address;
  yield* insertDelivery(
    { sql, newId: () => newDeliveryId },
    { conversationId, lineId, channel, address: to, speaker, position },
    JSON.parse(letter.body) as DeliveryBody,
  );
  yield* leadInstead(id, newDeliveryId);
  if (lineId) yield* moveLine(sql, lineId);
  const both = { of: id, as: newDeliveryId };
  yield* makeAudit(sql, newId).letterSentAgain(conversationId, by, both);
  return newDeliveryId;
}

/** @throws AppError `conflict` when the bot may not speak, or when somebody else would read it. */
function refuse({ id, address, owner }: Conversation, speaker: string): void {
  if (speaker === "bot" && owner === "person") {
    throw new AppError("conflict", "A person has this conversation, so the bot may not speak.");
  }
  if (speaker !== "desk" && isRetired(address, id)) {
    throw new AppError("conflict", "This number has changed hands: somebody else would read it.");
  }
}

/** What is no delivery may still be an input that was set aside. */
function* unknown(id: string): Work<AppError> {
  const input = yield* one("SELECT id FROM inputs WHERE id = $1 AND status = 'dead'", id);
  return input
    ? new AppError("conflict", "It came in: it can be read and answered, not sent again.")
    : noSuchLetter();
}
