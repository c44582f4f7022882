import type { Call } from "./emulators/https-server.ts";
import { startAcsMessages } from "./emulators/acs-messages/service.ts";
import { makeEventGrid } from "./emulators/event-grid.ts";
import type { GridSchema } from "./emulators/event-grid.ts";
import { startMeta } from "./emulators/meta/service.ts";
import { makeMetaWebhook } from "./emulators/meta/webhook.ts";
import type { Written } from "./emulators/written.ts";

export const WEBHOOK_SECRET = "secret-of-event-grid";
const APP_SECRET = "secret-of-the-app";
const VERIFY_TOKEN = "token-of-the-webhook";

/** WhatsApp as a recorded run needs it, whichever provider brings it. */
export interface RecordedWhatsApp {
  readonly name: string;
  readonly calls: readonly Call[];
  /** The house's variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Enters the house's webhook, handshake included. */
  enter(houseUrl: string): Promise<void>;
  write(customer: string, what: Written): void;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** WhatsApp through ACS, with Event Grid in one of its schemas. */
export async function recordedAcs(
  clock: () => number,
  schema: GridSchema,
): Promise<RecordedWhatsApp> {
  const acs = await startAcsMessages({ clock });
  const grids: Awaited<ReturnType<typeof makeEventGrid>>[] = [];
  return {
    name: "ACS",
    calls: acs.calls,
    env: {
      WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: acs.connectionString,
      WHATSAPP_CHANNEL_ID: acs.channelId,
    },
    async enter(houseUrl) {
      const url = `${houseUrl}/webhook?code=${WEBHOOK_SECRET}`;
      const grid = await makeEventGrid({ url, schema });
      grids.push(grid);
      acs.publishTo((event) => grid.publish(event));
    },
    write: acs.write,
    async settled() {
      await acs.settled();
      for (const grid of grids) await grid.settled();
    },
    async stop() {
      for (const grid of grids) await grid.stop();
      await acs.stop();
    },
  };
}

/** WhatsApp through Meta's Cloud API. */
export async function recordedMeta(clock: () => number): Promise<RecordedWhatsApp> {
  const meta = await startMeta({ clock });
  const webhooks: Awaited<ReturnType<typeof makeMetaWebhook>>[] = [];
  return {
    name: "Meta",
    calls: meta.calls,
    env: {
      WHATSAPP_CLOUD_ACCESS_TOKEN: meta.accessToken,
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: meta.phoneNumberId,
      WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
      WHATSAPP_CLOUD_VERIFY_TOKEN: VERIFY_TOKEN,
      WHATSAPP_CLOUD_API_URL: meta.url,
    },
    async enter(houseUrl) {
      const url = `${houseUrl}/webhook`;
      const webhook = await makeMetaWebhook({
        url,
        appSecret: APP_SECRET,
        verifyToken: VERIFY_TOKEN,
      });
      webhooks.push(webhook);
      meta.publishTo((change) => webhook.publish(change));
    },
    write: meta.write,
    async settled() {
      await meta.settled();
      for (const webhook of webhooks) await webhook.settled();
    },
    async stop() {
      for (const webhook of webhooks) await webhook.stop();
      await meta.stop();
    },
  };
}
