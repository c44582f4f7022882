import { z } from "zod";
import type { Channel, OutboundMessage, SendReceipt } from "../../core/channel.ts";
import type { Clock } from "../../core/conversation.ts";
import { Id } from "../fields.ts";
import { NUMBERING_ROOM, WHATSAPP_TEXT } from "../numbered-text.ts";
import { noUsableAnswer, unanswered } from "../unanswered.ts";
import { WHATSAPP_PACE } from "../whatsapp-pace.ts";
import { messageBody } from "./body.ts";
import { metaRefusal } from "./refusal.ts";

/** The version that Meta's documentation of June 2026 uses. */
const GRAPH_VERSION = "v26.0";

const SendReply = z.looseObject({
  messages: z.tuple([z.looseObject({ id: Id })]).rest(z.unknown()),
});

export interface WhatsAppCloudOptions {
  /** `https://graph.facebook.com`, or an emulator. */
  readonly baseUrl: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  readonly clock: Clock;
}

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
  readonly pace = WHATSAPP_PACE;
  readonly #options: WhatsAppCloudOptions;
  readonly #url: string;

  constructor(options: WhatsAppCloudOptions) {
    this.#options = options;
    const base = options.baseUrl.replace(/\/+$/, "");
    this.#url = `${base}/${GRAPH_VERSION}/${encodeURIComponent(options.phoneNumberId)}/messages`;
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<SendReceipt> {
    const { accessToken, clock } = this.#options;
    const response = await fetch(this.#url, {
      method: "POST",
      // Following a redirect would hand the token to another host.
      redirect: "manual",
      signal,
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: JSON.stringify(messageBody(message)),
    }).catch((cause: unknown) => {
      throw unanswered("WhatsApp", cause);
    });
    if (!response.ok) throw await metaRefusal(response, clock);
    return { providerId: await readProviderId(response), status: "sent" };
  }
}

/** Without the provider's id we cannot note it as sent; its status events will find it by ours. */
async function readProviderId(response: Response): Promise<string> {
  try {
    return SendReply.parse(await response.json()).messages[0].id;
  } catch (cause) {
    throw noUsableAnswer("WhatsApp", cause);
  }
}
