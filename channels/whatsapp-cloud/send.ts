import { z } from "zod";
import type { Channel, Download, OutboundMessage, Pace, SendReceipt } from "../../core/channel.ts";
import { Id } from "../fields.ts";
import { NUMBERING_ROOM, WHATSAPP_TEXT } from "../numbered-text.ts";
import { noUsableAnswer } from "../unanswered.ts";
import { whatsAppPace } from "../whatsapp-pace.ts";
import { messageBody } from "./body.ts";
import { download, upload } from "./files.ts";
import { makeGraph } from "./graph.ts";
import type { Graph, GraphOptions } from "./graph.ts";
import { metaRefusal, PROVIDER } from "./refusal.ts";

const SendReply = z.looseObject({
  messages: z.tuple([z.looseObject({ id: Id })]).rest(z.unknown()),
});

/**
 * WhatsApp through Meta's Cloud API.
 * It knows no idempotency key: after a send that ends in `outcome_unknown` only a status event can say whether it arrived;
 * those carry our delivery id.
 */
export class WhatsAppCloudChannel implements Channel {
  readonly name = "whatsapp-cloud";
  readonly maxLength = WHATSAPP_TEXT - NUMBERING_ROOM;
  readonly isRepeatSafe = false;
  readonly hasWindow = true;
  readonly pace: Pace;
  readonly #graph: Graph;

  /** @param perSecond how many messages the number may send in a second, if Meta has raised it. */
  constructor(options: GraphOptions, perSecond?: number) {
    this.pace = whatsAppPace(perSecond);
    this.#graph = makeGraph(options);
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<SendReceipt> {
    const body = await this.#bodyOf(message, signal);
    const response = await this.#post(body, signal);
    return { providerId: await readProviderId(response), status: "sent" };
  }

  async markRead(
    externalId: string,
    { isTyping }: { isTyping: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    const read = { messaging_product: "whatsapp", status: "read", message_id: externalId };
    // It is shown until an answer comes, for 25 seconds at most.
    const typing = isTyping ? { typing_indicator: { type: "text" } } : {};
    const response = await this.#post({ ...read, ...typing }, signal);
    await response.body?.cancel();
  }

  download(mediaId: string, signal: AbortSignal): Promise<Download> {
    return download(this.#graph, mediaId, signal);
  }

  /** A file is uploaded first; what cannot be sent is refused before that. */
  async #bodyOf(message: OutboundMessage, signal: AbortSignal): Promise<object> {
    if (message.kind !== "free" || !message.file) return messageBody(message);
    messageBody(message, "");
    return messageBody(message, await upload(this.#graph, message.file, signal));
  }

  async #post(body: object, signal: AbortSignal): Promise<Response> {
    const url = this.#graph.at(this.#graph.phoneNumberId, "messages");
    const response = await this.#graph.ask(url, {
      method: "POST",
      signal,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw await metaRefusal(response, this.#graph.clock);
    return response;
  }
}

/** Without the provider's id we cannot note it as sent; its status events will find it by ours. */
async function readProviderId(response: Response): Promise<string> {
  try {
    return SendReply.parse(await response.json()).messages[0].id;
  } catch (cause) {
    throw noUsableAnswer(PROVIDER, cause);
  }
}
