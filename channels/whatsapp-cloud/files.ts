import { z } from "zod";
import type { Download, OutboundFile } from "../../core/channel.ts";
import { AppError } from "../../core/errors.ts";
import { checkedBytes, MAX_FILE_BYTES, tooLarge } from "../checked-bytes.ts";
import { Id, OptionalNumber, OptionalText } from "../fields.ts";
import { checkedMediaId, toMimeType } from "../media-id.ts";
import { whileReading } from "../refusal.ts";
import { noUsableAnswer } from "../unanswered.ts";
import type { Graph } from "./graph.ts";
import { metaFileRefusal, metaRefusal, PROVIDER } from "./refusal.ts";

/** Where Meta keeps the files of WhatsApp; addresses there want our token, so no other host gets it. */
const FILE_ORIGIN = "https://lookaside.fbsbx.com";

const Uploaded = z.looseObject({ id: Id });

/** Brings a file to Meta. @returns the id it can be sent by. */
export async function upload(
  graph: Graph,
  file: OutboundFile,
  signal: AbortSignal,
): Promise<string> {
  const body = new FormData();
  body.set("messaging_product", "whatsapp");
  body.set("type", file.mimeType);
  const blob = new Blob([new Uint8Array(file.bytes)], { type: file.mimeType });
  body.set("file", blob, file.fileName);
  try {
    const url = graph.at(graph.phoneNumberId, "media");
    const response = await graph.ask(url, { method: "POST", signal, body });
    if (!response.ok) throw await metaRefusal(response, graph.clock);
    return Uploaded.parse(await response.json()).id;
  } catch (thrown) {
    throw notSentYet(thrown);
  }
}

/** Whatever became of the upload, nothing was said to the customer. */
function notSentYet(thrown: unknown): AppError {
  if (thrown instanceof AppError && thrown.code !== "outcome_unknown") return thrown;
  return new AppError("upstream_unavailable", `${PROVIDER} did not take the file.`, {
    cause: thrown,
  });
}

const Resolved = z.looseObject({
  url: z.url(),
  mime_type: OptionalText,
  sha256: OptionalText,
  file_size: OptionalNumber,
});

/** Fetches what a customer sent: its address by its id, then the bytes. */
export async function download(
  graph: Graph,
  mediaId: string,
  signal: AbortSignal,
): Promise<Download> {
  const file = await resolve(graph, checkedMediaId(mediaId), signal);
  const length = file.file_size;
  if (length !== undefined && length > MAX_FILE_BYTES) throw tooLarge(PROVIDER);
  const { body } = await read(graph, file.url, signal);
  if (!body) throw whileReading(PROVIDER, undefined);
  const promised = { provider: PROVIDER, length, sha256: file.sha256 };
  return { mimeType: toMimeType(file.mime_type), length, bytes: checkedBytes(body, promised) };
}

async function resolve(graph: Graph, id: string, signal: AbortSignal) {
  const url = new URL(graph.at(id));
  // Meta then gives only what was sent to this number.
  url.searchParams.set("phone_number_id", graph.phoneNumberId);
  const response = await read(graph, url.href, signal);
  const file = await response
    .json()
    .then((body) => Resolved.parse(body))
    .catch((cause: unknown) => {
      throw whileReading(PROVIDER, noUsableAnswer(PROVIDER, cause));
    });
  const { origin } = new URL(file.url);
  if (origin !== graph.origin && origin !== FILE_ORIGIN) {
    throw new AppError(
      "upstream_rejected",
      `${PROVIDER} named a place for a file that is not its own.`,
    );
  }
  return file;
}

async function read(graph: Graph, url: string, signal: AbortSignal): Promise<Response> {
  const response = await graph.ask(url, { signal }).catch((thrown: unknown) => {
    throw whileReading(PROVIDER, thrown);
  });
  if (!response.ok) throw await metaFileRefusal(response, graph.clock);
  return response;
}
