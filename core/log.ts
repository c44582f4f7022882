import { pino } from "pino";
import type { DestinationStream, Logger, Level } from "pino";

export type Log = Logger;

/** Fields that could carry what people wrote or who they are; removed wherever they turn up. */
const PERSONAL = [
  "text",
  "message",
  "body",
  "content",
  "name",
  "email",
  "phone",
  "address",
  "reply",
];
const SECRET = [
  "authorization",
  "key",
  "secret",
  "token",
  "password",
  "connectionString",
  "cookie",
];

/**
 * The house's log: one JSON object a line, with ids and never with what people wrote.
 * @param destination where lines go; standard output unless a test listens.
 */
export function makeLog(level: Level | "silent", destination?: DestinationStream): Log {
  const paths = [...PERSONAL, ...SECRET].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = {
    level,
    base: null,
    redact: { paths, remove: true },
    serializers: { err: serialiseError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Name, code, stack and causes; an error's own further fields (requests, rows) stay out of the log. */
function serialiseError(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const code = "code" in thrown ? { code: String(thrown.code) } : {};
  const cause = thrown.cause === undefined ? {} : { cause: serialiseError(thrown.cause) };
  return { type: thrown.name, ...code, stack: thrown.stack, ...cause };
}
