import type { AppError } from "../../core/errors.ts";
import { makeAudit } from "../audit.ts";
import { one } from "../sql.ts";
import type { Sql, Work } from "../sql.ts";
import { decidedAlready, noSuchLetter, UNDECIDED_DELIVERY, UNDECIDED_INPUT } from "./decision.ts";
import type { Decision } from "./decision.ts";

/** Takes a dead letter, whether it came in or was to go out, off the list. What it says is kept, and who decided. */
export function* putAway(sql: Sql, newId: () => string, { id, by }: Decision): Work<void> {
  const letter =
    (yield* one<{ conversation_id: string }>(
      `UPDATE deliveries SET put_away_at = ${sql.now}
       WHERE id = $1 AND ${UNDECIDED_DELIVERY} RETURNING conversation_id`,
      id,
    )) ??
    (yield* one<{ conversation_id: string }>(
      `UPDATE inputs SET put_away_at = ${sql.now}
       WHERE id = $1 AND ${UNDECIDED_INPUT} RETURNING conversation_id`,
      id,
    ));
  if (!letter) throw yield* refusal(id);
  yield* makeAudit(sql, newId).letterPutAway(letter.conversation_id, by, id);
}

function* refusal(id: string): Work<AppError> {
  const known = yield* one(
    "SELECT id FROM deliveries WHERE id = $1 UNION ALL SELECT id FROM inputs WHERE id = $1",
    id,
  );
  return known ? decidedAlready() : noSuchLetter();
}
