import { z } from "zod";
import { firstAddress, isUserId } from "../address.ts";
import type { InboundEvent } from "../events.ts";
import { asList, Id, OptionalId, OptionalText, optionalObject } from "../fields.ts";
import { readAlone } from "../unreadable.ts";

/** A message that WhatsApp itself writes into a conversation. */
const SystemMessage = z.looseObject({
  id: Id,
  from: OptionalText,
  from_user_id: OptionalText,
  system: optionalObject({
    type: OptionalText,
    body: OptionalText,
    wa_id: OptionalText,
    user_id: OptionalText,
    previous_user_id: OptionalText,
  }),
});

/** Reads a system message: of consequence are only those of customers who have another number or user id. */
export function readMoved(item: unknown): InboundEvent {
  const message = SystemMessage.parse(item);
  const { from, from_user_id: userId, system } = message;
  if (system?.type === "user_changed_number") {
    return moved(message.id, { before: [from, userId], after: system.wa_id });
  }
  if (system?.type === "user_changed_user_id") {
    // The number, where there is one, stays theirs.
    const before = [system.previous_user_id, userId, namedBefore(system.body)];
    return moved(message.id, { before: before.filter(isId), after: system.user_id });
  }
  return { type: "ignored", what: "a system message" };
}

const UserIds = z.looseObject({ previous: OptionalText, current: OptionalText });
const Update = z.looseObject({
  user_id: UserIds.optional().catch(undefined),
  timestamp: OptionalId,
});

/** Reads the field `user_id_update`, which tells the same of user ids for all numbers together. */
export function readUserIdUpdate(value: unknown): InboundEvent[] {
  const parsed = z.looseObject({ user_id_update: z.unknown() }).safeParse(value);
  const updates = asList(parsed.data?.user_id_update);
  if (updates.length === 0) return [{ type: "ignored", what: "user_id_update" }];
  return updates.map((item) =>
    readAlone(item, () => {
      const { user_id: ids, timestamp } = Update.parse(item);
      // It has no id of its own.
      const externalId = `user_id_update:${ids?.previous}:${timestamp}`;
      const before = [ids?.previous].filter(isId);
      return moved(externalId, { before, after: ids?.current });
    }),
  );
}

interface Move {
  /** What the old address may be, best first. */
  readonly before: readonly (string | undefined)[];
  readonly after: string | undefined;
}

function moved(externalId: string, { before, after }: Move): InboundEvent {
  const now = firstAddress([after]);
  const address = before.map((one) => firstAddress([one])).find((one) => one && one !== now);
  if (address === undefined) return { type: "ignored", what: "a change of an unknown address" };
  return { type: "address_changed", door: "whatsapp-cloud", externalId, address };
}

function isId(text: string | undefined): text is string {
  return text !== undefined && isUserId(text.trim());
}

/** Some of these messages name the old id in their words only: "User … changed from … to …". */
function namedBefore(body: string | undefined): string | undefined {
  return / changed from (\S{1,160}) to \S+$/.exec(body ?? "")?.[1];
}
