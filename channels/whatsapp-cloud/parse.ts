import { z } from "zod";
import { firstAddress, isUserId } from "../address.ts";
import { customerMessage } from "../customer-message.ts";
import type { InboundEvent } from "../events.ts";
import { failureParts } from "../failure.ts";
import {
  asList,
  Id,
  OptionalId,
  OptionalNumber,
  OptionalText,
  optionalObject,
  present,
} from "../fields.ts";
import { readAlone, unreadable } from "../unreadable.ts";
import { MetaContent, whatWasSaid } from "./content.ts";
import { readMoved, readUserIdUpdate } from "./moved.ts";

/** Does this body come from Meta's WhatsApp Cloud API? */
export function isMeta(body: unknown): boolean {
  return (
    typeof body === "object" &&
    body !== null &&
    "object" in body &&
    body.object === "whatsapp_business_account"
  );
}

/**
 * Reads every entry, change, message and status of a Cloud API delivery, in order.
 * @returns one entry per message and per status, or one for a part that holds neither; never throws.
 */
export function parseMeta(body: unknown): InboundEvent[] {
  const payload = z.looseObject({ entry: z.unknown().optional() }).safeParse(body);
  const entries = asList(payload.data?.entry);
  if (entries.length === 0) return [unreadable("entry: nothing in it", body)];
  return entries.flatMap(readEntry);
}

function readEntry(entry: unknown): InboundEvent[] {
  const parsed = z.looseObject({ changes: z.unknown().optional() }).safeParse(entry);
  const changes = asList(parsed.data?.changes);
  if (changes.length === 0) return [unreadable("changes: nothing in it", entry)];
  return changes.flatMap(readChange);
}

const Change = z.looseObject({
  field: Id,
  value: z.unknown().optional(),
});

const Value = z.looseObject({
  metadata: optionalObject({ phone_number_id: OptionalId }),
  contacts: z.unknown().optional(),
  messages: z.unknown().optional(),
  statuses: z.unknown().optional(),
});

function readChange(change: unknown): InboundEvent[] {
  const parsed = Change.safeParse(change);
  if (!parsed.success) return [unreadable("field: missing", change)];
  if (parsed.data.field === "user_id_update") return readUserIdUpdate(parsed.data.value);
  if (parsed.data.field !== "messages") return [{ type: "ignored", what: parsed.data.field }];
  const value = Value.safeParse(parsed.data.value);
  if (!value.success) return [unreadable("value: not an object", change)];

  const around: Around = {
    account: value.data.metadata?.phone_number_id ?? "",
    contacts: asList(value.data.contacts)
      .map((contact) => Contact.parse(contact))
      .filter((contact) => contact !== undefined),
  };
  const events = [
    ...asList(value.data.messages).map((item) => readAlone(item, () => readMessage(item, around))),
    ...asList(value.data.statuses).map((item) => readAlone(item, () => readStatus(item))),
  ];
  return events.length > 0 ? events : [{ type: "ignored", what: "no messages or statuses" }];
}

const Contact = optionalObject({
  profile: optionalObject({ name: OptionalText }),
  wa_id: OptionalText,
  user_id: OptionalText,
});
type Contact = NonNullable<z.infer<typeof Contact>>;

/** What a change says once about all of its messages. */
interface Around {
  readonly account: string;
  readonly contacts: readonly Contact[];
}

const Message = MetaContent.extend({
  id: Id,
  /** Left out when the customer hides the number. */
  from: OptionalText,
  from_user_id: OptionalText,
  /** Unix seconds. */
  timestamp: OptionalNumber,
});
type Message = z.infer<typeof Message>;

function readMessage(item: unknown, around: Around): InboundEvent {
  const message = Message.parse(item);
  if (message.type === "system") return readMoved(message);
  if (message.type === "request_welcome") {
    return { type: "ignored", what: "message of type request_welcome" };
  }
  const contact = contactOf(message, around.contacts);
  const userIds = [message.from_user_id, contact?.user_id];
  const address = firstAddress([message.from, contact?.wa_id, ...userIds]);
  if (address === undefined) return unreadable("the sender is missing", item);
  const said = whatWasSaid(message);
  if (said === undefined) return unreadable("text.body is missing", item);
  const envelope = {
    door: "whatsapp-cloud" as const,
    externalId: message.id,
    address,
    account: around.account,
    at: toInstant(message.timestamp),
    profileName: contact?.profile?.name,
    userId: userIds.find((id) => id !== undefined && isUserId(id)),
  };
  return customerMessage(envelope, said);
}

/** The contact that wrote this message; a single one needs no match unless it contradicts. */
function contactOf(message: Message, contacts: readonly Contact[]): Contact | undefined {
  const { from, from_user_id: userId } = message;
  const match = contacts.find(
    (contact) =>
      (from !== undefined && contact.wa_id === from) ||
      (userId !== undefined && contact.user_id === userId),
  );
  if (match) return match;
  const isAnonymous = !from && !userId;
  return isAnonymous && contacts.length === 1 ? contacts[0] : undefined;
}

/** Seconds until the year 5138; anything else is not a time. */
function toInstant(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds > 0 && seconds < 1e11 ? seconds * 1_000 : undefined;
}

const Failure = z.looseObject({
  code: OptionalId,
  title: OptionalText,
  message: OptionalText,
  error_data: optionalObject({ details: OptionalText }),
});

const Status = z.looseObject({
  id: Id,
  status: Id,
  errors: z.unknown().optional(),
  biz_opaque_callback_data: OptionalId,
});

const Progress = z.enum(["sent", "delivered", "read", "failed"]);

function readStatus(item: unknown): InboundEvent {
  const status = Status.parse(item);
  const progress = Progress.safeParse(status.status.toLowerCase());
  if (!progress.success) return { type: "ignored", what: "another message status" };
  return {
    type: "status",
    door: "whatsapp-cloud",
    providerId: status.id,
    status: progress.data,
    ...(progress.data === "failed" ? firstFailure(status.errors) : {}),
    ...present("correlation", status.biz_opaque_callback_data),
  };
}

function firstFailure(errors: unknown) {
  const failure = Failure.safeParse(asList(errors)[0]).data;
  const message = failure?.error_data?.details ?? failure?.message ?? failure?.title;
  return failureParts(failure?.code, message);
}
