import Messages, { isUnexpected } from "@azure-rest/communication-messages";
import type { MessagesServiceClient } from "@azure-rest/communication-messages";
import { z } from "zod";
import type { Channel, OutboundMessage, SendReceipt } from "../../core/channel.ts";
import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { isPhone, isUserId } from "../address.ts";
import { Id, OptionalId, optionalObject } from "../fields.ts";
import { NUMBERING_ROOM, numberedText, WHATSAPP_TEXT } from "../numbered-text.ts";
import { WHATSAPP_PACE } from "../whatsapp-pace.ts";
import { readRetryAfter, refusalByStatus } from "../refusal.ts";
import { noUsableAnswer, unanswered } from "../unanswered.ts";

const PROVIDER = "Azure Communication Services";

export interface WhatsAppAcsOptions {
  /** `endpoint=https://…;accesskey=…`, in this order. */
  readonly connectionString: string;
  /** The WhatsApp number's id in ACS. */
  readonly channelId: string;
  readonly clock: Clock;
  /** Plain HTTP to an emulator; off unless a test says so. */
  readonly isInsecureAllowed?: boolean;
}

/** WhatsApp through Azure Communication Services. Its `interactive` messages are previews, so choices go as numbered text. */
export class WhatsAppAcsChannel implements Channel {
  readonly name = "whatsapp-acs";
  readonly maxLength = WHATSAPP_TEXT - NUMBERING_ROOM;
  /** By `Repeatability-Request-ID`. */
  readonly isRepeatSafe = true;
  readonly hasWindow = true;
  readonly pace = WHATSAPP_PACE;
  readonly #options: WhatsAppAcsOptions;
  readonly #client: MessagesServiceClient;

  /** @throws AppError `misconfigured` for a connection string the SDK cannot read */
  constructor(options: WhatsAppAcsOptions) {
    this.#options = options;
    this.#client = connect(options);
  }

  async send(message: OutboundMessage, signal: AbortSignal): Promise<SendReceipt> {
    const { address } = message;
    if (!isPhone(address) && !isUserId(address)) {
      throw new AppError(
        "upstream_rejected",
        "The address is neither a phone number nor a WhatsApp user id.",
      );
    }
    const response = await this.#post(message, signal).catch((cause: unknown) => {
      throw unanswered(PROVIDER, cause);
    });
    if (isUnexpected(response)) throw acsRefusal(response, this.#options.clock);
    const reply = SendReply.safeParse(response.body);
    if (!reply.success) throw noUsableAnswer(PROVIDER, reply.error);
    return { providerId: reply.data.receipts[0].messageId, status: "sent" };
  }

  async #post(message: OutboundMessage, signal: AbortSignal) {
    const { deliveryId, address } = message;
    if (message.kind === "template") throw new AppError("upstream_rejected", "No templates yet.");
    const { text, choices } = message;
    const { channelId, clock } = this.#options;
    return await this.#client.path("/messages/notifications:send").post({
      contentType: "application/json",
      abortSignal: signal,
      headers: {
        "Repeatability-Request-ID": deliveryId,
        "Repeatability-First-Sent": new Date(clock()).toUTCString(),
      },
      body: {
        channelRegistrationId: channelId,
        to: [address],
        kind: "text",
        content: numberedText(text, choices),
      },
    });
  }
}

const SendReply = z.looseObject({
  receipts: z.tuple([z.looseObject({ messageId: Id })]).rest(z.unknown()),
});

/** The package is CommonJS: Node leaves its default export under `default`, test runners unwrap it. */
const imported: unknown = Messages;
const createClient =
  typeof imported === "function" ? (imported as typeof Messages.default) : Messages.default;

function connect({
  connectionString,
  isInsecureAllowed,
}: WhatsAppAcsOptions): MessagesServiceClient {
  // The SDK would refuse it at every send; whoever starts the house should hear of it once.
  if (/^endpoint=http:/i.test(connectionString) && !isInsecureAllowed) throw unreadable();
  try {
    return createClient(connectionString, {
      // Our own line of deliveries retries; the SDK would wait as long as it is told, with the signature growing stale.
      retryOptions: { maxRetries: 0 },
      allowInsecureConnection: isInsecureAllowed ?? false,
    });
  } catch {
    // The SDK's message quotes the connection string with its key, so it goes no further.
    throw unreadable();
  }
}

function unreadable(): AppError {
  return new AppError(
    "misconfigured",
    "WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING must read endpoint=https://…;accesskey=….",
  );
}

const ErrorBody = z.looseObject({ error: optionalObject({ code: OptionalId }) });

interface Refused {
  readonly status: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

function acsRefusal({ status, headers, body }: Refused, clock: Clock): AppError {
  const inMs = headers["retry-after-ms"] ?? headers["x-ms-retry-after-ms"];
  const seconds = inMs === undefined ? undefined : String(Number(inMs) / 1_000);
  return refusalByStatus({
    provider: PROVIDER,
    status: Number(status),
    code: ErrorBody.safeParse(body).data?.error?.code ?? headers["x-ms-error-code"],
    retryAfterMs: readRetryAfter(headers["retry-after"] ?? seconds, clock),
  });
}
