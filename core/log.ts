import { pino } from "pino";
import type { DestinationStream, Logger, Level } from "pino";
import { AppError } from "./errors.ts";

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

/**
 * Name, code, stack and causes. Only our own errors keep their sentence: a library's may quote what people wrote, and its
 * further fields (requests, rows) may hold it.
 */
function serialiseError(thrown: unknown): object {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const code = "code" in thrown ? { code: String(thrown.code) } : {};
  const cause = thrown.cause === undefined ? {} : { cause: serialiseError(thrown.cause) };
  const stack = thrown instanceof AppError ? thrown.stack : framesOf(thrown);
  return { type: thrown.name, ...code, stack, ...cause };
}

function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
