import { createHash, randomInt, randomUUID } from "node:crypto";
import type { Clock } from "../../../../core/conversation.ts";
import type { Call, Reply } from "../https-server.ts";
import { noSuchObject, refused } from "./refused.ts";

/** A file that Meta keeps, of a customer's or of ours. */
export interface MetaFile {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
}

const URL_MS = 5 * 60_000;

/** What may be uploaded, and how large it may be. */
const SIZES: readonly (readonly [RegExp, number])[] = [
  [/^image\/(?:jpeg|png)$/, 5_000_000],
  [/^(?:video\/(?:mp4|3gpp)|audio\/(?:aac|amr|mpeg|mp4|ogg))$/, 16_000_000],
  [/^(?:text\/plain|application\/(?:pdf|msword|vnd\.[\w.-]+))$/, 100_000_000],
];

/** Meta's files: uploaded as forms, resolved by id, fetched from an address that does not live long. */
export function makeMedia(clock: Clock) {
  const files = new Map<string, MetaFile>();
  const addresses = new Map<string, { readonly id: string; readonly until: number }>();

  function keep(file: MetaFile): string {
    const id = String(1e15 + randomInt(1e14));
    files.set(id, file);
    return id;
  }

  return {
    keep,
    find: (id: string) => files.get(id),
    async upload({ bytes, headers }: Call): Promise<Reply> {
      const form = await new Response(new Uint8Array(bytes), {
        headers: { "content-type": headers["content-type"] ?? "" },
      })
        .formData()
        .catch(() => undefined);
      const file = form?.get("file");
      if (form?.get("messaging_product") !== "whatsapp" || !(file instanceof File)) {
        return refused(400, 100, "messaging_product and file are required.");
      }
      const most = SIZES.find(([type]) => type.test(file.type))?.[1];
      if (most === undefined || form.get("type") !== file.type) {
        return refused(400, 100, "The file is of no type that is supported.");
      }
      if (file.size === 0 || file.size > most) {
        return refused(400, 131053, "The file is empty or too large.");
      }
      return {
        status: 200,
        body: { id: keep({ bytes: await file.bytes(), mimeType: file.type }) },
      };
    },
    resolve(id: string, origin: string): Reply {
      const file = files.get(id);
      if (!file) return noSuchObject(id);
      const key = randomUUID();
      addresses.set(key, { id, until: clock() + URL_MS });
      const body = {
        messaging_product: "whatsapp",
        url: `${origin}/whatsapp_business/attachments/?mid=${id}&hash=${key}`,
        mime_type: file.mimeType,
        sha256: sha256(file.bytes, "hex"),
        file_size: file.bytes.byteLength,
        id,
      };
      return { status: 200, body };
    },
    fetch(key: string): Reply {
      const address = addresses.get(key);
      const file = address && clock() < address.until ? files.get(address.id) : undefined;
      if (!file) return { status: 404, headers: { "content-type": "text/html" } };
      const headers = {
        "content-type": file.mimeType,
        "content-length": String(file.bytes.byteLength),
      };
      return { status: 200, headers, body: file.bytes };
    },
  };
}

/** Resolved files carry it in hex, webhooks in base64. */
export function sha256(bytes: Uint8Array, encoding: "hex" | "base64"): string {
  return createHash("sha256").update(bytes).digest(encoding);
}
