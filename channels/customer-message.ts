import type { Media } from "../core/conversation.ts";
import { cleanName, cleanText, isBlank } from "./clean-text.ts";
import type { CustomerMessage, InboundEvent } from "./events.ts";
import { present } from "./fields.ts";

/** What a message says, before cleaning; the envelope around it is the same for all kinds. */
export type Said =
  | { readonly kind: "text" | "reaction"; readonly text: string }
  | { readonly kind: "choice"; readonly text: string; readonly choiceId: string | undefined }
  | { readonly kind: "media"; readonly text: string | undefined; readonly media: Media }
  | { readonly kind: "unsupported" };

/** Who sent it, how and when. */
export type Envelope = Pick<
  CustomerMessage,
  "door" | "externalId" | "address" | "account" | "at"
> & {
  readonly profileName: string | undefined;
  readonly userId: string | undefined;
};

/** Puts what was said into its envelope; text and reactions that say nothing are ignored. */
export function customerMessage(envelope: Envelope, said: Said): InboundEvent {
  const { profileName, userId, ...rest } = envelope;
  const raw = said.kind === "unsupported" ? "" : cleanText(said.text ?? "");
  const base = {
    type: "message",
    ...rest,
    ...present("profileName", cleanName(profileName)),
    ...present("userId", userId),
    text: isBlank(raw) ? "" : raw,
  } as const;
  if (said.kind === "choice") return choice(base, said.choiceId);
  if (said.kind === "media") return { ...base, kind: "media", media: said.media };
  if (said.kind !== "unsupported" && base.text === "") {
    return { type: "ignored", what: `empty ${said.kind}` };
  }
  return { ...base, kind: said.kind };
}

/** A tap whose title is missing is read by its id; one with neither says nothing we know. */
function choice(base: Omit<CustomerMessage, "kind">, choiceId: string | undefined): InboundEvent {
  const text = base.text === "" ? (choiceId ?? "") : base.text;
  if (text === "") return { ...base, kind: "unsupported" };
  return { ...base, text, kind: "choice", ...present("choiceId", choiceId) };
}

interface MediaFields {
  readonly kind: Media["kind"];
  readonly id?: string | undefined;
  readonly mimeType?: string | undefined;
  readonly fileName?: string | undefined;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** Media as the house keeps it; fields the provider left out are left out. */
export function toMedia(fields: MediaFields): Media {
  return {
    kind: fields.kind,
    ...present("id", fields.id),
    ...present("mimeType", cleanName(fields.mimeType)),
    ...present("fileName", cleanName(fields.fileName)),
    ...present("latitude", fields.latitude),
    ...present("longitude", fields.longitude),
  };
}
