import { isFile } from "../written.ts";
import type { Written } from "../written.ts";
import { sha256 } from "./media.ts";
import type { MetaChange } from "./webhook.ts";

interface Around {
  readonly phoneNumberId: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

function change({ phoneNumberId }: Around, value: object): MetaChange {
  const metadata = { display_phone_number: "14255550000", phone_number_id: phoneNumberId };
  return { field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } };
}

const seconds = (at: number) => String(Math.floor(at / 1_000));

interface Received {
  readonly id: string;
  /** E.164 or a WhatsApp user id. */
  readonly customer: string;
  readonly what: Written;
  /** The id under which the file was stored. */
  readonly mediaId: string | undefined;
}

/** A customer's message. */
export function messageChange(received: Received, around: Around): MetaChange {
  const { id, customer, what, mediaId } = received;
  const isNumber = customer.startsWith("+");
  const digits = customer.slice(1);
  const from = isNumber ? { from: digits } : { from_user_id: customer };
  const known = isNumber ? { wa_id: digits } : { user_id: customer };
  const said = { ...from, id, timestamp: seconds(around.at), ...content(what, mediaId) };
  const contacts = [{ profile: { name: "Lucía" }, ...known }];
  return change(around, { contacts, messages: [said] });
}

/** How far a message of ours has come. */
export interface MetaProgress {
  readonly id: string;
  readonly to: string;
  readonly status: "sent" | "delivered" | "read" | "failed";
  readonly error?: { readonly code: number; readonly title: string };
  /** What was given along with the message. */
  readonly callbackData: string | undefined;
}

/** A status of a message of ours. */
export function statusChange(progress: MetaProgress, around: Around): MetaChange {
  const { id, to, status, error, callbackData } = progress;
  const recipient = to.startsWith("+") ? { recipient_id: to.slice(1) } : { recipient_user_id: to };
  const pricing = { billable: false, pricing_model: "PMP", category: "service" };
  return change(around, {
    statuses: [
      {
        id,
        status,
        timestamp: seconds(around.at),
        ...recipient,
        ...(error ? { errors: [failure(error)] } : { pricing }),
        biz_opaque_callback_data: callbackData,
      },
    ],
  });
}

function failure({ code, title }: { readonly code: number; readonly title: string }) {
  const href = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";
  return { code, title, message: title, error_data: { details: title }, href };
}

/** A customer has another number or user id now. */
export interface Moved {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

/** The system message of a customer who moved; it comes without contacts. */
export function movedChange({ id, before, after }: Moved, around: Around): MetaChange {
  const body = `User Lucía changed from ${before} to ${after}`;
  const isNumber = before.startsWith("+");
  const system = isNumber
    ? { type: "user_changed_number", wa_id: after.slice(1), body }
    : { type: "user_changed_user_id", user_id: after, body };
  const from = isNumber ? { from: before.slice(1) } : {};
  const message = { ...from, id, timestamp: seconds(around.at), type: "system", system };
  return change(around, { messages: [message] });
}

/** The field of its own that tells of another user id. */
export function userIdUpdate({ before, after }: Moved, around: Around): MetaChange {
  const { value } = change(around, {
    user_id_update: [
      { user_id: { previous: before, current: after }, timestamp: seconds(around.at) },
    ],
  });
  return { field: "user_id_update", value };
}

const OURS = { from: "14255550000", id: "wamid.OURS" };

function content(what: Written, mediaId: string | undefined): object {
  if (isFile(what)) {
    const { kind, bytes, mimeType, fileName, caption } = what;
    const hash = sha256(bytes, "base64");
    const file = { id: mediaId, mime_type: mimeType, sha256: hash, filename: fileName, caption };
    return { type: kind, [kind]: file };
  }
  switch (what.kind) {
    case "text":
      return { type: "text", text: { body: what.text } };
    case "button":
    case "row": {
      const type = what.kind === "button" ? "button_reply" : "list_reply";
      const reply = { id: what.id, title: what.title };
      return { type: "interactive", context: OURS, interactive: { type, [type]: reply } };
    }
    case "quick_reply":
      return {
        type: "button",
        context: OURS,
        button: { text: what.text, payload: what.payload },
      };
    case "reaction":
      return { type: "reaction", reaction: { message_id: what.messageId, emoji: what.emoji } };
    case "location":
      return {
        type: "location",
        location: { latitude: what.latitude, longitude: what.longitude },
      };
    case "lost_file":
      return {
        type: "unsupported",
        errors: [failure({ code: 131052, title: "Media download error" })],
      };
  }
}
