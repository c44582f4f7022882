import type { ChatThreadClient } from "@azure/communication-chat";
import { AppError } from "../../core/errors.ts";
import { splitText } from "../split-text.ts";
import type { ThreadAccount } from "./client.ts";
import { MESSAGE_BYTES } from "./opening.ts";

/** However it is written, a code unit takes at most three bytes of UTF-8. */
export const LINE_LENGTH = Math.floor(MESSAGE_BYTES / 3);

const PAGE_SIZE = 200;
/** A line that was tried before stands near the end; each page counts against the service's limits. */
const MAX_PAGES = 10;

/** Something of ours that shall stand in a thread. */
export interface OwnLine {
  /** Ours for good: by it we find the line again, and know it when it comes back to us as an event. */
  readonly deliveryId: string;
  readonly text: string;
  readonly senderName: string;
  /** It may stand there already. */
  readonly isRepeat: boolean;
}

/** Writes a line, in several messages where it is too long for one; what already stands there is not written again. */
export async function writeLine(
  thread: ThreadAccount,
  { deliveryId, text, senderName, isRepeat }: OwnLine,
  signal: AbortSignal,
): Promise<void> {
  const fits = Buffer.byteLength(text) <= MESSAGE_BYTES;
  const contents = fits ? [text] : splitText(text, LINE_LENGTH);
  const parts = contents.map((content, index) => ({
    content,
    id: index === 0 ? deliveryId : `${deliveryId}:${index + 1}`,
  }));
  const ids = parts.map(({ id }) => id);
  const written = isRepeat ? await findOwn(thread, ids, signal) : new Set();
  for (const { id, content } of parts) {
    if (written.has(id)) continue;
    await thread.act(
      (client, abortSignal) =>
        client.sendMessage(
          { content },
          // Plain text whatever is in it: a customer's "<b>" is not formatting.
          {
            type: "text",
            senderDisplayName: senderName,
            metadata: { deliveryId: id },
            abortSignal,
          },
        ),
      signal,
    );
  }
}

/** Which of these stand in the thread. Where we may not look, writing itself tells whether the thread is there. */
async function findOwn(
  thread: ThreadAccount,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    return await thread.look((client, signal) => searchFor(ids, client, signal), signal);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.retryable) throw thrown;
    return new Set();
  }
}

/** Newest first, until all are found. */
async function searchFor(
  ids: readonly string[],
  client: ChatThreadClient,
  abortSignal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let pages = 0;
  const listed = client.listMessages({ maxPageSize: PAGE_SIZE, abortSignal });
  for await (const page of listed.byPage()) {
    for (const { metadata } of page) {
      const id = metadata?.["deliveryId"];
      if (id !== undefined && ids.includes(id)) found.add(id);
    }
    if (found.size === ids.length || ++pages >= MAX_PAGES) break;
  }
  return found;
}
