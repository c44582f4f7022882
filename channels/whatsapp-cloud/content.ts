import { z } from "zod";
import type { Media } from "../../core/conversation.ts";
import { toMedia } from "../customer-message.ts";
import type { Said } from "../customer-message.ts";
import { asList, OptionalId, OptionalNumber, OptionalText, optionalObject } from "../fields.ts";

const File = optionalObject({
  id: OptionalId,
  mime_type: OptionalText,
  filename: OptionalText,
  caption: OptionalText,
});

const Reply = optionalObject({ id: OptionalId, title: OptionalText });

/** The part of a Cloud API message that depends on its type; only the one named by `type` is there. */
export const MetaContent = z.looseObject({
  type: OptionalText,
  text: optionalObject({ body: OptionalText }),
  image: File,
  video: File,
  audio: File,
  document: File,
  sticker: File,
  location: optionalObject({
    latitude: OptionalNumber,
    longitude: OptionalNumber,
    name: OptionalText,
    address: OptionalText,
  }),
  contacts: z.unknown().optional(),
  reaction: optionalObject({ emoji: OptionalText }),
  button: optionalObject({ text: OptionalText, payload: OptionalId }),
  interactive: optionalObject({ button_reply: Reply, list_reply: Reply }),
});
export type MetaContent = z.infer<typeof MetaContent>;

const FILE_KINDS = ["image", "video", "audio", "document", "sticker"] as const;
const TYPES = [
  ...FILE_KINDS,
  "text",
  "location",
  "contacts",
  "reaction",
  "button",
  "interactive",
] as const;

/**
 * What a Cloud API message says, by its type or, without one, by the part that is there.
 * @returns `undefined` for a text message without text: it cannot be read.
 */
export function whatWasSaid(message: MetaContent): Said | undefined {
  const type = message.type ?? TYPES.find((type) => message[type] !== undefined);
  const fileKind = FILE_KINDS.find((kind) => kind === type);
  if (fileKind) return fileSaid(fileKind, message[fileKind]);
  switch (type) {
    case "text":
      return textSaid(message.text);
    case "location":
      return locationSaid(message.location);
    case "contacts":
      return contactsSaid(message.contacts);
    case "reaction":
      // An empty emoji takes a reaction back.
      return { kind: "reaction", text: message.reaction?.emoji ?? "" };
    case "button":
    case "interactive":
      return choiceSaid(message);
    default:
      return { kind: "unsupported" };
  }
}

function textSaid(text: MetaContent["text"]): Said | undefined {
  return text?.body === undefined ? undefined : { kind: "text", text: text.body };
}

/** A template's quick reply comes as `button`, a tapped button or row as `interactive`. */
function choiceSaid({ button, interactive }: MetaContent): Said {
  const reply = interactive?.button_reply ?? interactive?.list_reply;
  return {
    kind: "choice",
    text: reply?.title ?? button?.text ?? "",
    choiceId: reply?.id ?? button?.payload,
  };
}

function fileSaid(kind: Media["kind"], file: z.infer<typeof File>): Said {
  const media = toMedia({
    kind,
    id: file?.id,
    mimeType: file?.mime_type,
    fileName: file?.filename,
  });
  return { kind: "media", text: file?.caption, media };
}

/** A pinned place has a name and an address; people need them to find the customer. */
function locationSaid(location: MetaContent["location"]): Said {
  const { latitude, longitude, name, address } = location ?? {};
  const text = [name, address].filter(Boolean).join(", ");
  return { kind: "media", text, media: toMedia({ kind: "location", latitude, longitude }) };
}

const Card = optionalObject({
  name: optionalObject({ formatted_name: OptionalText }),
  phones: z.unknown().optional(),
});
const Phone = optionalObject({ phone: OptionalText });

/** One line per card, since `Media` has no place for what is on it. */
function contactsSaid(contacts: unknown): Said {
  const lines = asList(contacts).map((contact) => {
    const card = Card.parse(contact);
    const phones = asList(card?.phones).map((item) => Phone.parse(item)?.phone);
    return [card?.name?.formatted_name, ...phones].filter(Boolean).join(" ");
  });
  const text = lines.filter(Boolean).join("\n");
  return { kind: "media", text, media: toMedia({ kind: "contacts" }) };
}
