import type {
  DeadLetter,
  DeadLetterPlace,
  Deliveries,
  DeliveryBody,
} from "../../core/deliveries.ts";
import type { InputBody } from "../../core/ports.ts";
import { shownAddress } from "../retired.ts";
import { all, one } from "../sql.ts";
import type { Sql } from "../sql.ts";
import { UNDECIDED_DELIVERY, UNDECIDED_INPUT } from "./decision.ts";
import { putAway } from "./put-away.ts";
import { sendAgain } from "./send-again.ts";

interface LetterRow {
  id: string;
  kind: "delivery" | "input";
  conversation_id: string;
  customer_address: string;
  channel: string;
  address: string;
  body: string;
  error: string | null;
  attempts: number;
  created_at: number;
  died_at: number;
  may_have_arrived: number;
}

const LETTERS = `SELECT deliveries.id, 'delivery' AS kind, conversation_id, conversations.address AS customer_address, channel,
    deliveries.address, body, error, attempts, deliveries.created_at, died_at, may_have_arrived
  FROM deliveries JOIN conversations ON conversations.id = conversation_id
  WHERE ${UNDECIDED_DELIVERY}
  UNION ALL
  SELECT inputs.id, 'input' AS kind, conversation_id, conversations.address AS customer_address, door,
    conversations.address, body, error, attempts, received_at, died_at, 0
  FROM inputs JOIN conversations ON conversations.id = conversation_id
  WHERE ${UNDECIDED_INPUT}`;

/** Later than any. */
const FIRST: DeadLetterPlace = { diedAt: Number.MAX_SAFE_INTEGER, id: "" };

/** What nobody will try again by itself: to be read, and sent again or put away, by people. */
export function makeDeadLetters(
  sql: Sql,
  newId: () => string,
): Pick<Deliveries, "listDead" | "countDead" | "sendAgain" | "putAway"> {
  return {
    listDead: (limit, before = FIRST) =>
      sql.read(function* () {
        const rows = yield* all<LetterRow>(
          `SELECT * FROM (${LETTERS}) AS letters
           WHERE died_at < $2 OR (died_at = $2 AND id < $3) ORDER BY died_at DESC, id DESC LIMIT $1`,
          limit,
          before.diedAt,
          before.id,
        );
        return rows.map(toLetter);
      }),

    countDead: () =>
      sql.read(function* () {
        const row = yield* one<{ dead: number }>(
          `SELECT (SELECT COUNT(*) FROM deliveries WHERE ${UNDECIDED_DELIVERY})
             + (SELECT COUNT(*) FROM inputs WHERE ${UNDECIDED_INPUT}) AS dead`,
        );
        return row!.dead;
      }),

    putAway: (id, by) => sql.transaction(() => putAway(sql, newId, { id, by })),

    sendAgain: (id, by) => sql.transaction(() => sendAgain(sql, newId, { id, by })),
  };
}

function toLetter(row: LetterRow): DeadLetter {
  const body = JSON.parse(row.body) as DeliveryBody | InputBody;
  return {
    id: row.id,
    kind: row.kind,
    conversationId: row.conversation_id,
    address: shownAddress(row.customer_address, row.conversation_id),
    threadId: row.channel === "desk" && row.kind === "delivery" ? row.address : null,
    channel: row.channel,
    text: wordsOf(body),
    act: "to" in body ? ("act" in body ? body.act : null) : body.kind,
    error: row.error ?? "internal",
    attempts: row.attempts,
    createdAt: row.created_at,
    diedAt: row.died_at,
    mayHaveArrived: row.may_have_arrived === 1,
  };
}

function wordsOf(body: DeliveryBody | InputBody): string {
  if ("summary" in body) return body.summary;
  const media = "media" in body && body.media ? `(${body.media.kind})` : "";
  return [media, "text" in body ? body.text : ""].join(" ").trim();
}
