import type {
  AgentName,
  Author,
  Choice,
  Door,
  Line,
  LineStatus,
  Media,
  Trace,
} from "../core/conversation.ts";
import type { HandledInput, TurnOutcome } from "../core/ports.ts";
import type { Transcript } from "../core/stores.ts";
import { findConversation } from "./addresses.ts";
import { all, one } from "./sql.ts";
import type { Sql } from "./sql.ts";

interface LineRow {
  id: string;
  conversation_id: string;
  seq: number;
  at: number;
  author: Author;
  sender_name: string | null;
  text: string;
  status: LineStatus;
  media: string | null;
  trace: string | null;
  choices: string | null;
}

const COLUMNS =
  "id, conversation_id, seq, at, author, sender_name, text, status, media, trace, choices";

/** Everything that was said, as people and programs read it. */
export function makeTranscript(sql: Sql): Transcript {
  return {
    read: (address, after, limit) =>
      sql.read(function* () {
        const conversation = yield* findConversation(address);
        if (!conversation) return undefined;
        const from = after
          ? yield* one<{ seq: number }>(
              "SELECT seq FROM lines WHERE id = $1 AND conversation_id = $2",
              after,
              conversation.id,
            )
          : { seq: 0 };
        if (!from) return undefined;
        const rows = yield* all<LineRow>(
          `SELECT ${COLUMNS} FROM lines
           WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
          conversation.id,
          from.seq,
          limit,
        );
        return rows.map(toLine);
      }),

    readLast: (conversationId, { until, limit }) =>
      sql.read(function* () {
        const rows = yield* all<LineRow>(
          `SELECT ${COLUMNS} FROM lines WHERE conversation_id = $1 AND at <= $2 ORDER BY seq DESC LIMIT $3`,
          conversationId,
          until,
          limit,
        );
        return rows.map(toLine).toReversed();
      }),

    findMedia: (conversationId, lineId) =>
      sql.read(function* () {
        const row = yield* one<{ media: string; door: Door | null }>(
          // A customer's line has the id of its input.
          `SELECT media, door FROM lines LEFT JOIN inputs ON inputs.id = lines.id
           WHERE lines.id = $1 AND lines.conversation_id = $2 AND media IS NOT NULL`,
          lineId,
          conversationId,
        );
        return row && { media: JSON.parse(row.media) as Media, door: row.door };
      }),
  };
}

/** Reads what became of inputs, for those who wait at a door. */
export function makeOutcomes(sql: Sql) {
  return (inputId: string): Promise<HandledInput | undefined> =>
    sql.read(function* () {
      const row = yield* one<{ outcome: string | null }>(
        "SELECT outcome FROM inputs WHERE id = $1 AND status = 'handled'",
        inputId,
      );
      if (!row?.outcome) return undefined;
      const replies = yield* all<{ text: string; agent: AgentName }>(
        "SELECT text, agent FROM lines WHERE input_id = $1 AND status <> 'dropped' ORDER BY seq",
        inputId,
      );
      return { outcome: JSON.parse(row.outcome) as TurnOutcome, replies };
    });
}

function toLine(row: LineRow): Line {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    seq: row.seq,
    at: row.at,
    author: row.author,
    text: row.text,
    senderName: row.sender_name,
    status: row.status,
    media: row.media ? (JSON.parse(row.media) as Media) : null,
    trace: row.trace ? (JSON.parse(row.trace) as Trace) : null,
    choices: row.choices ? (JSON.parse(row.choices) as Choice[]) : [],
  };
}
