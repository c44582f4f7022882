import { z } from "zod";
import { OptionalId, OptionalText } from "./fields.ts";

/**
 * One event of either schema, under the names of Event Grid's own.
 * `specversion` is not asked for: Microsoft's own samples spell it in two ways.
 */
export const EventEnvelope = z
  .looseObject({
    id: OptionalId,
    eventType: OptionalId,
    type: OptionalId,
    subject: OptionalText,
    eventTime: OptionalText,
    time: OptionalText,
    data: z.unknown().optional(),
  })
  .transform((event) => ({
    id: event.id,
    type: event.eventType ?? event.type,
    subject: event.subject ?? "",
    time: event.eventTime ?? event.time,
    data: event.data,
  }));
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/**
 * The value that follows a word in a subject such as `thread/19:…/sender/8:acs:…`.
 * @returns `undefined` when the word is missing or nothing follows it.
 */
export function subjectPart(subject: string, word: string): string | undefined {
  const parts = subject.split("/");
  const index = parts.indexOf(word);
  return index === -1 ? undefined : parts[index + 1] || undefined;
}

/** Milliseconds since the Unix epoch of the first of several texts that is a date with time. */
export function firstInstant(candidates: readonly (string | undefined)[]): number | undefined {
  for (const candidate of candidates) {
    const at = Date.parse(candidate ?? "");
    if (!Number.isNaN(at)) return at;
  }
  return undefined;
}
