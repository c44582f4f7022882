import type { FreeMessage, OutboundFile, Template } from "../core/channel.ts";
import { AppError } from "../core/errors.ts";
import { numberedText } from "./numbered-text.ts";

/** Longest words under a file, in UTF-16 code units. */
const MAX_CAPTION = 1_024;

/** How a file goes to WhatsApp. */
interface FilePart {
  readonly as: OutboundFile["kind"];
  /** Undefined when nothing is said with it. */
  readonly caption: string | undefined;
}

/**
 * A file with its words in one message. Audio has no caption there, so with words it goes as a document.
 * @throws AppError `upstream_rejected` when the words are too long
 */
export function filePart(file: OutboundFile, { text, choices }: FreeMessage): FilePart {
  const words = numberedText(text, choices).trim();
  if (words === "") return { as: file.kind, caption: undefined };
  if (words.length > MAX_CAPTION) {
    throw new AppError(
      "upstream_rejected",
      `The words under a file may have ${MAX_CAPTION} characters; send longer ones as a message of their own.`,
    );
  }
  return { as: file.kind === "audio" ? "document" : file.kind, caption: words };
}

/** What stands in for a template's variables: WhatsApp takes neither line breaks nor tabs nor many spaces in a row there. */
export function parametersOf({ parameters }: Template): readonly string[] {
  return parameters.map((parameter) => parameter.replaceAll(/\s+/g, " ").trim());
}

/** The error for an address that WhatsApp knows no customer by. */
export function noAddress(): AppError {
  return new AppError(
    "upstream_rejected",
    "The address is neither a phone number nor a WhatsApp user id.",
  );
}
