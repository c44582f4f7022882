import type { OutboundFile } from "../../core/channel.ts";
import { AppError } from "../../core/errors.ts";
import { essence } from "./media-type.ts";

/** Largest file of any kind, in bytes: what WhatsApp takes of audio and video. */
export const MAX_SENT_BYTES = 16_000_000;
/** Largest picture, in bytes. */
const MAX_IMAGE_BYTES = 5_000_000;

interface Kind {
  readonly kind: OutboundFile["kind"];
  readonly looksRight: (bytes: Buffer) => boolean;
}

const startsWith =
  (...signatures: readonly (string | readonly number[])[]) =>
  (bytes: Buffer): boolean =>
    signatures.some((signature) => {
      const wanted =
        typeof signature === "string" ? Buffer.from(signature, "latin1") : Buffer.from(signature);
      return bytes.subarray(0, wanted.length).equals(wanted);
    });

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1_024).includes("%PDF-");
const isMp4 = (bytes: Buffer): boolean => bytes.toString("latin1", 4, 8) === "ftyp";
const isZip = startsWith("PK\x03\x04");
const isOldOffice = startsWith([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The eleven or twelve bits that begin a frame of MPEG audio. */
const isFrame = (bytes: Buffer): boolean => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
const isText = (bytes: Buffer): boolean => !bytes.includes(0);

const document = (looksRight: Kind["looksRight"]): Kind => ({ kind: "document", looksRight });
const OFFICE = "application/vnd.openxmlformats-officedocument";

/**
 * What WhatsApp takes from businesses, and how the bytes of each begin. WebP is not among it: there it is a sticker.
 * @see Meta, "Supported media types"
 */
const KINDS: Readonly<Record<string, Kind>> = {
  "image/jpeg": { kind: "image", looksRight: startsWith([0xff, 0xd8, 0xff]) },
  "image/png": { kind: "image", looksRight: startsWith([0x89, 0x50, 0x4e, 0x47]) },
  "video/mp4": { kind: "video", looksRight: isMp4 },
  "video/3gpp": { kind: "video", looksRight: isMp4 },
  "audio/mp4": { kind: "audio", looksRight: isMp4 },
  "audio/aac": {
    kind: "audio",
    looksRight: (bytes) => isFrame(bytes) || startsWith("ADIF")(bytes),
  },
  "audio/amr": { kind: "audio", looksRight: startsWith("#!AMR") },
  "audio/mpeg": {
    kind: "audio",
    looksRight: (bytes) => isFrame(bytes) || startsWith("ID3")(bytes),
  },
  "audio/ogg": { kind: "audio", looksRight: startsWith("OggS") },
  "application/pdf": document(isPdf),
  "application/msword": document(isOldOffice),
  "application/vnd.ms-excel": document(isOldOffice),
  "application/vnd.ms-powerpoint": document(isOldOffice),
  [`${OFFICE}.wordprocessingml.document`]: document(isZip),
  [`${OFFICE}.spreadsheetml.sheet`]: document(isZip),
  [`${OFFICE}.presentationml.presentation`]: document(isZip),
  "text/plain": document(isText),
};

/** Other names that browsers have for them. */
const ALIASES: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "audio/mp3": "audio/mpeg",
  "audio/x-m4a": "audio/mp4",
  "audio/m4a": "audio/mp4",
  "audio/x-aac": "audio/aac",
};

/**
 * Which kind of file this is to WhatsApp, told before its bytes are read.
 * @throws AppError `unsupported_media_type`
 */
export function sendableType(contentType: string): string {
  const named = essence(contentType);
  const type = ALIASES[named] ?? named;
  if (Object.hasOwn(KINDS, type)) return type;
  throw new AppError(
    "unsupported_media_type",
    "WhatsApp does not take this kind of file. It takes JPEG, PNG, PDF, Word, Excel, PowerPoint, text, MP4, 3GP, AAC, AMR, MP3, M4A and OGG.",
  );
}

/**
 * Holds the bytes against the type they came with.
 * @throws AppError `invalid_request` when there are none, `too_large`, `unsupported_media_type` when they are something else
 */
export function sendableKind(type: string, bytes: Buffer): OutboundFile["kind"] {
  const known = KINDS[type];
  if (bytes.length === 0) throw new AppError("invalid_request", "The file is empty.");
  if (!known?.looksRight(bytes)) {
    throw new AppError("unsupported_media_type", "The file is not of the kind its name says.");
  }
  if (bytes.length > MAX_SENT_BYTES) throw tooLarge("files", MAX_SENT_BYTES);
  const isLarge = known.kind === "image" && bytes.length > MAX_IMAGE_BYTES;
  if (isLarge) throw tooLarge("pictures", MAX_IMAGE_BYTES);
  return known.kind;
}

/** The error for a file that WhatsApp would not take. */
export function tooLarge(what: "files" | "pictures", maxBytes = MAX_SENT_BYTES): AppError {
  return new AppError("too_large", `WhatsApp takes ${what} of at most ${maxBytes / 1_000_000} MB.`);
}
