import { Readable } from "node:stream";
import type { MessagesServiceClient } from "@azure-rest/communication-messages";
import type { Download } from "../../core/channel.ts";
import type { Clock } from "../../core/conversation.ts";
import { checkedBytes, MAX_FILE_BYTES, tooLarge } from "../checked-bytes.ts";
import { checkedMediaId, noSuchFile, toMimeType } from "../media-id.ts";
import { whileReading } from "../refusal.ts";
import { noUsableAnswer, unanswered } from "../unanswered.ts";
import { acsRefusal, PROVIDER } from "./refusal.ts";

/** Makes the way to the files that customers sent. */
export function makeAcsDownload(client: MessagesServiceClient, clock: Clock) {
  return async function download(mediaId: string, signal: AbortSignal): Promise<Download> {
    const id = checkedMediaId(mediaId);
    const path = client.path("/messages/streams/{id}", id);
    const response = await path
      .get({ abortSignal: signal })
      // Without it the SDK makes a string of the bytes.
      .asNodeStream()
      .catch((cause: unknown) => {
        throw whileReading(PROVIDER, unanswered(PROVIDER, cause));
      });
    const { status, headers, body } = response;
    if (!(body instanceof Readable)) throw whileReading(PROVIDER, noUsableAnswer(PROVIDER, body));
    if (status !== "200") {
      body.destroy();
      if (status === "404") throw noSuchFile();
      throw whileReading(PROVIDER, acsRefusal({ status, headers }, clock));
    }
    const length = lengthOf(headers);
    if (length !== undefined && length > MAX_FILE_BYTES) {
      body.destroy();
      throw tooLarge(PROVIDER);
    }
    return {
      mimeType: toMimeType(headers["content-type"]),
      length,
      bytes: checkedBytes(body, { provider: PROVIDER, length }),
    };
  };
}

/** Of a packed answer it is the length of the pack. */
function lengthOf(headers: Readonly<Record<string, string | undefined>>): number | undefined {
  const length = headers["content-length"];
  const isPlain = headers["content-encoding"] === undefined;
  return isPlain && length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
}
