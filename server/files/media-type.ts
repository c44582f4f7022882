/** What a browser may be told of a customer's file; as anything else it is only bytes to keep. */
const SHOWN = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "audio/aac",
  "audio/amr",
  "audio/mp4",
  "audio/mpeg",
  "audio/ogg",
  "video/mp4",
  "video/3gpp",
  "application/pdf",
]);

const BYTES = "application/octet-stream";

/** A media type without its parameters, in lower case. */
export function essence(mimeType: string): string {
  return (mimeType.split(";")[0] ?? "").trim().toLowerCase();
}

/** The first of these that no browser runs, or else plain bytes. */
export function shownType(...mimeTypes: readonly (string | undefined)[]): string {
  const types = mimeTypes.map((each) => essence(each ?? ""));
  return types.find((type) => SHOWN.has(type)) ?? BYTES;
}

const ENDINGS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "video/3gpp": "3gp",
  [BYTES]: "bin",
};

/**
 * A name that can be kept in any folder: no paths, nothing invisible, nothing that turns the end of the name around.
 * @param mimeType gives the end of a name that has none at all.
 */
export function safeFileName(fileName: string | undefined, mimeType: string): string {
  const cleaned = (fileName ?? "")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .replaceAll(/[\\/:*?"<>|]/g, "_")
    .replaceAll(/\s+/g, " ")
    .replace(/^[. ]+/, "")
    .slice(-120)
    .trim();
  if (cleaned !== "") return cleaned;
  return `file.${ENDINGS[mimeType] ?? mimeType.split("/")[1] ?? "bin"}`;
}
