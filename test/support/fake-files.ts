import type { Channel, Download } from "../../core/channel.ts";
import { AppError } from "../../core/errors.ts";
import type { Files, StoredFile } from "../../core/stores.ts";

/** A file at a provider of the tests. */
export interface ProviderFile {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  /** What the provider says of its length; the truth when left out. */
  readonly length?: number | undefined;
  /** What goes wrong after this many pieces. */
  readonly breaksAfter?: number;
  /** It says nothing any more, until whoever reads gives up. */
  readonly standsStill?: boolean;
}

/** A provider that keeps what customers sent, in memory. */
export interface FakeProvider {
  readonly channel: Pick<Channel, "hasWindow" | "download">;
  readonly files: Map<string, ProviderFile>;
  /** Ids of the downloads that their readers ended early. */
  readonly ended: string[];
}

const PIECE = 16 * 1_024;

/** Makes an empty one. */
export function makeFakeProvider(): FakeProvider {
  const files = new Map<string, ProviderFile>();
  const ended: string[] = [];

  async function* read(id: string, file: ProviderFile, signal: AbortSignal) {
    const pieces = Math.ceil(file.bytes.length / PIECE);
    for (let piece = 0; piece <= pieces; piece++) {
      if (piece === file.breaksAfter) {
        throw new AppError("upstream_unavailable", "WhatsApp stopped in the middle of a file.");
      }
      if (piece < pieces) yield file.bytes.subarray(piece * PIECE, (piece + 1) * PIECE);
    }
    if (!file.standsStill) return;
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    ended.push(id);
    throw new AppError("upstream_unavailable", "WhatsApp stopped in the middle of a file.");
  }

  return {
    files,
    ended,
    channel: {
      hasWindow: true,
      async download(mediaId, signal): Promise<Download> {
        const file = files.get(mediaId);
        if (mediaId === "unreachable") {
          throw new AppError("upstream_unavailable", "WhatsApp cannot be reached now.");
        }
        if (mediaId === "refused") {
          throw new AppError("upstream_rejected", "WhatsApp does not give this file.");
        }
        if (!file) throw new AppError("not_found", "There is no such file, or not any more.");
        const { mimeType, bytes } = file;
        const length = "length" in file ? file.length : bytes.length;
        return { mimeType, length, bytes: read(mediaId, file, signal) };
      },
    },
  };
}

/** Files that people send, in memory. */
export function makeFakeFiles(): Files & { readonly kept: StoredFile[] } {
  const kept: StoredFile[] = [];
  return {
    kept,
    keep: async (file) => {
      const id = `file-${kept.length + 1}`;
      kept.push({ ...file, id, token: `token-${id}` });
      return id;
    },
    load: async (id) => kept.find((file) => file.id === id),
    findByToken: async (token) => kept.find((file) => file.token === token),
  };
}
