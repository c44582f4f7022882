import { parseEventGrid } from "../../channels/event-grid.ts";
import type { DeliveryStatus, InboundEvent } from "../../channels/events.ts";
import { parseMeta } from "../../channels/whatsapp-cloud/parse.ts";
import { isSignedByMeta } from "../../channels/whatsapp-cloud/signature.ts";
import { startHttpsServer } from "./emulators/https-server.ts";
import type { Call, Reply } from "./emulators/https-server.ts";

/** A webhook that only listens: what the parsers made of everything that came. */
export interface WebhookEar {
  readonly url: string;
  /** In the order they came. */
  readonly events: readonly InboundEvent[];
  /** What was told about one message of ours. */
  statusesOf(providerId: string): readonly DeliveryStatus[];
  stop(): Promise<void>;
}

/** For Event Grid, in both schemas, with both handshakes. */
export function startEventGridEar(): Promise<WebhookEar> {
  return startEar((call) => {
    if (call.method === "OPTIONS") {
      const headers = { "webhook-allowed-origin": "*", "webhook-allowed-rate": "*" };
      return { reply: { status: 200, headers }, events: [] };
    }
    const events = parseEventGrid(call.json);
    const asked = events.find((event) => event.type === "validation");
    const body = asked ? { validationResponse: asked.code } : {};
    return { reply: { status: 200, body }, events };
  });
}

/** For Meta; what is not signed with this secret is refused. */
export function startMetaEar(appSecret: string): Promise<WebhookEar> {
  return startEar(({ method, url, headers, bytes, json }) => {
    if (method === "GET") {
      const challenge = url.searchParams.get("hub.challenge") ?? "";
      return { reply: { status: 200, body: Buffer.from(challenge) }, events: [] };
    }
    const signature = headers["x-hub-signature-256"];
    const isSigned = typeof signature === "string" && isSignedByMeta(bytes, signature, appSecret);
    if (!isSigned) return { reply: { status: 401 }, events: [] };
    return { reply: { status: 200 }, events: parseMeta(json) };
  });
}

async function startEar(
  hear: (call: Call) => { readonly reply: Reply; readonly events: readonly InboundEvent[] },
): Promise<WebhookEar> {
  const events: InboundEvent[] = [];
  const { url, stop } = await startHttpsServer((call) => {
    const heard = hear(call);
    events.push(...heard.events);
    return heard.reply;
  });
  return {
    url,
    events,
    statusesOf: (providerId) =>
      events.filter(
        (event) => event.type === "status" && event.providerId === providerId,
      ) as DeliveryStatus[],
    stop,
  };
}
