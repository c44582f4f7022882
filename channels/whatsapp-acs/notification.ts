import type {
  DocumentNotificationContent,
  NotificationContent,
  TemplateNotificationContent,
  TextNotificationContent,
  VideoNotificationContent,
} from "@azure-rest/communication-messages";
import type { FreeMessage, OutboundFile, OutboundMessage, Template } from "../../core/channel.ts";
import { AppError } from "../../core/errors.ts";
import { isPhone, isUserId } from "../address.ts";
import { present } from "../fields.ts";
import { numberedText } from "../numbered-text.ts";
import { filePart, noAddress, parametersOf } from "../whatsapp-content.ts";

/**
 * The body of `notifications:send`.
 * @throws AppError `upstream_rejected` for what cannot be said this way
 */
export function notification(message: OutboundMessage, channelId: string): NotificationContent {
  const { address } = message;
  if (!isPhone(address) && !isUserId(address)) throw noAddress();
  const envelope = { channelRegistrationId: channelId, to: [address] };
  if (message.kind === "template") return { ...envelope, ...templated(message.template) };
  if (message.file) return { ...envelope, ...withFile(message.file, message) };
  const content = numberedText(message.text, message.choices);
  return { ...envelope, kind: "text", content } satisfies TextNotificationContent;
}

type Part<Content> = Omit<Content, "channelRegistrationId" | "to">;

/** Each value has a name, and is bound by it to the place it stands in: here the body, in order. */
function templated(template: Template): Part<TemplateNotificationContent> {
  const { name, locale } = template;
  const texts = parametersOf(template);
  const values = texts.map((text, index) => ({ kind: "text", name: `p${index + 1}`, text }));
  const body = values.map(({ name: refValue }) => ({ refValue }));
  const filled = texts.length === 0 ? {} : { values, bindings: { kind: "whatsApp", body } };
  return { kind: "template", template: { name, language: locale, ...filled } };
}

/** ACS takes no bytes: it fetches files itself, from an address it can reach. */
function withFile(
  file: OutboundFile,
  message: FreeMessage,
): Part<DocumentNotificationContent> | Part<VideoNotificationContent> {
  if (file.url === undefined) {
    throw new AppError(
      "upstream_rejected",
      "Azure Communication Services fetches files itself: set PUBLIC_URL to this server's address in the internet.",
    );
  }
  const { as, caption } = filePart(file, message);
  const common = { mediaUri: file.url, ...present("caption", caption) };
  if (as === "document") return { kind: as, fileName: file.fileName, ...common };
  // Image and audio have the fields of video; audio's words made it a document.
  return { kind: as as "video", ...common };
}
