import type { FreeMessage, OutboundFile, OutboundMessage, Template } from "../../core/channel.ts";
import type { Choice } from "../../core/conversation.ts";
import { isPhone, isUserId } from "../address.ts";
import { present } from "../fields.ts";
import { numberedText, withoutList } from "../numbered-text.ts";
import { filePart, noAddress, parametersOf } from "../whatsapp-content.ts";

/** Longest text above buttons or a list. */
const MAX_INTERACTIVE_TEXT = 1_024;
const MAX_BUTTONS = 3;
const MAX_ROWS = 10;
const MAX_TITLE = 20;
/** Of a button 256, of a row in a list 200. */
const MAX_BUTTON_ID = 256;
const MAX_ROW_ID = 200;

/** On the button that opens a list, in the languages we answer in; at most 20 characters. */
const OPEN_LIST = "Options · Opciones";

/**
 * The body of `POST /messages`: text with buttons or a list where they fit, with numbered choices elsewhere.
 * @param uploadedId by which Meta knows the message's file, if it has one.
 */
export function messageBody(message: OutboundMessage, uploadedId?: string): object {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...recipient(message.address),
    ...content(message, uploadedId),
    // Comes back in every status, also of a send whose answer we never saw.
    biz_opaque_callback_data: message.deliveryId,
  };
}

function recipient(address: string): object {
  if (isPhone(address)) return { to: address.slice(1) };
  if (isUserId(address)) return { recipient: address };
  throw noAddress();
}

function content(message: OutboundMessage, uploadedId: string | undefined): object {
  if (message.kind === "template") return templated(message.template);
  const { file, choices } = message;
  if (file && uploadedId !== undefined) return withFile(file, message, uploadedId);
  const text = withoutList(message.text, choices);
  if (choices.length > 0 && text.length <= MAX_INTERACTIVE_TEXT) {
    if (choices.length <= MAX_BUTTONS && areSendable(choices, MAX_BUTTON_ID)) {
      return interactive(text, "button", { buttons: choices.map(toButton) });
    }
    if (choices.length <= MAX_ROWS && areSendable(choices, MAX_ROW_ID)) {
      const rows = choices.map(({ id, title }) => ({ id, title }));
      return interactive(text, "list", { button: OPEN_LIST, sections: [{ rows }] });
    }
  }
  return { type: "text", text: { body: numberedText(message.text, choices), preview_url: false } };
}

function templated(template: Template): object {
  const { name, locale } = template;
  const parameters = parametersOf(template).map((text) => ({ type: "text", text }));
  const components = parameters.length === 0 ? undefined : [{ type: "body", parameters }];
  const language = { code: locale };
  return {
    type: "template",
    template: { name, language, ...present("components", components) },
  };
}

function withFile(file: OutboundFile, message: FreeMessage, id: string): object {
  const { as, caption } = filePart(file, message);
  const named = as === "document" ? { filename: file.fileName } : {};
  return { type: as, [as]: { id, ...named, ...present("caption", caption) } };
}

function interactive(text: string, type: "button" | "list", action: object): object {
  return { type: "interactive", interactive: { type, body: { text }, action } };
}

function toButton({ id, title }: Choice): object {
  return { type: "reply", reply: { id, title } };
}

/** Meta refuses the whole message for one id or title that is empty, too long or there twice. */
function areSendable(choices: readonly Choice[], maxIdLength: number): boolean {
  const isEachFit = choices.every(
    ({ id, title }) =>
      id !== "" && id.length <= maxIdLength && title.trim() !== "" && title.length <= MAX_TITLE,
  );
  const ids = new Set(choices.map((choice) => choice.id));
  const titles = new Set(choices.map((choice) => choice.title));
  return isEachFit && ids.size === choices.length && titles.size === choices.length;
}
