// @ts-check
import { bytesWords } from "./words.js";

const MAX_BYTES = 16_000_000;
const MAX_IMAGE_BYTES = 5_000_000;
const OFFICE = "application/vnd.openxmlformats-officedocument";

/** What WhatsApp takes, by the end of a file's name: browsers do not know the type of each. @type {Record<string, string>} */
const TYPES = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pptx: `${OFFICE}.presentationml.presentation`,
  txt: "text/plain",
  mp4: "video/mp4",
  "3gp": "video/3gpp",
  aac: "audio/aac",
  amr: "audio/amr",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
};

/** @param {File} file */
export function typeOf({ name, type }) {
  return TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? type;
}

/** Why WhatsApp would not take it; the server looks again. @param {File} file */
export function refusal(file) {
  const type = typeOf(file);
  if (!Object.values(TYPES).includes(type)) return "WhatsApp does not take this kind of file.";
  const isImage = type.startsWith("image/");
  const most = isImage ? MAX_IMAGE_BYTES : MAX_BYTES;
  if (file.size <= most) return "";
  return `WhatsApp takes ${isImage ? "pictures" : "files"} of at most ${bytesWords(most)}.`;
}

/** For a file input. */
export const accepted = Object.keys(TYPES)
  .map((ending) => `.${ending}`)
  .join();
