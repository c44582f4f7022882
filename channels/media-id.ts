import { AppError } from "../core/errors.ts";

/** Digits with Meta, a GUID with ACS; nothing that means something in an address, such as "..". */
const MEDIA_ID = /^[A-Za-z0-9_-]{1,256}$/;

/**
 * An id that may be put into the address of a provider: it came with a customer's message.
 * @throws AppError `not_found` for anything that cannot be one
 */
export function checkedMediaId(mediaId: string): string {
  if (!MEDIA_ID.test(mediaId)) throw noSuchFile();
  return mediaId;
}

/** The error for a file that the provider does not have, or not any more. */
export function noSuchFile(): AppError {
  return new AppError("not_found", "There is no such file, or not any more.");
}

/** What kind a provider says a file is; what cannot be read is any bytes. */
export function toMimeType(text: string | undefined): string {
  const isType = text !== undefined && /^[\w.+-]+\/[\w.+-]+(?:\s*;[ -~]*)?$/.test(text);
  return isType ? text : "application/octet-stream";
}
