import { Readable } from "node:stream";
import type { Context } from "koa";
import type { Download } from "../../core/channel.ts";
import { AppError } from "../../core/errors.ts";
import { safeFileName } from "./media-type.ts";

/** How long a provider may keep silent in the middle of a file. */
const SILENCE_MS = 30_000;

/** A file as it leaves: bytes we have, or a download that is under way. */
interface Leaving {
  readonly mimeType: string;
  readonly fileName: string | undefined;
  readonly content: Uint8Array | Download;
  /** Does a browser show it, if it is a picture? */
  readonly isShown: boolean;
  /** Ends the download. */
  readonly giveUp?: () => void;
}

/** Answers with a file of somebody else's making: the browser shows it at most as a picture, and runs nothing in it. */
export function sendFile(ctx: Context, file: Leaving): void {
  const { mimeType, fileName, content, giveUp = () => {} } = file;
  const isShown = file.isShown && mimeType.startsWith("image/");
  ctx.set("content-type", mimeType);
  ctx.attachment(safeFileName(fileName, mimeType), { type: isShown ? "inline" : "attachment" });
  ctx.set("content-security-policy", "sandbox; default-src 'none'");
  ctx.set("x-content-type-options", "nosniff");
  ctx.set("cache-control", "private");
  if (content instanceof Uint8Array) {
    ctx.body = Buffer.from(content);
    return;
  }
  ctx.body = Readable.from(wholeOrBroken(content, giveUp), { objectMode: false });
  if (content.length !== undefined) ctx.length = content.length;
}

/**
 * Passes a download on, always one piece behind: whether a file is what its provider promised shows only at its end, and
 * who has received every byte would take it for whole.
 * @throws AppError `upstream_unavailable` when it is too long, or stands still.
 */
async function* wholeOrBroken(
  { bytes, length }: Download,
  giveUp: () => void,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let held: Uint8Array | undefined;
  // Runs only while the provider is waited for; a slow reader may take its time.
  let silence = setTimeout(giveUp, SILENCE_MS);
  try {
    for await (const piece of bytes) {
      clearTimeout(silence);
      taken += piece.byteLength;
      if (length !== undefined && taken > length) throw tooLong();
      if (held) yield held;
      held = piece;
      silence = setTimeout(giveUp, SILENCE_MS);
    }
  } finally {
    clearTimeout(silence);
  }
  if (held) yield held;
}

function tooLong(): AppError {
  return new AppError("upstream_unavailable", "The provider gave more of a file than it promised.");
}
