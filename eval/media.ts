import { randomUUID } from "node:crypto";
import type { Media } from "../core/conversation.ts";

/** A message with media as Meta's Cloud API sends it. */
export function payloadOf(address: string, media: Media, text: string): object {
  const { kind, latitude, longitude } = media;
  const file = { id: `media-${randomUUID()}`, mime_type: `${kind}/eval`, caption: text };
  const content = kind === "location" ? { latitude, longitude } : file;
  const message = { from: address.slice(1), id: `wamid.${randomUUID()}`, timestamp: "1795348800" };
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "14255550000", phone_number_id: "1" },
    messages: [{ ...message, type: kind, [kind]: content }],
  };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  };
}
