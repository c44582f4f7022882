import type { CustomerMessage } from "../core/ports.ts";
import { noteChange, retireConversation } from "./retire-conversation.ts";
import { one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";

interface AddressParts {
  readonly sql: Sql;
  readonly newId: () => string;
}

type Sender = Pick<CustomerMessage, "address" | "userId" | "account" | "door">;

interface Found {
  readonly id: string;
  readonly address: string;
}

/**
 * The conversation a message belongs to; opened when there is none.
 *
 * A phone number and a WhatsApp user id that come together are two addresses of one customer: later either will do. The
 * phone number decides, because the insurer's record knows it. A user id that comes with another number than before moves
 * to that number's conversation and brings nothing along; a number that comes with another user id than before, at the same
 * number of ours, has changed hands, since WhatsApp gives a new id when the number changes: it starts from nothing.
 * @see Meta, "Business-scoped user IDs"
 */
export function* conversationOf(parts: AddressParts, sender: Sender): Work<string> {
  const { address, userId } = sender;
  if (userId !== undefined && userId !== address) yield* reconcile(parts, sender, userId);
  const conversation = yield* findOrOpen(parts, sender);
  if (userId !== undefined) yield* keepUserId(conversation, sender, userId);
  return conversation.id;
}

/** A number and a user id that do not go together any more are parted before either is looked up. */
function* reconcile(parts: AddressParts, sender: Sender, userId: string): Work<void> {
  const known = yield* findConversation(sender.address);
  if (!known) yield* giveAddress(userId, sender.address);
  else if (yield* hasChangedHands(known, sender, userId)) {
    yield* retireConversation(parts, known);
  }
}

/** A provider reports that this address no longer belongs to who had it. Told again, somebody else may have it already. */
export function* addressChanged(parts: AddressParts, address: string, event: string): Work<void> {
  const told = yield* one(
    "SELECT address FROM changed_addresses WHERE event = $2 AND (address = $1 OR address = $1 || '#' || event)",
    address,
    event,
  );
  if (told) return;
  const known = yield* findConversation(address);
  if (known) yield* retireConversation(parts, known);
  yield* noteChange(parts.sql, address, event);
}

/**
 * From now on the address of this conversation says again who writes. A report that said otherwise is kept under another
 * name: a provider brings its reports for days, and this one is settled.
 * @returns the address; undefined when nobody had doubted it.
 */
export function* proveAddress(conversationId: string): Work<string | undefined> {
  const doubted = yield* one<{ address: string }>(
    "UPDATE conversations SET is_proven = 1 WHERE id = $1 AND is_proven = 0 RETURNING address",
    conversationId,
  );
  if (!doubted) return undefined;
  const { address } = doubted;
  yield* run("DELETE FROM changed_addresses WHERE address = $1 AND event IS NULL", address);
  yield* run(
    "UPDATE changed_addresses SET address = address || '#' || event WHERE address = $1",
    address,
  );
  return address;
}

function* findOrOpen({ sql, newId }: AddressParts, { address, door }: Sender): Work<Found> {
  const known = yield* findConversation(address);
  if (known) return known;
  yield* run(
    `INSERT INTO conversations (id, address, last_door, created_at, is_proven)
     VALUES ($1, $2, $3, ${sql.now},
       CASE WHEN EXISTS (SELECT 1 FROM changed_addresses WHERE changed_addresses.address = $2) THEN 0 ELSE 1 END)
     ON CONFLICT (address) DO NOTHING`,
    newId(),
    address,
    door,
  );
  // Ours, or that of somebody who was faster.
  return (yield* findConversation(address))!;
}

/** By phone number, user id, or any other id; a user id finds the conversation of the number it came with. */
export function findConversation(address: string): Work<Found | undefined> {
  return one(
    `SELECT id, address FROM conversations WHERE id = COALESCE(
       (SELECT conversation_id FROM user_ids WHERE user_id = $1),
       (SELECT id FROM conversations AS named WHERE named.address = $1))`,
    address,
  );
}

/** Another user id at the same number of ours. Other portfolios give other ids to the same customer. */
function* hasChangedHands(known: Found, sender: Sender, userId: string): Work<boolean> {
  const others = yield* one(
    "SELECT user_id FROM user_ids WHERE conversation_id = $1 AND account = $2 AND user_id <> $3",
    known.id,
    accountOf(sender),
    userId,
  );
  return others !== undefined;
}

/** Somebody who hid the number until now shows it: the conversation goes on under the number. */
function* giveAddress(userId: string, phone: string): Work<void> {
  yield* run(
    `UPDATE conversations SET address = $2
     WHERE address = $1 AND NOT EXISTS (SELECT 1 FROM changed_addresses WHERE changed_addresses.address = $2)`,
    userId,
    phone,
  );
}

function* keepUserId(conversation: Found, sender: Sender, userId: string): Work<void> {
  yield* run(
    `INSERT INTO user_ids (user_id, account, conversation_id) VALUES ($1, $2, $3)
     ON CONFLICT (user_id) DO UPDATE SET account = excluded.account, conversation_id = excluded.conversation_id
     WHERE user_ids.conversation_id <> excluded.conversation_id`,
    userId,
    accountOf(sender),
    conversation.id,
  );
}

function accountOf({ door, account = "" }: Sender): string {
  return `${door}|${account}`;
}
