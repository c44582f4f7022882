import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { metaMessage, metaPayload, signature } from "./payloads.ts";

/** Every answer begins with who speaks. */
const LABELS = /\[(?:Customer Service|Policy Agent|Contact Center Agent|Relationship Manager)\] /g;

const APP_SECRET = "app-secret-of-the-emulator";

/** A message that reached the provider. */
export interface Sent {
  readonly deliveryId: string;
  readonly to: string;
  /** Everything that was asked for, as it came. */
  readonly body: string;
  /** Who sent it: the name its settings were made for. */
  readonly by: string;
}

/** WhatsApp as Meta's Cloud API speaks: takes every message, remembers it, and gives it an id. */
export interface WhatsAppProvider {
  /** What has arrived, in order. */
  readonly sent: readonly Sent[];
  /** How many answers that were, each once: several may come in one message. */
  answerCount(): number;
  /** The variables with which a server sends here under this name. */
  envFor(by: string): Readonly<Record<string, string>>;
  /** From now on each message is shown to this listener first; the sender hears of its success once that is done. */
  beforeAnswer(listener: (sent: Sent) => Promise<void>): void;
  stop(): Promise<void>;
}

/** Starts the provider on a free port of loopback. */
export async function startWhatsAppProvider(): Promise<WhatsAppProvider> {
  const sent: Sent[] = [];
  let answers = 0;
  let listener = async (_sent: Sent): Promise<void> => {};
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const message = await read(request);
    const reply = message ? { messages: [{ id: await keep(message) }] } : { success: true };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(reply));
  };
  const keep = async (message: Sent): Promise<string> => {
    const isKnown = sent.some(({ deliveryId }) => deliveryId === message.deliveryId);
    if (!isKnown) answers += message.body.match(LABELS)?.length ?? 0;
    const number = sent.push(message);
    await listener(message);
    return `wamid.out.${number}`;
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    sent,
    answerCount: () => answers,
    envFor: (by) => ({
      WHATSAPP_CLOUD_ACCESS_TOKEN: "token",
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: "1001",
      WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
      WHATSAPP_CLOUD_VERIFY_TOKEN: "verify",
      WHATSAPP_CLOUD_API_URL: `${url}/${by}`,
    }),
    beforeAnswer: (next) => void (listener = next),
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/** Delivers a customer's message to a server's webhook, as Meta does. */
export function postFromWhatsApp(
  url: string,
  { id, from, text }: { readonly id: string; readonly from: string; readonly text: string },
): Promise<Response> {
  const body = JSON.stringify(metaPayload({ messages: [metaMessage(from, text, id)] }));
  const headers = { "content-type": "application/json", ...signature(body, APP_SECRET) };
  return fetch(`${url}/webhook`, { method: "POST", headers, body });
}

/** Every request we get is `POST /{by}/{version}/{number}/messages`; undefined for a customer's message marked as read. */
async function read(request: IncomingMessage): Promise<Sent | undefined> {
  const body = await text(request);
  const asked = JSON.parse(body) as Record<string, string>;
  if (asked["status"] === "read") return undefined;
  const { to, biz_opaque_callback_data: deliveryId } = asked;
  return { deliveryId: deliveryId!, to: `+${to}`, body, by: request.url!.split("/")[1]! };
}
