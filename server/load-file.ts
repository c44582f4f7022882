import type { OutboundFile } from "../core/channel.ts";
import type { FileRef } from "../core/deliveries.ts";
import { AppError } from "../core/errors.ts";
import type { Files } from "../core/stores.ts";

/**
 * Fetches a file for sending, with the address where a provider can fetch it itself.
 * @param publicUrl the address under which the internet reaches this server, without a slash at the end.
 */
export function makeLoadFile(files: Pick<Files, "load">, publicUrl: string | undefined) {
  return async function loadFile({ id, kind }: FileRef): Promise<OutboundFile> {
    const file = await files.load(id);
    if (!file) throw new AppError("not_found", "The file is gone.");
    const { mimeType, fileName, bytes, token } = file;
    const url = publicUrl === undefined ? undefined : `${publicUrl}/files/${token}`;
    return { kind, mimeType, fileName, bytes, url };
  };
}
