import { isUnexpected } from "@azure-rest/communication-messages";
import type { MessagesServiceClient } from "@azure-rest/communication-messages";
import { z } from "zod";
import type { Channel, Download, OutboundMessage, Pace, SendReceipt } from "../../core/channel.ts";
import type { Clock } from "../../core/conversation.ts";
import { Id } from "../fields.ts";
import { NUMBERING_ROOM, WHATSAPP_TEXT } from "../numbered-text.ts";
import { noUsableAnswer, unanswered } from "../unanswered.ts";
import { whatsAppPace } from "../whatsapp-pace.ts";
import { connect } from "./client.ts";
import { makeAcsDownload } from "./download.ts";
import { notification } from "./notification.ts";
import { acsRefusal, PROVIDER } from "./refusal.ts";

export interface WhatsAppAcsOptions {
  /** `endpoint=https://…;accesskey=…`, in this order. */
  readonly connectionString: string;
  /** The WhatsApp number's id in ACS. */
  readonly channelId: string;
  /** How many messages the number may send in a second, if Meta has raised it. */
  readonly perSecond?: number;
  readonly clock: Clock;
}

/** WhatsApp through Azure Communication Services. Its `interactive` messages are previews, so choices go as numbered text. */
export class WhatsAppAcsChannel implements Channel {
  readonly name = "whatsapp-acs";
  readonly maxLength = WHATSAPP_TEXT - NUMBERING_ROOM;
  /** By `Repeatability-Request-ID`. */
  readonly isRepeatSafe = true;
  readonly hasWindow = true;
  readonly pace: Pace;
  readonly download: (mediaId: string, signal: AbortSignal) => Promise<Download>;
  readonly #options: WhatsAppAcsOptions;
  readonly #client: MessagesServiceClient;

  /** @throws AppError `misconfigured` for a connection string the SDK cannot read */
  constructor(options: WhatsAppAcsOptions) {
    this.#options = options;
    this.pace = whatsAppPace(options.perSecond);
    this.#client = connect(options.connectionString);
    this.download = makeAcsDownload(this.#client, options.clock);
  }

  /** A closed window shows in a report only: ACS has taken the message by then. */
  async send(message: OutboundMessage, signal: AbortSignal): Promise<SendReceipt> {
    const { channelId, clock } = this.#options;
    const body = notification(message, channelId);
    const headers = {
      "Repeatability-Request-ID": message.deliveryId,
      "Repeatability-First-Sent": new Date(message.firstAt).toUTCString(),
    };
    const response = await this.#client
      .path("/messages/notifications:send")
      .post({ contentType: "application/json", abortSignal: signal, headers, body })
      .then(undefined, (cause: unknown) => {
        throw unanswered(PROVIDER, cause);
      });
    if (isUnexpected(response)) throw acsRefusal(response, clock);
    const reply = SendReply.safeParse(response.body);
    if (!reply.success) throw noUsableAnswer(PROVIDER, reply.error);
    return { providerId: reply.data.receipts[0].messageId, status: "sent" };
  }
}

const SendReply = z.looseObject({
  receipts: z.tuple([z.looseObject({ messageId: Id })]).rest(z.unknown()),
});
